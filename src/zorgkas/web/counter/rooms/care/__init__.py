"""The pages of care in kind: requests, files of invoices, providers, and what a person gets."""
