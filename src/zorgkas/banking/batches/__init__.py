"""Orders for the bank: proposed from open items, released by another user, exported as a file."""
