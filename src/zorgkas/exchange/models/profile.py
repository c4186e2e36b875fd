"""How a fund is known in the network of social security, and what it does there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund


class FundProfile(models.Model):
    """What differs per fund and installation: no public source gives the codes of the care funds (KSZ dossier 8.3)."""

    fund = models.OneToOneField(CareFund, models.PROTECT, primary_key=True, related_name="exchange_profile")
    sector = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Sector in the network, 0 to 999"))
    institution = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Institution in the sector"))
    legal_contexts = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("Per message the legal context that was agreed, when it is not the proposed one"),
    )
    largest_change_percent = models.PositiveSmallIntegerField(
        default=10, help_text=_("A full list that differs more than this from the one before waits for somebody")
    )

    def __str__(self) -> str:
        return f"{self.fund}"

    def legal_context_of(self, code: str, proposed: str) -> str:
        """The legal context that was agreed for a message; the proposed one until another is."""
        return str(self.legal_contexts.get(code, proposed))
