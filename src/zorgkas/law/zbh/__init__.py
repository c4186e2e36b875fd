"""The care budget for people with a disability (ZBH): closed groups, conditions, months, exclusions, amount."""
