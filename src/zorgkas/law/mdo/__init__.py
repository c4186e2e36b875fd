"""Multidisciplinary consultation: conditions, terms and amounts (BVR art. 534/79 to 534/89)."""
