"""What a direct debit that came back means: for the mandate, for the member, and for who must look (SEPA reasons)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Task


class Undone(StrEnum):
    """How a collection was undone."""

    REJECT = "reject"  # before it was settled
    RETURN = "return"  # by the bank of the payer, within five banking days
    REFUND = "refund"  # on the request of the payer
    REVERSAL = "reversal"  # by ourselves


@dataclass(frozen=True)
class Consequence:
    """What follows from a reason: is the mandate blocked, is the member written to, and what must somebody do."""

    text: Promise
    # In the letter, in Dutch: what went wrong, in the words of the member.
    told: str
    blocks: bool
    letter: bool = True
    task: Task.Kind | None = None


_ACCOUNT = Consequence(
    _("the account cannot be used"), "Uw bank kan op die rekening geen geld meer innen.", blocks=True
)
_NO_MANDATE = Consequence(
    _("the payer says that there is no mandate"),
    "U zei aan uw bank dat u ons geen domiciliëring gaf.",
    blocks=True,
    task=Task.Kind.CHECK_MANDATE,
)
_BY_PAYER = Consequence(_("the payer asked the money back"), "U vroeg het geld terug aan uw bank.", blocks=True)
_TOO_LITTLE = Consequence(
    _("too little money on the account"), "Er stond niet genoeg geld op uw rekening.", blocks=False
)
_OURS = Consequence(
    _("something was wrong in our file or at the bank"),
    "Er ging iets mis bij ons of bij de bank.",
    blocks=False,
    letter=False,
    task=Task.Kind.CHECK_COLLECTION,
)
_DIED = Consequence(_("the bank says that the payer died"), "", blocks=True, letter=False, task=Task.Kind.CHECK_DEATH)
_UNSPECIFIED = Consequence(_("the bank gives no reason"), "Uw bank gaf geen reden.", blocks=False)
_BY_US = Consequence(_("we took the collection back ourselves"), "", blocks=False, letter=False)

_BY_CODE = {
    "AC01": _ACCOUNT,
    "AC04": _ACCOUNT,
    "AC06": _ACCOUNT,
    "AG01": _ACCOUNT,
    "AM04": _TOO_LITTLE,
    "MD01": _NO_MANDATE,
    "MD02": _NO_MANDATE,
    "MD06": _BY_PAYER,
    "MS02": _BY_PAYER,
    "SL01": _BY_PAYER,
    "MD07": _DIED,
    "MS03": _UNSPECIFIED,
    "AG02": _OURS,
    "AM05": _OURS,
    "BE05": _OURS,
    "FF05": _OURS,
    "RC01": _OURS,
    "RR01": _OURS,
    "RR02": _OURS,
    "RR03": _OURS,
    "RR04": _OURS,
}


def consequence(code: str, undone: Undone = Undone.RETURN) -> Consequence:
    """What follows from a reason; one that is not known blocks nothing, and somebody looks at it."""
    if undone == Undone.REVERSAL:
        return _BY_US
    return _BY_CODE.get(code, _UNSPECIFIED if not code else _OURS)
