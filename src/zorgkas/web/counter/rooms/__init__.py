"""The chapters of the counter; each adds a line per thing it brings."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Person
from zorgkas.web.counter.rooms.appeals import views as appeals
from zorgkas.web.counter.rooms.budgets.section import means
from zorgkas.web.counter.rooms.care import section as care_section
from zorgkas.web.counter.rooms.collection import section as collection_section
from zorgkas.web.counter.rooms.fines import section as fines
from zorgkas.web.counter.rooms.frame import FilledSection, MenuEntry, MenuGroup, PersonSection
from zorgkas.web.counter.rooms.membership import section
from zorgkas.web.counter.rooms.notes import views as notes
from zorgkas.web.counter.rooms.recovery import people
from zorgkas.web.counter.rooms.recovery import section as overpaid
from zorgkas.web.counter.rooms.sent import views as sent
from zorgkas.web.roles import Action, StaffRequest

# Modules with addresses, below the address of the counter.
ADDRESSES: tuple[str, ...] = (
    "zorgkas.web.counter.rooms.budgets.urls",
    "zorgkas.web.counter.rooms.care.urls",
    "zorgkas.web.counter.rooms.collection.urls",
    "zorgkas.web.counter.rooms.exchange.urls",
    "zorgkas.web.counter.rooms.fines.urls",
    "zorgkas.web.counter.rooms.membership.urls",
    "zorgkas.web.counter.rooms.recovery.urls",
    "zorgkas.web.counter.rooms.appeals.urls",
    "zorgkas.web.counter.rooms.helping.urls",
    "zorgkas.web.counter.rooms.notes.urls",
    "zorgkas.web.counter.rooms.post.urls",
    "zorgkas.web.counter.rooms.reports.urls",
    "zorgkas.web.counter.rooms.sent.urls",
    "zorgkas.web.counter.rooms.runs.urls",
    "zorgkas.web.counter.rooms.staff.urls",
    "zorgkas.web.counter.rooms.whatif.urls",
)

MENU: tuple[MenuEntry, ...] = (
    MenuEntry(_("Applications"), "counter:applications", Action.CARE),
    MenuEntry(_("Revisions"), "counter:revisions", Action.CARE),
    MenuEntry(_("Care in kind"), "counter:care", Action.CARE),
    MenuEntry(_("Collecting premiums"), "counter:premium-collection", Action.COLLECT, MenuGroup.MONEY),
    MenuEntry(_("Messages"), "counter:messages", Action.MESSAGES, MenuGroup.FUND),
    MenuEntry(_("Change of care fund"), "counter:membership-form", Action.MEMBERSHIP),
    MenuEntry(_("Undue budgets"), "counter:recoveries", Action.RECOVERY),
    MenuEntry(_("Appeals"), "counter:appeals", Action.APPEALS),
    MenuEntry(_("Fines"), "counter:fines", Action.SEE_FINES),
    MenuEntry(_("Calendar"), "counter:calendar", Action.HOME, MenuGroup.FUND),
    MenuEntry(_("What if"), "counter:what-if", Action.HOME, MenuGroup.FUND),
    MenuEntry(_("Runs"), "counter:runs", Action.BATCHES, MenuGroup.MONEY),
    MenuEntry(_("Letters"), "counter:letters", Action.LETTERS, MenuGroup.MONEY),
    MenuEntry(_("Reports"), "counter:reports", Action.REPORTS, MenuGroup.MONEY),
    MenuEntry(_("Colleagues"), "counter:staff", Action.STAFF, MenuGroup.FUND),
    MenuEntry(_("Who looked"), "counter:looks", Action.LOG, MenuGroup.FUND),
    MenuEntry(_("Help"), "counter:help", Action.HOME, MenuGroup.FUND),
)

PERSON_SECTIONS: tuple[PersonSection, ...] = (
    PersonSection("means", _("Means, household and need"), "counter/budgets/section.html", Action.CARE, means),
    PersonSection("care", _("Care in kind"), "counter/care/section.html", Action.CARE, care_section.care),
    PersonSection(
        "payment",
        _("Payment of premiums"),
        "counter/collection/section.html",
        Action.PEOPLE,
        collection_section.payment,
    ),
    PersonSection("membership", _("Membership"), "counter/membership/section.html", Action.PEOPLE, section.membership),
    PersonSection("overpaid", _("Overpaid"), "counter/recovery/section.html", Action.PEOPLE, overpaid.overpaid),
    PersonSection("appeals", _("Appeals"), "counter/appeals/section.html", Action.CARE, appeals.section),
    PersonSection(
        "representation",
        _("Who acts for the person"),
        "counter/recovery/representation.html",
        Action.PEOPLE,
        people.representation,
    ),
    PersonSection("fines", _("Fines"), "counter/fines/section.html", Action.PEOPLE, fines.fines),
    PersonSection("sent", _("What the member sent"), "counter/sent/section.html", Action.CARE, sent.section),
    PersonSection("notes", _("Notes"), "counter/notes/section.html", Action.PEOPLE, notes.section),
)


def sections_of(actions: Collection[Action]) -> list[PersonSection]:
    """Return the sections about a person that the user may see; each is filled when it comes into view."""
    return [section for section in PERSON_SECTIONS if section.action in actions]


def filled(section: PersonSection, request: StaffRequest, person: Person, known_at: datetime.datetime) -> FilledSection:
    """Return a section with what it shows about a person, as known at a moment."""
    return FilledSection(section.anchor, section.title, section.template, section.context(request, person, known_at))


def menu_of(actions: Collection[Action]) -> list[MenuEntry]:
    """Return the entries of the menu that the user may follow."""
    return [entry for entry in MENU if entry.action in actions]
