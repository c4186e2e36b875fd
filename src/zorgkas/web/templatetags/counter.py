"""Filters and tags of the templates."""

from django import template

from zorgkas.ledger.communication import format_communication
from zorgkas.registry.insz import format_insz
from zorgkas.web import formats
from zorgkas.web.roles import StaffRequest, actions_of

register = template.Library()

for written in (
    formats.euro,
    formats.day,
    formats.moment,
    formats.month,
    formats.period,
    formats.count,
    formats.account,
):
    register.filter(written.__name__, written)
register.filter("insz", format_insz)
register.filter("communication", format_communication)


@register.simple_tag(takes_context=True)
def may(context: template.Context, action: str) -> bool:
    """Whether the user may do this."""
    request: StaffRequest = context["request"]
    return request.user.is_authenticated and action in actions_of(request.user)
