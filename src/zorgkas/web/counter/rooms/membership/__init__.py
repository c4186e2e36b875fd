"""Membership at the counter: start, change fund, stop, a new address; each shows what will happen before it happens."""
