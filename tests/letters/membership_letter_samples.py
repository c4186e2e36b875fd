"""Letters about changes of a membership as the templates take them, without a database."""

from dataclasses import asdict

from letter_samples import letter

from zorgkas.law.premium.kinds import AdministrativeGround
from zorgkas.letters.content import MembershipChange


def sample(kind, **other):
    values = {"effective_on": "2026-01-01", "last_day": "2025-12-31", "year": 2026, "compulsory": True, **other}
    return letter(kind, asdict(MembershipChange(**values)))


MEMBERSHIPS = {
    "started": sample("membership_started", grace_until="2027-12-31"),
    "started voluntarily": sample("membership_started", compulsory=False),
    "back": sample("membership_started", back=True),
    "late": sample("membership_late", compulsory=False, waits_until="2031-01-01", waits_for_everything=True),
    "late, care budgets": sample("membership_late", compulsory=False, waits_until="2031-01-01"),
    **{
        f"care: {ground.name}": sample("membership_care", ground=ground.name, in_time=ground.value % 2 == 0)
        for ground in AdministrativeGround
        if ground != AdministrativeGround.NONE
    },
    "automatic": sample("membership_automatic", grace_until="2027-12-31"),
    "switched": sample("membership_switched", other_fund="Andere Zorgkas", asked_on="2025-11-20"),
    "switched at once": sample(
        "membership_switched", other_fund="Vlaamse Zorgkas", asked_on="2026-08-20", at_once=True
    ),
    "away": sample("membership_away", other_fund="Andere Zorgkas"),
    "must now": sample("membership_other_kind"),
    "may now": sample("membership_other_kind", compulsory=False),
    "stopped": sample("membership_ended", compulsory=False, asked_on="2026-03-01"),
    "left": sample("membership_ended"),
}
