"""The care budget for people with severe care needs (ZZZ): right, start, end and months (DEC 78-83; BVR 138-191)."""
