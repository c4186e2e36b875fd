"""A synthetic Flanders from one seed: for the demo, the tests, load tests and forecasts."""
