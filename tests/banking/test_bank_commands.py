"""The commands of banking: what they print, and that a refusal is a message and exit code 1, never a traceback."""

from datetime import date
from pathlib import Path

import pytest
from banking_helpers import Fund
from typer.testing import CliRunner

from zorgkas.banking.models import Batch
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.cli import app


def _run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["bank", *arguments], env={"COLUMNS": "240"})
    assert result.exit_code == code, result.output
    return result.output


def test_a_batch_is_listed_released_by_another_user_and_exported(fund: Fund) -> None:
    fund.owe(fund.person(), 140_00)
    batch = fund.propose()
    assert "140.00" in _run("batches")
    assert "preparer" in _run("release", str(batch.pk), "--user", "preparer", code=1)
    assert "no user nobody" in _run("release", str(batch.pk), "--user", "nobody", code=1)
    _run("export", str(batch.pk), code=1)
    _run("release", str(batch.pk), "--user", "releaser")
    assert "sha256" in _run("export", "--all")
    batch.refresh_from_db()
    assert batch.state == Batch.State.EXPORTED
    _run("cancel", str(batch.pk), "--user", "preparer", code=1)
    _run("export", code=1)
    _run("export", "999999", code=1)


def test_an_import_tells_per_file_and_fails_when_one_is_refused(
    fund: Fund, bank: SimulatedBank, tmp_path: Path
) -> None:
    bank.pay_in("BE68539007547034", "An", 64_00, to=fund.premiums.iban, day=date(2026, 11, 9), text="zorgpremie")
    good, bad = tmp_path / "good.cod", tmp_path / "bad.cod"
    good.write_bytes(bank.statement(date(2026, 11, 9)))
    bad.write_bytes(b"nothing")
    told = _run("import", str(good), str(bad), str(tmp_path / "none.cod"), code=1)
    assert "STM-002" in told
    assert "line 1: STM-002 neither CODA" in told
    assert "none.cod: No such file or directory." in told
    assert "booked" in told
    assert "none.cod" in told
    assert "duplicate" in _run("import", str(good))
    queued = _run("queue")
    assert "zorgpremie" in queued
    assert "bad.cod" in queued


@pytest.mark.parametrize("more", [[], ["--person", "1", "--order", "2"]])
def test_a_match_needs_exactly_one_owner(fund: Fund, bank: SimulatedBank, tmp_path: Path, more: list[str]) -> None:
    bank.pay_in("BE68539007547034", "An", 64_00, to=fund.premiums.iban, day=date(2026, 11, 9))
    (tmp_path / "day.cod").write_bytes(bank.statement(date(2026, 11, 9)))
    _run("import", str(tmp_path / "day.cod"))
    from zorgkas.banking.queries import queue

    movement = queue().get()
    _run("match", str(movement.pk), "--user", "preparer", *more, code=1)
    _run("match", str(movement.pk), "--user", "preparer", "--communication", "123", code=1)
    claim = fund.claim(fund.person())
    from banking_helpers import communication

    _run("match", str(movement.pk), "--user", "preparer", "--communication", communication(claim))
    assert not queue().exists()
