"""In which region a municipality lies, from its NIS code: the first two digits are the district."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zorgkas.registry.models import Residence

FLEMISH = tuple(
    [
        "11",
        "12",
        "13",
        "23",
        "24",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "38",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "71",
        "72",
        "73",
    ]
)
BRUSSELS = ("21",)
WALLOON = tuple(
    [
        "25",
        "51",
        "52",
        "53",
        "54",
        "55",
        "56",
        "57",
        "58",
        "61",
        "62",
        "63",
        "64",
        "81",
        "82",
        "83",
        "84",
        "85",
        "91",
        "92",
        "93",
    ]
)
# The nine municipalities of the German-language area lie in the district of Verviers (63).
GERMAN = tuple(["63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"])
REGION_UNKNOWN = 0
Region = Residence.Region


def regions(codes: pa.ChunkedArray, countries: pa.ChunkedArray) -> NDArray[np.int16]:
    """The region of every address; REGION_UNKNOWN where neither the code nor the country says it."""
    district = pc.utf8_slice_codeunits(codes, 0, 2)
    found = np.full(len(codes), REGION_UNKNOWN, np.int16)
    for region, districts in ((Region.FLANDERS, FLEMISH), (Region.BRUSSELS, BRUSSELS), (Region.WALLONIA, WALLOON)):
        found[np.asarray(pc.is_in(district, pa.array(districts)))] = region
    found[np.asarray(pc.is_in(codes, pa.array(GERMAN)))] = Region.EAST_BELGIUM
    found[np.asarray(pc.and_(pc.not_equal(countries, ""), pc.not_equal(countries, "BE")))] = Region.ABROAD
    return found
