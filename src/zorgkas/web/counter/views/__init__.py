"""The pages of the counter: each reads through queries, changes through services, and asks for one action."""
