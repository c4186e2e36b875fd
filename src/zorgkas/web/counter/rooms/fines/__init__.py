"""Fines at the counter: the steps of a year, the file of a person, proofs, objections, and the calendar."""
