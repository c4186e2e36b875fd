"""The chapters of the counter; each adds a line per thing it brings."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Person
from zorgkas.web.counter.rooms.budgets.section import means
from zorgkas.web.counter.rooms.frame import FilledSection, MenuEntry, PersonSection
from zorgkas.web.counter.rooms.membership import section
from zorgkas.web.roles import Action, StaffRequest

# Modules with addresses, below the address of the counter.
ADDRESSES: tuple[str, ...] = (
    "zorgkas.web.counter.rooms.budgets.urls",
    "zorgkas.web.counter.rooms.exchange.urls",
    "zorgkas.web.counter.rooms.membership.urls",
    "zorgkas.web.counter.rooms.whatif.urls",
)

MENU: tuple[MenuEntry, ...] = (
    MenuEntry(_("Applications"), "counter:applications", Action.CARE),
    MenuEntry(_("Revisions"), "counter:revisions", Action.CARE),
    MenuEntry(_("Messages"), "counter:messages", Action.MESSAGES),
    MenuEntry(_("Change of care fund"), "counter:membership-form", Action.MEMBERSHIP),
    MenuEntry(_("What if"), "counter:what-if", Action.HOME),
)

PERSON_SECTIONS: tuple[PersonSection, ...] = (
    PersonSection("means", _("Means, household and need"), "counter/budgets/section.html", Action.CARE, means),
    PersonSection("membership", _("Membership"), "counter/membership/section.html", Action.PEOPLE, section.membership),
)


def sections_of(
    request: StaffRequest, person: Person, known_at: datetime.datetime, actions: Collection[Action]
) -> list[FilledSection]:
    """Return the sections about a person that the user may see."""
    return [
        FilledSection(section.anchor, section.title, section.template, section.context(request, person, known_at))
        for section in PERSON_SECTIONS
        if section.action in actions
    ]


def menu_of(actions: Collection[Action]) -> list[MenuEntry]:
    """Return the entries of the menu that the user may follow."""
    return [entry for entry in MENU if entry.action in actions]
