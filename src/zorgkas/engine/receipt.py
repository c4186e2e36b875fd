"""Replaying a receipt: the same facts put to the law of the same date must give the same outcome."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zorgkas.engine.decision import Decision
from zorgkas.engine.errors import CaseError, LegalGap

if TYPE_CHECKING:
    from zorgkas.engine.book import Book

_KEYS = ("target", "on", "law_version", "reformed", "facts", "parameters", "rules", "outcome")


@dataclass(frozen=True)
class Replay:
    """What a replay found: the decision taken again, and in words everything that differs from the receipt."""

    decision: Decision | None
    differences: tuple[str, ...]
    same_outcome: bool

    @property
    def same(self) -> bool:
        """Whether nothing differs: neither the outcome nor any step, value or rule on the way."""
        return not self.differences


def replay(book: "Book", receipt: Mapping[str, Any]) -> Replay:
    """Decide the case of a receipt again and compare every step."""
    missing = [key for key in _KEYS if key not in receipt]
    if missing or receipt.get("format") != 1:
        what = f"{', '.join(missing)} missing" if missing else f"format {receipt.get('format')!r} is not 1"
        raise CaseError(f"This is not a receipt that can be replayed: {what}.")
    law = book.on(datetime.date.fromisoformat(receipt["on"]))
    try:
        decision = law.decide(receipt["facts"], receipt["target"])
    except (CaseError, LegalGap) as error:
        return Replay(None, (f"the law no longer decides this case: {error}",), same_outcome=False)
    again = decision.receipt()
    differences = list(_compare(receipt, again))
    return Replay(decision, tuple(differences), receipt["outcome"] == again["outcome"])


def _compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    found = []
    if old["outcome"] != new["outcome"]:
        found.append(f"outcome {old['target']}: was {old['outcome']}, is now {new['outcome']}")
    if old["reformed"]:
        found.append(f"it was decided under a reform of {', '.join(old['reformed'])}")
    for name in {**old["facts"], **new["facts"]}:
        before, after = old["facts"].get(name, "not asked"), new["facts"].get(name, "not asked")
        if before != after:
            found.append(f"fact {name}: was {before}, is now {after}")
    for group, word in (("parameters", "parameter"), ("rules", "rule")):
        before = {entry["name"]: entry for entry in old[group]}
        after = {entry["name"]: entry for entry in new[group]}
        for name in {**before, **after}:
            was, now = before.get(name, {}), after.get(name, {})
            changed = [
                f"{key} was {was.get(key)}, is now {now.get(key)}"
                for key in {**was, **now}
                if was.get(key) != now.get(key)
            ]
            if changed:
                found.append(f"{word} {name}: {'; '.join(changed)}")
    return found
