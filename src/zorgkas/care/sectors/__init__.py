"""What six pillars decide and check alike: a sector says how it differs (BVR art. 534/51 to 534/247)."""
