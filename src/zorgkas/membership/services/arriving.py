"""Somebody comes to live somewhere else: what it means for the membership, and the address (BVR art. 56 to 58)."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
from django.contrib.auth.models import User
from django.utils.translation import gettext_noop as _

from zorgkas.engine import NEVER
from zorgkas.law import law_on
from zorgkas.law.premium.kinds import MembershipDuty
from zorgkas.membership.models import Membership
from zorgkas.membership.plans import Due, shown
from zorgkas.membership.services.following import follow_facts
from zorgkas.membership.services.intake import AFTER_DEATH, BEFORE_BIRTH, TakenIn, take_in
from zorgkas.membership.services.recording import user_source
from zorgkas.membership.standing import Standing, read_standing
from zorgkas.registry.models import CareFund, Person, Residence
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import Reason, label, reason

Region = Residence.Region
HERE = (Region.FLANDERS, Region.BRUSSELS)
_TARGETS = ("membership_duty", "automatic_affiliation_strikes_on", "automatic_affiliation_on", "grace_until")

LATER_KNOWN = _("an address from a later day is known already (%(day)s)")
LIVES = _("Lives in %(region)s from %(day)s on.")
STAYS = _("Stays a member of %(fund)s: %(kind)s.")
STAYS_AS = _("Stays a member of %(fund)s, but from %(day)s on: %(kind)s.")
ENDS = _("The membership of %(fund)s ends on %(day)s; the premium of that year stays due (BVR art. 75, 76).")
MUST = _("Must join a fund of choice before %(day)s; else a member of the Vlaamse Zorgkas from %(start)s on.")
MAY = _("May join a fund; without a waiting time when the first premium is paid by %(day)s.")
NOT = _("Need not and cannot join.")
YOUNG = _("Need not join yet: from the year of turning 26 on (%(year)s).")


@dataclass(frozen=True)
class ArrivalPlan:
    """What a new address would do, as the counter shows it; with doubts it goes to the queue."""

    person: Person
    fund: CareFund
    moved_on: datetime.date
    home: Mapping[str, object]
    steps: tuple[Reason, ...]
    doubts: tuple[Reason, ...] = ()
    refusal: Reason | None = None
    dues: tuple[Due, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the address will be recorded."""
        return not self.doubts

    @property
    def digest(self) -> str:
        """A short sign of what was shown."""
        text = repr((self.moved_on, sorted(self.home.items()), self.steps, self.doubts))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def plan_arrival(person: Person, fund: CareFund, moved_on: datetime.date, home: Mapping[str, object]) -> ArrivalPlan:
    """What it means for the membership that somebody lives at an address from a day on."""
    standing = read_standing(person, moved_on)
    region = Region(int(str(home["region"])))
    steps = [reason(LIVES, region=label(region.label), day=shown(moved_on)), *_consequences(standing, moved_on, region)]
    return ArrivalPlan(person, fund, moved_on, dict(home), tuple(steps), _doubts(standing, moved_on))


def register_arrival(plan: ArrivalPlan, user: User) -> TakenIn:
    """Record the address, unless it contradicts what is known; the membership of a member follows at once."""
    told = user_source(user, f"address of {plan.person.pk} from {plan.moved_on} {plan.digest}")
    columns = {"person_id": [plan.person.pk], "valid_from": [plan.moved_on]}
    values = {name: [value] for name, value in plan.home.items()}
    taken = take_in(Residence, pa.table({**columns, **values}), fund=plan.fund, source=told)
    if taken.recorded:
        for member in known(Membership).filter(person=plan.person).select_related("fund"):
            for year in (plan.moved_on.year, plan.moved_on.year + 1):
                follow_facts(year, member.fund, plan.moved_on, people=[plan.person.pk])
    return taken


def _doubts(standing: Standing, moved_on: datetime.date) -> tuple[Reason, ...]:
    found = []
    if moved_on < standing.person.birth_date:
        found.append(reason(BEFORE_BIRTH))
    if standing.died_on != NEVER and standing.died_on < moved_on.toordinal():
        found.append(reason(AFTER_DEATH))
    return tuple(found)


def _consequences(standing: Standing, moved_on: datetime.date, region: Region) -> list[Reason]:
    later = known(Residence).filter(person=standing.person, valid_from__gt=moved_on).order_by("valid_from").first()
    before = [reason(LATER_KNOWN, day=shown(later.valid_from))] if later else []
    member = standing.now
    if member is not None:
        return [*before, _of_member(standing, member, moved_on, region)]
    found = _law_says(standing, moved_on.year, moved_on, region)
    duty = MembershipDuty(int(found["membership_duty"]))
    until = datetime.date.fromordinal(found["grace_until"])
    if duty == MembershipDuty.COMPULSORY and found["automatic_affiliation_strikes_on"] != NEVER:
        strikes, start = (
            datetime.date.fromordinal(found[name])
            for name in ("automatic_affiliation_strikes_on", "automatic_affiliation_on")
        )
        return [*before, reason(MUST, day=shown(strikes), start=shown(start))]
    if duty == MembershipDuty.VOLUNTARY:
        return [*before, reason(MAY, day=shown(until))]
    if duty == MembershipDuty.TOO_YOUNG:
        return [*before, reason(YOUNG, year=str(standing.person.birth_date.year + 26))]
    return [*before, reason(NOT)]


def _of_member(standing: Standing, member: Membership, moved_on: datetime.date, region: Region) -> Reason:
    """This year one registered day in Flanders is enough; next year only the new address counts."""
    now = _law_says(standing, moved_on.year, moved_on, region)["membership_duty"]
    after = _law_says(standing, moved_on.year + 1, moved_on, region)["membership_duty"]
    if after in (MembershipDuty.NONE, MembershipDuty.ADMINISTRATIVE):
        return reason(ENDS, fund=member.fund.name, day=shown(datetime.date(moved_on.year, 12, 31)))
    for year, duty in ((moved_on.year, now), (moved_on.year + 1, after)):
        if duty in (MembershipDuty.COMPULSORY, MembershipDuty.VOLUNTARY) and duty != member.kind:
            kind = label(Membership.Kind(int(duty)).label)
            return reason(STAYS_AS, fund=member.fund.name, day=shown(datetime.date(year, 1, 1)), kind=kind)
    return reason(STAYS, fund=member.fund.name, kind=label(Membership.Kind(member.kind).label))


def _law_says(standing: Standing, year: int, moved_on: datetime.date, region: Region) -> dict[str, int]:
    """The law on the facts as they will be; in the year of the move what was before still counts."""
    facts = dict(standing.facts)
    from_elsewhere = facts["arrived_on"] == NEVER
    lived = {"lived_in_flanders": Region.FLANDERS, "lived_in_brussels": Region.BRUSSELS}
    for name, where in lived.items():
        facts[name] = region == where or (bool(facts[name]) and year == moved_on.year)
    facts["lived_in_other_belgium"] = region in (Region.WALLONIA, Region.EAST_BELGIUM)
    if region in HERE and (from_elsewhere or (region == Region.FLANDERS and not standing.facts["lived_in_flanders"])):
        facts["arrived_on"] = moved_on
    return law_on(datetime.date(year, 1, 1)).evaluate(facts, _TARGETS)
