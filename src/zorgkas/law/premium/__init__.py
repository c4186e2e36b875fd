"""Who belongs to the Flemish Social Protection, and what premium a member owes for a year (DEC 3, 42-47; BVR 54-82)."""
