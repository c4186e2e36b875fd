"""The counter: the pages with which staff of the fund work."""
