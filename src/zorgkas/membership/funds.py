"""The six care funds, and which of them takes who chose none. Names are public; numbers are configuration."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from zorgkas.registry.models import CareFund


@dataclass(frozen=True)
class KnownFund:
    """A recognised care fund: its official name, and whether sickness funds set it up (DEC art. 18 al. 1, 1°)."""

    code: str
    name: str
    of_sickness_funds: bool = True


# The code is ours: no source gives the numbers by which the agency knows the funds.
SIX_FUNDS = (
    KnownFund("cm", "Christelijke Mutualiteiten-Zorgkas Vlaanderen"),
    KnownFund("nzvl", "Neutrale Zorgkas Vlaanderen"),
    KnownFund("solidaris", "Zorgkas van de Socialistische Mutualiteiten"),
    KnownFund("lm", "Zorgkas van de Liberale Ziekenfondsen"),
    KnownFund("helan", "Zorgkas van de Onafhankelijke Ziekenfondsen"),
    KnownFund("vzk", "Vlaamse Zorgkas", of_sickness_funds=False),
)
_BY_CODE = {fund.code: fund for fund in SIX_FUNDS}


class NoAutomaticFund(LookupError):
    """This installation does not know which fund takes who chose none."""


@dataclass(frozen=True)
class Identifiers:
    """What a fund is known by elsewhere: configuration of an installation, invented in a demo."""

    enterprise_number: str
    creditor_identifier: str


@transaction.atomic
def record_six_funds(identifiers: dict[str, Identifiers]) -> list[CareFund]:
    """Record the six funds with the identifiers of this installation; one that is there stays as it is."""
    return [
        CareFund.objects.get_or_create(
            code=fund.code,
            defaults={
                "name": fund.name,
                "enterprise_number": identifiers[fund.code].enterprise_number,
                "creditor_identifier": identifiers[fund.code].creditor_identifier,
            },
        )[0]
        for fund in SIX_FUNDS
        if fund.code in identifiers
    ]


def automatic_fund() -> CareFund:
    """The fund of the automatic affiliation, the Vlaamse Zorgkas (DEC art. 42 §1); its code is a setting."""
    fund = CareFund.objects.filter(code=settings.AUTOMATIC_FUND).first()
    if fund is None:
        raise NoAutomaticFund(
            _("There is no fund %s: nobody can be affiliated automatically (see ZORGKAS_AUTOMATIC_FUND).")
            % settings.AUTOMATIC_FUND
        )
    return fund


def set_up_by_sickness_funds(fund: CareFund) -> bool:
    """Whether sickness funds set the fund up; of a fund that is none of the six this is not known, and not assumed."""
    return fund.code in _BY_CODE and _BY_CODE[fund.code].of_sickness_funds
