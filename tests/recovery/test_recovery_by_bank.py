"""Money that comes back through the bank with the communication of the letter, and the commands."""

import pytest
from django.contrib.auth.models import User
from recovery_helpers import Street, day, moment
from typer.testing import CliRunner

from zorgkas.banking.models import FundAccount, Movement
from zorgkas.banking.services import import_file
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.cli import app
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.communication import communication_of
from zorgkas.recovery import services
from zorgkas.recovery.models import Recovery

IBAN = "BE71096123456769"


@pytest.fixture
def bank(street: Street, settings, tmp_path) -> SimulatedBank:
    settings.INBOX_DIR = tmp_path
    account = FundAccount.objects.create(fund=street.fund, purpose="benefits", iban=IBAN, bic="GKCCBEBB")
    return SimulatedBank([account], opens_on=day("2026-01-01"), opening_cents=100_000_000)


def pays(bank: SimulatedBank, street: Street, recovery: Recovery, cents: int, on: str) -> Movement:
    item = street.item(recovery.person, 1210, Product.ZZZ, 202601)
    told = communication_of(item.pk)
    bank.pay_in("BE43068999999501", "Peeters An", cents, to=IBAN, day=day(on), communication=told)
    import_file(bank.statement(day(on)), f"{on}.cod", at=moment(on))
    return Movement.objects.latest("pk")


def test_one_communication_pays_the_months_of_the_file_one_after_the_other(
    bank: SimulatedBank, street: Street, user: User
) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    services.give_plan(recovery, 5, day("2026-09-15"), user, on=day("2026-08-03"), at=moment("2026-08-03"))
    for number, on in enumerate(["2026-09-14", "2026-10-14", "2026-11-14"], start=1):
        assert pays(bank, street, recovery, 16800, on).state == "matched"
        paid = [one["paid_cents"] for one in services.instalments(recovery)]
        assert paid == [16800] * number + [0] * (5 - number)
    # More than is open is for somebody to look at.
    assert pays(bank, street, recovery, 84000, "2026-11-20").state == "queued"
    assert pays(bank, street, recovery, 33600, "2026-12-14").state == "matched"
    assert services.follow(street.fund, on=day("2026-12-15"), at=moment("2026-12-15")).closed == 1


def test_the_commands_list_show_and_decide(street: Street, user: User) -> None:
    recovery = street.overpaid(months=2)
    FundAccount.objects.create(fund=street.fund, purpose="benefits", iban=IBAN, bic="GKCCBEBB")
    run = CliRunner().invoke
    assert str(recovery) in run(app, ["recovery", "list"]).output
    shown = run(app, ["recovery", "decide", str(recovery.pk)])
    assert shown.exit_code == 0, shown.output
    recovery.refresh_from_db()
    assert recovery.state == "to_decide"
    wrong = run(app, ["recovery", "decide", str(recovery.pk), "--fraud", "--user", user.username])
    assert wrong.exit_code == 1
    done = run(app, ["recovery", "decide", str(recovery.pk), "--user", user.username])
    assert done.exit_code == 0, done.output
    assert run(app, ["recovery", "sent", "--file", str(recovery.pk), "--on", "2026-07-22"]).exit_code == 0
    refused = run(app, ["recovery", "waive", str(recovery.pk), "small", "--user", user.username])
    assert refused.exit_code == 1
    plan = ["--instalments", "2", "--first", "2099-01-01", "--user", user.username]
    assert run(app, ["recovery", "plan", str(recovery.pk), *plan]).exit_code == 0
    assert run(app, ["recovery", "run", "2026-11"]).exit_code == 0
    assert run(app, ["recovery", "decide", "99999"]).exit_code == 1
    assert run(app, ["appeals", "list"]).exit_code == 0
    assert run(app, ["appeals", "show", "99999"]).exit_code == 1
