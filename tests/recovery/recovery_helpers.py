"""Members who were paid too much, in the few words that the stories of recovery need."""

from budgets_helpers import Village, day, moment

__all__ = ["Street", "day", "moment"]


class Street(Village):
    """People who got a budget for months that turn out not to be due."""
