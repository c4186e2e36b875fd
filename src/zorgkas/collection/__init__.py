"""How the premium is collected: plans, reminders, allocation of money, refunds, relief, prescription."""
