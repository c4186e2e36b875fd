"""What is missing or contradicts itself before a ZBO can be decided, and whom to ask (BVR art. 214, 215)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from zorgkas.budgets.models import DataQuestion
from zorgkas.engine import Law
from zorgkas.engine.errors import CaseError
from zorgkas.law.zbo.checks import check_evidence
from zorgkas.law.zbo.kinds import MeansKind
from zorgkas.law.zbo.means import Means, MeansRow, means
from zorgkas.registry.reasons import Reason, reason

Party = DataQuestion.Party

# What the form, or a party that was asked, can say of a subject of the means test: that all of it is known.
TOPICS: Mapping[str, tuple[tuple[MeansKind, ...], Party, str]] = {
    "pensions_known": ((MeansKind.PENSION, MeansKind.INCOME_GUARANTEE), Party.PENSIONS, _("pensions (BVR art. 197)")),
    "work_known": (
        (MeansKind.WAGE, MeansKind.SELF_EMPLOYED, MeansKind.REPLACEMENT),
        Party.TAX,
        _("work and replacement income of the second year before (BVR art. 196)"),
    ),
    "property_known": (
        (MeansKind.BUILT_PROPERTY, MeansKind.UNBUILT_PROPERTY),
        Party.CADASTRE,
        _("real estate (BVR art. 198 to 203)"),
    ),
    "capital_known": ((MeansKind.CAPITAL,), Party.USER, _("savings and investments (BVR art. 204)")),
    "transfers_known": (
        (MeansKind.GIFT, MeansKind.SALE, MeansKind.SALE_FOR_ANNUITY),
        Party.USER,
        _("gifts and sales of the last ten years (BVR art. 205 to 210)"),
    ),
    "household_known": ((), Party.USER, _("who lives at the same address, and dependent children (BVR art. 194)")),
}
NEED = "need"


@dataclass(frozen=True)
class Lacking:
    """One thing that must be asked: its name, of whom, and in words."""

    what: str
    party: Party
    text: Reason


def lacking(
    law: Law, case: Mapping[str, object], rows: list[MeansRow], answers: Mapping[str, object]
) -> tuple[list[Lacking], Means | None]:
    """What is missing or cannot be right, and the means with the reason of each row when they can be counted."""
    found = []
    if need := _need(law, case):
        found.append(need)
    try:
        counted = means(law, rows, case)
    except CaseError as error:
        wrong = reason(_("a row of the means test cannot be right: %(why)s"), why=str(error))
        return [*found, Lacking("means", Party.USER, wrong)], None
    known = {row.kind for row in rows}
    for name, (kinds, party, text) in TOPICS.items():
        if not answers.get(name) and not known & set(kinds) and not (name == "household_known" and _told(case)):
            found.append(Lacking(name, party, reason(text)))
    if counted.asks_reference_year:
        year = reason(_("income of %(year)d; another year was given (BVR art. 196)"), year=counted.reference_year)
        found.append(Lacking("reference_year", Party.TAX, year))
    return found, counted


def _told(case: Mapping[str, object]) -> bool:
    return bool(case.get("lives_with_partner")) or bool(case.get("dependent_children"))


def _need(law: Law, case: Mapping[str, object]) -> Lacking | None:
    """The care need: nothing to ask of a resident, whose category follows from the law (BVR art. 193/4)."""
    if law.evaluate(case, ["zbo_category"])["zbo_category"] > 0 or case.get("need_unchanged"):
        return None
    if not case["finding_instrument"]:
        return Lacking(NEED, Party.ASSESSOR, reason(_("a BelRAI Screener (BVR art. 193, 193/1)")))
    try:
        check_evidence(law, case)
    except CaseError as error:
        return Lacking(NEED, Party.ASSESSOR, reason(_("the document about the care need: %(why)s"), why=str(error)))
    return None
