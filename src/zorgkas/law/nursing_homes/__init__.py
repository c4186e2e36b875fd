"""Psychiatric nursing homes: allowance, additional lump sum, the user's part, leave (BVR art. 534/139-534/169)."""
