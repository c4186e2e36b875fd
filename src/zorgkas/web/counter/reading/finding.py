"""What the search field finds besides names and national numbers: accounts, communications, letters and pages."""

import re
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from zorgkas.budgets.models import Application
from zorgkas.ledger.communication import ITEM_DIGITS, InvalidCommunication, Stream, parse_communication
from zorgkas.ledger.models import Item
from zorgkas.letters.models import Letter
from zorgkas.registry.models import BankAccount, DirectDebitMandate, Person
from zorgkas.registry.queries import search_people
from zorgkas.web.counter.rooms import menu_of
from zorgkas.web.funds import may_see_person
from zorgkas.web.roles import Action, actions_of

_ACCOUNT = re.compile(r"[A-Za-z]{2}\d{2}[A-Za-z0-9 ]{8,32}")
_LETTER = re.compile(r"[Zz]\d{1,9}")
_PAGES = (
    (_("Tasks"), "counter:tasks", Action.PEOPLE),
    (_("Batches"), "counter:batches", Action.BATCHES),
    (_("Bank movements that wait"), "counter:bank", Action.BANK),
)


@dataclass(frozen=True)
class Hit:
    """A person, and by what other thing than the name it was found."""

    person: Person
    by: str | Promise = ""


@dataclass(frozen=True)
class Place:
    """A page of the counter that the text names."""

    label: str
    address: str


def find(text: str, user: User, limit: int, among: sql.Composable | None) -> list[Hit]:
    """Find people by account number, structured communication, number of a letter or an application, or else by name
    or national number. Only whom the user may see."""
    by, people = _by_something_else(text)
    if people is not None:
        return [Hit(person, by) for person in people[:limit] if may_see_person(user, person.pk)]
    return [Hit(person) for person in search_people(text, limit, among=among)]


def places(text: str, user: User) -> list[Place]:
    """The pages whose name begins a word with the text, as far as the user may open them."""
    actions = actions_of(user)
    known = [(str(label), name) for label, name, action in _PAGES if action in actions]
    known += [(str(entry.label), entry.url_name) for entry in menu_of(actions)]
    begins = re.compile(rf"\b{re.escape(text)}", re.IGNORECASE)
    return [Place(label, reverse(name)) for label, name in known if begins.search(label)]


def _by_something_else(text: str) -> tuple[str | Promise, QuerySet[Person] | None]:
    """The people that something else than a name points at; None when the text is nothing of the kind."""
    if _ACCOUNT.fullmatch(text):
        return _("account number"), _by_account(re.sub(r"\s", "", text).upper())
    if _LETTER.fullmatch(text):
        return _("letter"), Person.objects.filter(pk__in=Letter.objects.filter(pk=int(text[1:])).values("person"))
    if (item := _item_of(text)) is not None:
        return _("structured communication"), Person.objects.filter(
            pk__in=Item.objects.filter(pk=item).values("person")
        )
    found = Person.objects.filter(pk__in=Application.objects.filter(reference=text).values("person"))
    return _("application"), found if ":" in text and found.exists() else None


def _by_account(iban: str) -> QuerySet[Person]:
    """People who are or were paid on an account, or pay from it."""
    paid, pays = (model.objects.filter(iban=iban).values("person") for model in (BankAccount, DirectDebitMandate))
    return Person.objects.filter(Q(pk__in=paid) | Q(pk__in=pays)).order_by("last_name", "first_name")


def _item_of(text: str) -> int | None:
    """The open item that a communication of ours names. Twelve digits: a national number has eleven."""
    try:
        digits = parse_communication(text)
    except InvalidCommunication:
        return None
    return int(digits[1 : ITEM_DIGITS + 1]) if digits[0] in {str(int(one)) for one in Stream} else None
