"""Care in kind in the demo year: providers, requests and invoices of each pillar, with the faults that happen."""
