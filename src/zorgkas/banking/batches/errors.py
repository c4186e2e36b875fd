"""What a batch refuses, each with what to do about it."""


class BatchRefused(Exception):
    """The step is not possible for this batch."""


class FourEyes(BatchRefused):
    """Who proposed a batch may not release it."""


class BatchTampered(BatchRefused):
    """The lines are no longer those that were frozen at the proposal."""


class BatchOutdated(BatchRefused):
    """Since the proposal something changed that the frozen lines do not know."""
