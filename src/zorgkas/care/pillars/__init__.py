"""The pillars, each a folder with one `PILLAR`; a new one is one line here."""

from importlib import import_module

from zorgkas.care.pillar import Pillar

FOLDERS = (
    *("consultation", "mobility", "residential", "rehabilitation_hospitals", "rehabilitation_facilities"),
    *("nursing_homes", "sheltered_living", "palliative_teams", "wheelchair_teams"),
)


def pillars() -> dict[str, Pillar]:
    """Return the pillars by code."""
    found = [import_module(f"{__name__}.{folder}").PILLAR for folder in FOLDERS]
    return {pillar.code: pillar for pillar in found}


def pillar_of(code: str) -> Pillar:
    """Return one pillar; KeyError when there is none of that code."""
    return pillars()[code]
