"""What chapters share: age, death, detention, affiliation, residence, waiting time, budgets decided elsewhere."""
