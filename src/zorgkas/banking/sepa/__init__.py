"""Files for the bank: orders to pay (pain.001) and to collect (pain.008), checked against the ISO schemas."""
