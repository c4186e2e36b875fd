"""Joining a care fund, and the yearly premium."""
