"""Rehabilitation facilities: services, prices, capacity, own share, travel, abroad (BVR art. 534/89/1-534/138)."""
