"""Tables of appeals."""
