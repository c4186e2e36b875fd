"""The pages of undue budgets: the file, its steps, who acts for a person, and what follows a death."""
