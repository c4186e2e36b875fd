"""The codes of the list of benefits (BVR art. 240, annex 2) and the kind of aid that each stands for."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zorgkas.engine.yaml import read_yaml
from zorgkas.law.mobility.kinds import AidKind


@dataclass(frozen=True)
class Product:
    """One code: what it is, and whether it is meant as a second aid."""

    code: str
    kind: AidKind
    name: str
    second: bool
    since: datetime.date


@cache
def products() -> dict[str, Product]:
    """Every code that is known, by code."""
    content: dict[str, Any] = read_yaml(Path(__file__).with_name("products.yaml"))
    since: datetime.date = content["from"]
    found = [
        Product(str(row["code"]), AidKind[row["kind"]], str(row["name"]), bool(row.get("second", False)), since)
        for row in content["products"]
    ]
    return {product.code: product for product in found}
