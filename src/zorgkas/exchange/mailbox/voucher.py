"""The voucher that accompanies a file: what it is called, its hash and its count (proposed; KSZ dossier 2.6)."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

SUFFIX = ".voucher.json"
LARGEST = 10_000


@dataclass(frozen=True)
class Voucher:
    """What the sender says about a file."""

    name: str
    sha256: str
    records: int

    def text(self) -> str:
        """As it is written beside the file."""
        return json.dumps(asdict(self), indent=2) + "\n"


class VoucherRefused(ValueError):
    """The voucher cannot be read."""


def read_voucher(path: Path) -> Voucher | None:
    """The voucher beside a file, if there is one."""
    place = path.with_name(path.name + SUFFIX)
    if not place.is_file():
        return None
    try:
        if place.stat().st_size > LARGEST:
            raise ValueError("too large")
        found = json.loads(place.read_bytes())
        voucher = Voucher(str(found["name"]), str(found["sha256"]), int(found["records"]))
    except (ValueError, KeyError, TypeError) as error:
        raise VoucherRefused(f"{place.name}: {error}") from None
    if not re.fullmatch(r"[0-9a-f]{64}", voucher.sha256) or voucher.records < 0:
        raise VoucherRefused(f"{place.name}: no hash or count")
    return voucher
