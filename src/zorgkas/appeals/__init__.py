"""Appeals against decisions: terms, commission, labour court, and what the outcome changes."""
