"""Rehabilitation hospitals: notices, nursing days, twelfths and day price, personal share (BVR art. 534/13-534/78)."""
