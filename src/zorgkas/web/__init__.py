"""The pages: counter (staff), later portal (members) and api (machines)."""
