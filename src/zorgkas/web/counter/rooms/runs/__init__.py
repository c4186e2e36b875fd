"""Long work that is started at the counter: the premiums of a year, the budgets of a month."""
