"""Messages of the Crossroads Bank: the mailbox, the quarantine, and one adapter per message."""
