"""Benefits that were not due come back: decision, set-off, instalments, waiver, prescription."""
