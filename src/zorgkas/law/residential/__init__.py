"""Residential elderly care: care centres, short stay, day care (DEC art. 140-153; BVR art. 415/1-534)."""
