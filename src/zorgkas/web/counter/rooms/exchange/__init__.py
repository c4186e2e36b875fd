"""Messages of the Crossroads Bank at the counter: the mailbox, what was set apart, and what goes out."""
