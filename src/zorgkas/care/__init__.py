"""Care in kind: providers, requests and rights, invoices and what is owed for them. One engine, a folder per pillar."""
