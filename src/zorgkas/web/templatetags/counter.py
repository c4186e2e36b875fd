"""Filters and tags of the templates."""

from django import template
from django.contrib.auth.models import User

from zorgkas.ledger.communication import format_communication
from zorgkas.ledger.queries import run_label
from zorgkas.registry.insz import format_insz
from zorgkas.registry.models import Person
from zorgkas.web import formats
from zorgkas.web.consultation import others_here
from zorgkas.web.counter.rooms import menu_of
from zorgkas.web.counter.rooms.frame import MenuEntry, MenuGroup
from zorgkas.web.roles import StaffRequest, actions_of
from zorgkas.web.words import Word, words

register = template.Library()

for written in (
    formats.euro,
    formats.day,
    formats.moment,
    formats.month,
    formats.period,
    formats.count,
    formats.account,
    formats.article,
):
    register.filter(written.__name__, written)
register.filter("insz", format_insz)
register.filter("communication", format_communication)
register.filter("run_kind", run_label)


@register.filter
def staff(user: User | None) -> str:
    """A colleague by name."""
    return (user.get_full_name() or user.get_username()) if user else ""


@register.simple_tag(takes_context=True)
def may(context: template.Context, action: str) -> bool:
    """Whether the user may do this."""
    request: StaffRequest = context["request"]
    return request.user.is_authenticated and action in actions_of(request.user)


@register.simple_tag(takes_context=True)
def room_menu(context: template.Context) -> list[tuple[str, list[MenuEntry]]]:
    """The entries that the chapters add to the menu, as far as the user may follow them, by what they are about."""
    request: StaffRequest = context["request"]
    found = menu_of(actions_of(request.user)) if request.user.is_authenticated else []
    grouped = {group: [entry for entry in found if entry.group is group] for group in MenuGroup}
    return [(group.label, entries) for group, entries in grouped.items() if entries]


@register.simple_tag(takes_context=True)
def colleagues_here(context: template.Context) -> list[str]:
    """Who else has just opened the file of the person that the page is about."""
    request, person = context["request"], context.get("person")
    if not isinstance(person, Person) or not request.user.is_authenticated:
        return []
    return others_here(request.user.pk, person.pk)


@register.inclusion_tag("counter/helping/word.html")
def word(key: str) -> dict[str, Word]:
    """A question mark that opens what a word means, beside the heading or field that uses it."""
    return {"word": words()[key]}
