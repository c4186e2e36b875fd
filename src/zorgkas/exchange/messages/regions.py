"""In which region a municipality lies, from its NIS code: the first two digits are the district."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zorgkas.registry.models import Residence

FLEMISH = r"^(1[1-3]|2[34]|3[1-8]|4[1-6]|7[1-3])[0-9]{3}$"
BRUSSELS = r"^21[0-9]{3}$"
WALLOON = r"^(25|5[1-8]|6[1-4]|8[1-5]|9[1-3])[0-9]{3}$"
# The nine municipalities of the German-language area lie in the district of Verviers.
GERMAN = r"^63(001|012|013|023|040|048|061|067|087)$"
REGION_UNKNOWN = 0
Region = Residence.Region


def regions(codes: pa.ChunkedArray, countries: pa.ChunkedArray) -> NDArray[np.int16]:
    """The region of every address; REGION_UNKNOWN where neither the code nor the country says it."""
    found = np.full(len(codes), REGION_UNKNOWN, np.int16)
    patterns = {
        Region.FLANDERS: FLEMISH,
        Region.BRUSSELS: BRUSSELS,
        Region.WALLONIA: WALLOON,
        Region.EAST_BELGIUM: GERMAN,
    }
    for region, pattern in patterns.items():
        found[np.asarray(pc.match_substring_regex(codes, pattern))] = region
    found[np.asarray(pc.and_(pc.not_equal(countries, ""), pc.not_equal(countries, "BE")))] = Region.ABROAD
    return found
