"""Help at the counter: the words of the law, and where to find what."""
