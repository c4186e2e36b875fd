"""How rules run: periods, money, the rule graph, explanation, compilation. Knows no law."""
