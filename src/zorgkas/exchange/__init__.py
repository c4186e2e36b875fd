"""Messages of the Crossroads Bank: a mailbox, one adapter per message, and what each message leads to."""
