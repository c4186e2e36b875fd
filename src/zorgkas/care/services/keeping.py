"""Keep judged files with their lines, and book what is accepted of each as one entry."""

import datetime
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop as _

from zorgkas.care.judging import EPOCH
from zorgkas.care.models import CareFile
from zorgkas.care.pillar import Pillar
from zorgkas.care.services.booking import entry_of
from zorgkas.care.services.staging import Judgement
from zorgkas.ledger.services import book_many, move_overpaid_providers
from zorgkas.registry.columns import copy_in
from zorgkas.registry.models import CareFund
from zorgkas.registry.reasons import label, reason


def keep(
    pillar: Pillar, fund: CareFund, judged: Judgement, on: datetime.date, now: datetime.datetime
) -> Sequence[CareFile]:
    """Keep the files and their lines and book them; in the transaction of the caller."""
    files = CareFile.objects.bulk_create(
        [_file(pillar, fund, judged, number, on, now) for number in range(len(judged.files))]
    )
    table = _lines(pillar, judged, np.array([file.pk for file in files], np.int64))
    copy_in("care_careline", table.column_names, table.to_batches())
    periods = table["period"].to_numpy()
    entries = [
        entry_of(
            f"care/file/{file.pk}",
            reason(_("%(pillar)s: invoice %(number)s"), pillar=label(pillar.product.label), number=file.number),
            pillar.product,
            judged.columns["provider"][part],
            periods[part],
            judged.accepted_cents[part],
        )
        for file, part in ((file, judged.part(number)) for number, file in enumerate(files))
    ]
    book_many([entry for entry in entries if entry is not None], fund=fund)
    if (judged.accepted_cents < 0).any():
        # A credit of what was paid already: the provider owes it.
        move_overpaid_providers(fund, f"care/file/{files[0].pk}")
    return files


def _file(
    pillar: Pillar, fund: CareFund, judged: Judgement, number: int, on: datetime.date, now: datetime.datetime
) -> CareFile:
    one, part = judged.files[number], judged.part(number)
    state = judged.state(number)
    return CareFile(
        pillar=pillar.code,
        fund=fund,
        provider=one.sender,
        number=one.number,
        sha256=one.sha256,
        received_on=on,
        received_at=now,
        state=state,
        line_count=part.stop - part.start,
        accepted_count=int((judged.reason[part] == "").sum()),
        claimed_cents=int(judged.columns["claimed_cents"][part].sum()),
        accepted_cents=int(judged.accepted_cents[part].sum()),
        pay_by=pillar.pay_by(on) if pillar.pay_by and state != CareFile.State.REFUSED else None,
    )


def _lines(pillar: Pillar, judged: Judgement, files: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pa.Table:
    columns = judged.columns
    count = len(judged.reason)
    which = columns["file"] - 1
    first = np.array(judged.starts[:-1], np.int64)[which]
    month = columns["month"]
    # An unknown payee cannot be pointed at: such a line is kept under who sent it.
    senders = np.array([one.sender.pk for one in judged.files], np.int64)[which]
    provider = np.where(columns["provider"] == 0, senders, columns["provider"])
    return pa.table(
        {
            "file_id": files[which],
            "provider_id": provider,
            "person_id": _optional(columns["person"]),
            "claimed_cents": columns["claimed_cents"],
            "unit_cents": columns["unit_cents"],
            "number": np.arange(count) - first + 1,
            "period": month // 12 * 100 + month % 12 + 1,
            "first_day": _days(columns["first"]),
            "last_day": _days(columns["last"]),
            "quantity": columns["quantity"],
            "corrects": _optional(judged.corrects),
            "product": np.full(count, int(pillar.product)),
            "code": pa.array([code[:20] for code in columns["code"]], pa.string()),
            "user_number": pa.array([user[:11] for user in judged.users], pa.string()),
            "details": _details(judged.extra),
            "accepted_cents": judged.accepted_cents,
            "reason": pa.array(judged.reason, pa.string()),
        }
    )


def _optional(numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pa.Array:
    return pa.array(numbers, pa.int64(), mask=numbers == 0)


def _days(days: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pa.Array:
    return pa.array((days - EPOCH).astype(np.int32)).cast(pa.date32())


def _details(extra: pa.Table) -> pa.Array:
    """What only this pillar says of a line, as JSON, made column by column."""
    if not extra.num_columns:
        return pa.nulls(extra.num_rows, pa.string())
    parts: list[pa.Array | pa.Scalar] = []
    for number, name in enumerate(extra.column_names):
        column = extra[name].combine_chunks()
        quoted = pa.types.is_string(column.type) or pa.types.is_date(column.type)
        text = pc.cast(column, pa.string())
        if quoted:
            text = pc.replace_substring(pc.replace_substring(text, "\\", "\\\\"), '"', '\\"')
            text = pc.binary_join_element_wise('"', text, '"', "")
        parts += [("," if number else "{") + f'"{name}":', pc.fill_null(text, "null")]
    joined: pa.Array = pc.binary_join_element_wise(*parts, "}", "")
    return joined
