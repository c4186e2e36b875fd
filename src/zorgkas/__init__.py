"""Zorgkas: runs a Flemish care fund, from fact to bank file."""
