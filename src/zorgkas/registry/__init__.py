"""People, care funds, and the facts about them: bitemporal, never overwritten."""
