"""The budgets at the counter: applications step by step, revisions, what is known of means and need."""
