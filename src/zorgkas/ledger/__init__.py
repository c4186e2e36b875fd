"""What is booked: a double-entry, append-only ledger in integer cents, one per care fund."""
