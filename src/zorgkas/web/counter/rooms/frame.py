"""What a chapter may add to the counter: addresses, an entry of the menu, a section on the page of a person."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Person
from zorgkas.web.roles import Action, StaffRequest


class MenuGroup(IntEnum):
    """What the entries of the menu are about, in the order of the menu."""

    FILES = 1
    MONEY = 2
    FUND = 3

    @property
    def label(self) -> str:
        """What stands above its entries."""
        return str(_GROUPS[self])


_GROUPS = {
    MenuGroup.FILES: _("Files of people"),
    MenuGroup.MONEY: _("Money and letters"),
    MenuGroup.FUND: _("The fund"),
}


@dataclass(frozen=True)
class MenuEntry:
    """A link in the menu, for who may do the action."""

    label: Promise
    url_name: str
    action: Action
    group: MenuGroup = MenuGroup.FILES


@dataclass(frozen=True)
class PersonSection:
    """A section on the page of a person; its template finds what `context` returns as `data`."""

    anchor: str
    title: Promise
    template: str
    action: Action
    # Facts as known at the moment; money and letters are those of today, as on the rest of the page.
    context: Callable[[StaffRequest, Person, datetime.datetime], Mapping[str, object]]


@dataclass(frozen=True)
class FilledSection:
    """A section with what it shows about one person."""

    anchor: str
    title: Promise
    template: str
    data: Mapping[str, object]
