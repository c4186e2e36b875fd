"""A fund with a member, providers with accounts, and a pillar made for tests: one price, one check."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from django.contrib.auth.models import User

from zorgkas.banking.models import FundAccount
from zorgkas.care import pillars
from zorgkas.care.models import ProviderAccount, Tariff
from zorgkas.care.pillar import Batch, Pillar, Said, Verdict
from zorgkas.care.services import record_provider, record_provider_fact
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund, Person, Provider, Source
from zorgkas.registry.services import record_fact, source

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
IBANS = ("BE68539007547034", "BE71096123456769")


@pytest.fixture
def told(db: None) -> Source:
    return source(Source.Kind.DOCUMENT, "care test", NOW)


@pytest.fixture
def fund(db: None) -> CareFund:
    fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
    FundAccount.objects.create(fund=fund, purpose="benefits", iban="BE62510007547061", bic="KREDBEBB")
    return fund


@pytest.fixture
def user(fund: CareFund, told: Source) -> Person:
    """Somebody who is a member since 2018."""
    person = Person.objects.create(
        insz="80610100098", first_name="An", last_name="Peeters", birth_date=date(1980, 1, 1), sex="F"
    )
    values = {"fund_id": fund.pk, "kind": Membership.Kind.COMPULSORY}
    record_fact(Membership, person.pk, date(2018, 1, 1), None, values, source=told, recorded_at=NOW)
    return person


@pytest.fixture
def providers(db: None, told: Source) -> list[Provider]:
    """An organiser, a mediator and five care providers; the first two have accounts of their own."""
    made = [record_provider(f"P{number}", f"Provider {number}", "practice") for number in range(7)]
    for number, provider in enumerate(made):
        values = {"iban": IBANS[number % 2], "holder_name": provider.name}
        record_provider_fact(ProviderAccount, provider, date(2020, 1, 1), None, values, source=told, recorded_at=NOW)
    return made


@pytest.fixture
def staff(db: None) -> list[User]:
    return [User.objects.create_user(name) for name in ("preparer", "releaser")]


def _check(batch: Batch) -> Verdict:
    """Pay the tariff of the first day for every unit; refuse who asks another price, unless it is judged again."""
    tariffs = read_sql(
        "SELECT provider_id, cents, (valid_from - DATE '0001-01-01' + 1)::bigint AS start FROM care_tariff"
        " WHERE superseded_at IS NULL ORDER BY valid_from",
    ).to_pylist()
    unit = np.zeros(len(batch), np.int64)
    for row in tariffs:
        holds = (batch.columns["provider"] == row["provider_id"]) & (batch.columns["first"] >= row["start"])
        unit[holds] = row["cents"]
    wrong = (unit != batch.columns["unit_cents"]) & (not batch.again)
    reason = np.where(wrong, "WRONG_PRICE", "").astype(object)
    return Verdict(np.where(wrong, 0, unit * batch.columns["quantity"]), reason)


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pillar:
    """A pillar that pays a tariff per day."""
    (tmp_path / "reasons.yaml").write_text(
        'WRONG_PRICE: {article: "-", text: {nl: "Andere prijs.", en: "Another price."},'
        ' remedy: {nl: "Kijk na.", en: "Check."}}',
        encoding="utf-8",
    )
    pillar = Pillar(
        code="sample",
        title=Said("Voorbeeld", "Sample"),
        product=Product.NURSING_HOME,
        folder=tmp_path,
        extra_columns={"room": pa.string(), "km": pa.int32()},
        codes=("DAY",),
        check=_check,
    )
    found = {**pillars.pillars(), "sample": pillar}
    monkeypatch.setattr(pillars, "pillars", lambda: found)
    return pillar


@pytest.fixture
def tariff(providers: list[Provider], told: Source) -> Provider:
    """The first provider with a tariff of 50 euro a day."""
    values = {"pillar": "sample", "code": "DAY", "cents": 50_00}
    record_provider_fact(Tariff, providers[0], date(2026, 1, 1), None, values, source=told, recorded_at=NOW)
    return providers[0]
