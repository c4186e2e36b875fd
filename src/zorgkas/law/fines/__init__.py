"""Fines for premiums that were not paid: who, how much, when, and what can be done (DEC 47; BVR 74, 81-86)."""
