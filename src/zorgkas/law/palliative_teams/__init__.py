"""Multidisciplinary palliative support teams: one lump sum for each person (BVR art. 534/193-534/224)."""
