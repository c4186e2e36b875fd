"""A question to the law: about one person, one form of care and one document (a finding about the need, or a stay)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from zorgkas.budgets.models import CareForm
from zorgkas.registry.models import CareFinding, FacilityStay


@dataclass(frozen=True)
class Question:
    """What is asked of the law. Without an application (`applied_on` empty) it is an automatic grant."""

    person_id: int
    care_form: CareForm
    claimed_on: datetime.date
    applied_on: datetime.date | None
    finding: CareFinding | None = None
    stay: FacilityStay | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
