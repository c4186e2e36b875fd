"""Where people live: real municipalities with their main postal code, invented streets and facilities (places.yaml)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from zorgkas.population.columns import Ints

FLEMISH, BRUXELLOIS, WALLOON, FOREIGN = 1, 2, 3, 5  # registry.Residence.Region
ABROAD = ("NL", "FR", "DE", "PL", "RO", "MA", "TR", "ES", "IT", "PT", "BG", "IN")
FACILITIES_PER_TOWN = 12


@dataclass(frozen=True)
class Places:
    """Municipalities with their region, and per region the running share of inhabitants."""

    municipalities: tuple[str, ...]
    postal_codes: tuple[str, ...]
    region: Ints
    inhabitants: npt.NDArray[np.float64]

    def draw(self, rng: np.random.Generator, regions: Ints) -> Ints:
        """A municipality of each region, as often as people live there."""
        drawn = np.zeros(len(regions), np.int64)
        for region in (FLEMISH, BRUXELLOIS, WALLOON):
            rows, towns = np.flatnonzero(regions == region), np.flatnonzero(self.region == region)
            shares = np.cumsum(self.inhabitants[towns])
            drawn[rows] = towns[np.searchsorted(shares / shares[-1], rng.random(len(rows)), side="right")]
        return drawn


@cache
def _lists() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text("utf-8"))
    return content


@cache
def places() -> Places:
    """All municipalities that people of the synthetic population live in, come from or go to."""
    regions = ((FLEMISH, "flanders"), (BRUXELLOIS, "brussels"), (WALLOON, "wallonia"))
    rows = [(region, *town) for region, name in regions for town in _lists()[name]]
    return Places(
        municipalities=tuple(row[1] for row in rows),
        postal_codes=tuple(row[2] for row in rows),
        region=np.array([row[0] for row in rows]),
        inhabitants=np.array([float(row[3]) for row in rows]),
    )


@cache
def streets() -> tuple[str, ...]:
    """Invented street names."""
    return tuple(stem + suffix for stem in _lists()["street_stems"] for suffix in _lists()["street_suffixes"])


@cache
def facilities() -> tuple[str, ...]:
    """Invented residential care centres, as many for each municipality, in the order of the municipalities."""
    names = _lists()["facility_names"][:FACILITIES_PER_TOWN]
    return tuple(f"Woonzorgcentrum {name}, {town}" for town in places().municipalities for name in names)
