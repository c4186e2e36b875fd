"""Filters and tags of the pages of members."""

from django import template

from zorgkas.web.portal.access import acting_now, may_act_for, signed_in

register = template.Library()


@register.simple_tag(takes_context=True)
def acting(context: template.Context) -> object:
    """Who is signed in and for whom; None when nobody is, or nobody was chosen yet."""
    request = context["request"]
    return getattr(request, "acting", None) or (acting_now(request) if signed_in(request) else None)


@register.simple_tag(takes_context=True)
def may_choose(context: template.Context) -> bool:
    """Whether there is more than one person whose pages can be seen."""
    insz = signed_in(context["request"])
    return bool(insz) and len(may_act_for(insz)) > 1


@register.filter
def masked(iban: str) -> str:
    """An account number of which only the last four signs can be read."""
    return f"{iban[:4]} •••• {iban[-4:]}"
