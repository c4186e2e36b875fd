"""Sheltered living: the price per stay day, which the care fund pays in full (BVR art. 534/170-534/192)."""
