"""What a member sees and does, a module per subject."""
