"""Tables of the ledger: entries with postings that balance, and the open items they add up to.

The order of the columns and the missing foreign key constraints are deliberate: see docs/explanation/decisions.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.accounts import (
    PERSONAL_ACCOUNTS,
    PROVIDER_ACCOUNTS,
    Account,
    Product,
    account_choices,
    product_choices,
)
from zorgkas.registry.models import CareFund, Person, Provider
from zorgkas.registry.reasons import told


class Run(models.Model):
    """One execution of long work: what it was for, how far it came, what it did."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=30)
    period = models.IntegerField()
    fund = models.ForeignKey(CareFund, models.PROTECT)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    known_at = models.DateTimeField(help_text=_("The facts as they were known at this moment"))
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.period} ({self.pk})"


class Entry(models.Model):
    """A booking: its postings sum to zero. Append-only, guarded by the database."""

    class Kind(models.TextChoices):
        DUE = "due", _("what is due")
        SETTLEMENT = "settlement", _("what was paid or received")
        SET_OFF = "set_off", _("set off")
        TRANSFER = "transfer", _("moved between accounts")

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    key = models.CharField(max_length=120, unique=True, help_text=_("The same key is never booked twice"))
    kind = models.CharField(max_length=10, choices=Kind)
    booked_on = models.DateField()
    narrative = models.CharField(
        max_length=200, help_text=_("A free text, or a text of the catalogue; show `told_narrative`")
    )
    narrative_values = models.JSONField(
        null=True, blank=True, help_text=_("What the text of the catalogue is filled in with; empty for a free text")
    )
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField()
    line_count = models.IntegerField(help_text=_("Control total: number of postings"))
    debit_cents = models.BigIntegerField(help_text=_("Control total: sum of the debits"))
    lines_sha256 = models.BinaryField(max_length=32, help_text=_("Hash of the postings, to show tampering"))
    # Filled in by the database: only the transaction that made an entry may add postings to it.
    transaction_id = models.BigIntegerField(db_default=0, editable=False)

    class Meta:
        indexes = [models.Index(fields=["booked_on"], name="entry_booked_on")]

    def __str__(self) -> str:
        return self.key

    @property
    def told_narrative(self) -> str:
        """What was booked and why, in the language of who reads it."""
        return told(self.narrative, self.narrative_values)


class Posting(models.Model):
    """One line of an entry, in cents: positive is debit, negative is credit."""

    pk = models.CompositePrimaryKey("entry_id", "line")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings", db_index=False, db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_index=False, db_constraint=False)
    amount_cents = models.BigIntegerField()
    line = models.IntegerField(help_text=_("Number of the line in its entry"))
    period = models.IntegerField(default=0)
    account = models.SmallIntegerField(choices=account_choices)
    product = models.SmallIntegerField(choices=product_choices, default=Product.NONE)
    # Last, and mostly empty: with at most eight columns that costs a line no byte.
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, db_index=False, db_constraint=False)

    class Meta:
        indexes = [
            models.Index(fields=["provider"], name="posting_provider", condition=Q(provider__isnull=False)),
            models.Index(fields=["person"], name="posting_person", condition=Q(person__isnull=False)),
            models.Index(fields=["account"], name="posting_general", condition=Q(person__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="posting_not_zero"),
            models.CheckConstraint(
                condition=Q(
                    account__in=sorted(PERSONAL_ACCOUNTS),
                    person__isnull=False,
                    product__gt=0,
                    period__gt=0,
                )
                | (~Q(account__in=sorted(PERSONAL_ACCOUNTS)) & Q(person__isnull=True)),
                name="posting_person_by_account",
            ),
            models.CheckConstraint(
                condition=Q(account__in=sorted(PROVIDER_ACCOUNTS), provider__isnull=False, product__gt=0, period__gt=0)
                | (~Q(account__in=sorted(PROVIDER_ACCOUNTS)) & Q(provider__isnull=True)),
                name="posting_provider_by_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.line}"


class Item(models.Model):
    """Open item: what the postings of one person, account, product and period add up to.

    Kept by a database trigger; `zorgkas ledger check` adds it all up again. `due_cents` counts only entries of
    kind DUE (what was claimed or owed), `balance_cents` counts everything (what is still open). The number of the
    item is the base of the structured communication of a claim.
    """

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False, db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, db_index=False, db_constraint=False)
    account = models.PositiveSmallIntegerField(choices=account_choices)
    product = models.PositiveSmallIntegerField(choices=product_choices)
    period = models.IntegerField()
    due_cents = models.BigIntegerField(default=0)
    balance_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "account", "product", "period", "fund"], name="item_once")
        ]
        indexes = [
            # What a run must look at: all that is open, but of the premiums only those that were paid too much.
            models.Index(
                fields=["fund", "account", "balance_cents"],
                name="item_open",
                condition=Q(account=Account.PREMIUM_RECEIVABLE, balance_cents__lt=0)
                | (~Q(account=Account.PREMIUM_RECEIVABLE) & ~Q(balance_cents=0)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.product} {self.period} ({self.pk})"


class ProviderItem(models.Model):
    """Open item of a provider: what its postings of one account, product and month add up to, as with people.

    A table of its own, so that the items of people stay as small and quick as they are.
    """

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False, db_constraint=False)
    provider = models.ForeignKey(Provider, models.PROTECT, db_index=False, db_constraint=False)
    account = models.PositiveSmallIntegerField(choices=account_choices)
    product = models.PositiveSmallIntegerField(choices=product_choices)
    period = models.IntegerField()
    due_cents = models.BigIntegerField(default=0)
    balance_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "account", "product", "period", "fund"], name="provider_item_once"
            )
        ]
        indexes = [models.Index(fields=["fund", "account"], name="provider_item_open", condition=~Q(balance_cents=0))]

    def __str__(self) -> str:
        return f"{self.account} {self.product} {self.period} ({self.pk})"
