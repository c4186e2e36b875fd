"""Collecting premiums at the counter: plans, mandates, exemptions, relief, reminders, refunds; shown before done."""
