"""The former Flemish care insurance (2001-2018), so that an old file can be explained (decree of 30 March 1999)."""
