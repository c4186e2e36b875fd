"""Tables of the exchange of messages."""
