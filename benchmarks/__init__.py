"""Measures the budgets of the design on the machine at hand; `bin/bench --help` says how."""
