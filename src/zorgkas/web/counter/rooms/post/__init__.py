"""Letters of a fund: what waits, sending it, and the print files that went out."""
