"""A year of care-fund life, played month by month against the real services with a simulated clock and bank."""
