"""Notes about a person, from colleague to colleague."""
