"""Tables of the collection of premiums."""
