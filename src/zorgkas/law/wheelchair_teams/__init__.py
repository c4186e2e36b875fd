"""Wheelchair advice teams: an amount for each report (BVR art. 534/225-534/247)."""
