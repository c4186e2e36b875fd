"""The lantern grant of Landvast: a monthly amount for residents with a high darkness score."""
