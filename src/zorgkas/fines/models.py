"""Tables of fines."""
