"""Who works at the fund with which roles, and who looked at whom."""
