"""Messages about the care need: attests, assessments, admissions to a facility, suspensions."""

import numpy as np

from zorgkas.population.columns import Ints, date_column, text_column
from zorgkas.population.findings import ISSUERS, scores
from zorgkas.population.places import FACILITIES_PER_TOWN, facilities, places, streets
from zorgkas.population.streams import streams
from zorgkas.population.year.messages import Messages, from_day
from zorgkas.population.year.plan import Columns
from zorgkas.registry.models import CareFinding, FacilityStay, Residence, Source, Suspension

RIGHT_MONTHS = 36


class CareMessages(Messages):
    """What the agency, the assessors and the facilities tell."""

    def _attests(self, month: int, origin: Source) -> int:
        events = self.plan.of("attest", month)
        return self._findings(events, events["day"], f"attests {month}", origin)

    def _assessments(self, month: int, origin: Source) -> int:
        """The assessments of the applications of the month before."""
        events = self.plan.of("application", month - 1)
        return self._findings(events, events["assessed"], f"assessments {month}", origin)

    def _renewals(self, month: int, origin: Source) -> int:
        events = self.plan.of("renewal", month)
        return self._findings(events, events["day"], f"renewals {month}", origin)

    def _findings(self, events: Columns, start: Ints, subject: str, origin: Source) -> int:
        instrument = events["instrument"]
        rng = streams(self.seed, self.year)(subject)
        total, iadl_adl, katz = scores(instrument, events["severe"] == 1, rng)
        end = (start.astype("datetime64[D]").astype("datetime64[M]") + RIGHT_MONTHS).astype("datetime64[D]")
        issuers = [ISSUERS.get(which, "") for which in range(max(ISSUERS) + 1)]
        columns = {
            **from_day(start),
            "valid_to": date_column(end.astype(np.int64).astype(np.int32)),
            "instrument": instrument.astype(np.int16),
            "issued_on": date_column(start.astype(np.int32)),
            "issuer": text_column(issuers, instrument),
            "total_tenths": total.astype(np.int16),
            "iadl_adl_tenths": iadl_adl.astype(np.int16),
            "katz_class": katz.astype(np.int16),
        }
        return self._record(CareFinding, columns, events["who"], origin)

    def _admissions(self, month: int, origin: Source) -> int:
        events = self.plan.of("admission", month)
        number = len(events["who"])
        facility = events["town"] * FACILITIES_PER_TOWN + events["facility"]
        stay = {
            **from_day(events["day"]),
            "facility_kind": np.ones(number, np.int16),
            "facility": text_column(facilities(), facility),
        }
        rng = streams(self.seed, self.year, month)("admissions")
        home = {
            "region": places().region[events["town"]].astype(np.int16),
            "street": text_column(streets(), rng.integers(0, len(streets()), number)),
            "house_number": ["1"] * number,
            "postal_code": text_column(places().postal_codes, events["town"]),
            "municipality": text_column(places().municipalities, events["town"]),
            "country": ["BE"] * number,
        }
        self._record(Residence, {**from_day(events["day"]), **home}, events["who"], origin)
        return self._record(FacilityStay, stay, events["who"], origin)

    def _suspensions(self, month: int, origin: Source) -> int:
        events = self.plan.of("suspension", month)
        columns = {
            **from_day(events["day"]),
            "ground": events["ground"].astype(np.int16),
            "notified_on": [self.clock.today] * len(events["who"]),
        }
        return self._record(Suspension, columns, events["who"], origin)
