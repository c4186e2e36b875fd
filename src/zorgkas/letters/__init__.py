"""What we tell people: letters in plain Dutch, as accessible PDF."""
