"""The room tells the ledger what else must add up."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Care in kind."""

    name = "zorgkas.care"

    def ready(self) -> None:
        """Let `zorgkas ledger check` compare what is due to providers with what is accepted."""
        from zorgkas.care import checks  # noqa: F401
