"""Tables of the ledger: entries with postings that balance, and the open items they add up to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.accounts import Account, Product
from zorgkas.registry.models import CareFund, Person


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
    narrative = models.CharField(max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, db_index=False)
    created_at = models.DateTimeField()


class Posting(models.Model):
    """One line of an entry, in cents: positive is debit, negative is credit."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    account = models.PositiveSmallIntegerField(choices=Account)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    product = models.PositiveSmallIntegerField(choices=Product, default=Product.NONE)
    period = models.IntegerField(default=0)
    amount_cents = models.BigIntegerField()


class Item(models.Model):
    """Open item: what the postings of one person, account, product and period add up to.

    Kept by a database trigger; `zorgkas ledger check` adds it all up again. `due_cents` counts only entries of
    kind DUE (what was claimed or owed), `balance_cents` counts everything (what is still open). The number of the
    item is the base of the structured communication of a claim.
    """

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, db_index=False)
    account = models.PositiveSmallIntegerField(choices=Account)
    product = models.PositiveSmallIntegerField(choices=Product)
    period = models.IntegerField()
    due_cents = models.BigIntegerField(default=0)
    balance_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account", "product", "period", "fund"], name="item_once"
            )
        ]
