"""Tables of banking: own accounts, batches out with their lines, statements in with theirs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.models import Item, ProviderItem, Run
from zorgkas.registry.models import CareFund, Person, Provider
from zorgkas.registry.reasons import told


class FundAccount(models.Model):
    """An account of the fund itself, with what its bank wants (bank profile)."""

    class Purpose(models.TextChoices):
        PREMIUMS = "premiums", _("premiums")
        BENEFITS = "benefits", _("benefits")

    fund = models.ForeignKey(CareFund, models.PROTECT)
    purpose = models.CharField(max_length=8, choices=Purpose)
    iban = models.CharField(max_length=34, unique=True)
    bic = models.CharField(max_length=11)
    statement_encoding = models.CharField(
        max_length=20,
        default="ascii",
        help_text=_("Of the CODA files of this bank when it is not ASCII or UTF-8, for example windows-1252"),
    )
    max_transactions_per_file = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Of the contract with the bank; empty when it sets none")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "purpose"], name="fund_account_purpose")]

    def __str__(self) -> str:
        return self.iban


class Batch(models.Model):
    """Orders for the bank, released by somebody else than who proposed them (four eyes)."""

    class Kind(models.TextChoices):
        BENEFITS = "benefits", _("care budgets to pay")
        COLLECTION = "collection", _("premiums to collect by direct debit")
        CARE = "care", _("care in kind to pay to providers")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        RELEASED = "released", _("released")
        EXPORTED = "exported", _("in the bank file")
        BOOKED = "booked", _("booked by the bank")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=10, choices=Kind)
    fund = models.ForeignKey(CareFund, models.PROTECT)
    account = models.ForeignKey(FundAccount, models.PROTECT)
    run = models.ForeignKey(Run, models.PROTECT)
    period = models.IntegerField(help_text=_("The year of the premium or the month of the run (202611)"))
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    execute_on = models.DateField()
    line_count = models.PositiveIntegerField(default=0)
    total_cents = models.BigIntegerField(default=0)
    lines_sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the frozen lines, shown at release"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    exported_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("proposed_by")), name="batch_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "cancelled"])
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="batch_released_before_export",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.period} ({self.pk})"

    @property
    def pays(self) -> bool:
        """Say whether money goes out (else it is collected)."""
        return self.kind != self.Kind.COLLECTION

    @property
    def what(self) -> str:
        """What it pays or collects, in words that hold before and after it is done."""
        return str(WHAT.get(self.kind, self.get_kind_display()))


WHAT = {
    Batch.Kind.BENEFITS.value: _("care budgets"),
    Batch.Kind.COLLECTION.value: _("premiums by direct debit"),
    Batch.Kind.CARE.value: _("care in kind"),
}


class BatchLine(models.Model):
    """One transfer or collection; its parts say which open items it settles.

    Lines come by the hundred thousand, in one statement, from rows that exist: hence no foreign key constraints.
    """

    class State(models.TextChoices):
        OPEN = "open", _("on its way")
        BOOKED = "booked", _("booked by the bank")
        RETURNED = "returned", _("sent back by the bank")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_constraint=False)
    end_to_end_id = models.CharField(max_length=35)
    iban = models.CharField(max_length=34)
    holder_name = models.CharField(max_length=140)
    amount_cents = models.BigIntegerField()
    remittance = models.CharField(max_length=140, help_text=_("Free text, or the 12 digits of a communication"))
    mandate_reference = models.CharField(max_length=35, blank=True)
    mandate_signed_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    return_reason = models.CharField(max_length=4, blank=True)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, db_index=False, db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["end_to_end_id"], name="line_end_to_end_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, provider__isnull=True)
                | Q(person__isnull=True, provider__isnull=False),
                name="line_of_person_or_provider",
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="line_amount_positive"),
        ]

    def __str__(self) -> str:
        return self.end_to_end_id


class LinePart(models.Model):
    """The part of a line that settles one open item."""

    line = models.ForeignKey(BatchLine, models.PROTECT, related_name="parts", db_constraint=False)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, db_constraint=False)
    amount_cents = models.BigIntegerField()
    provider_item = models.ForeignKey(
        ProviderItem, models.PROTECT, null=True, blank=True, db_index=False, db_constraint=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["provider_item"], name="part_provider_item", condition=Q(provider_item__isnull=False))
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="part_amount_positive"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, provider_item__isnull=True)
                | Q(item__isnull=True, provider_item__isnull=False),
                name="part_of_person_or_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.item_id or self.provider_item_id}"


class CollectionReturn(models.Model):
    """How and why a direct debit came back, and on which day; its line says for whom it was."""

    line = models.OneToOneField(BatchLine, models.PROTECT, related_name="undone", db_constraint=False)
    undone = models.CharField(max_length=8, help_text=_("reject, return, refund or reversal"))
    code = models.CharField(max_length=4, blank=True, help_text=_("The reason of the bank (ISO 20022)"))
    returned_on = models.DateField()
    blocked = models.BooleanField(help_text=_("The mandate is not used any more since then"))

    def __str__(self) -> str:
        return f"{self.line_id} {self.undone} {self.code}"


class Exclusion(models.Model):
    """Somebody who is owed money but is not paid in this batch, and why."""

    class Reason(models.TextChoices):
        NO_ACCOUNT = "no_account", _("no account number known")
        ACCOUNT_BLOCKED = "account_blocked", _("account blocked after a returned payment")
        BAD_ACCOUNT = "bad_account", _("account number is not valid")
        DIED = "died", _("died before the months that are open, or before the collection")
        MANDATE_BLOCKED = "mandate_blocked", _("mandate blocked after a direct debit that came back")
        MANDATE_LAPSED = "mandate_lapsed", _("mandate not used for three years")
        PLANNED = "planned", _("pays by a payment plan")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, db_index=False)
    reason = models.CharField(max_length=20, choices=Reason)
    amount_cents = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.person_id or self.provider_id}: {self.get_reason_display()}"


class BankFile(models.Model):
    """A file as it went out or came in, kept as it was."""

    class Direction(models.TextChoices):
        OUT = "out", _("to the bank")
        IN = "in", _("from the bank")

    class Format(models.TextChoices):
        PAIN_001 = "pain.001.001.09", "pain.001.001.09"
        PAIN_008 = "pain.008.001.08", "pain.008.001.08"
        CODA = "coda", "CODA"
        CAMT_053 = "camt.053", "camt.053"
        UNKNOWN = "unknown", _("not recognised")

    direction = models.CharField(max_length=3, choices=Direction)
    format = models.CharField(max_length=15, choices=Format)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300, help_text=_("Below the outbox or inbox directory"))
    created_at = models.DateTimeField()
    # Of a file that goes out: what it holds, so that the bank's booking of it is recognised.
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="files")
    payment_id = models.CharField(max_length=35, null=True, blank=True, unique=True)
    line_count = models.PositiveIntegerField(default=0)
    total_cents = models.BigIntegerField(default=0)
    first_line = models.BigIntegerField(default=0)
    last_line = models.BigIntegerField(default=0)
    booked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["direction", "sha256"], name="bank_file_once")]

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """One statement of one account: all its movements are booked, or none."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="statements")
    account = models.ForeignKey(FundAccount, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveSmallIntegerField()
    closed_on = models.DateField()
    opening_cents = models.BigIntegerField()
    closing_cents = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "year", "sequence"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.year}/{self.sequence:03d}"


class Quarantine(models.Model):
    """A statement, or a whole file, that was not booked, and why; the same file may be offered again."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="quarantines")
    position = models.PositiveIntegerField(help_text=_("Of the statement in the file; 0 is the whole file"))
    iban = models.CharField(max_length=34, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=7)
    place = models.PositiveIntegerField(help_text=_("Record of a CODA file, line of an XML file"))
    reason = models.CharField(
        max_length=300, help_text=_("A free text, or a text of the catalogue; show `told_reason`")
    )
    reason_values = models.JSONField(
        null=True, blank=True, help_text=_("What the text of the catalogue is filled in with; empty for a free text")
    )
    refused_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="quarantine_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.told_reason}"

    @property
    def told_reason(self) -> str:
        """The reason in the language of who reads it."""
        return told(self.reason, self.reason_values)


class Movement(models.Model):
    """One movement on a statement: what it was taken for, or why it waits in the queue."""

    class State(models.TextChoices):
        MATCHED = "matched", _("matched")
        QUEUED = "queued", _("waits for somebody")

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField(help_text=_("Its place in the statement"))
    amount_cents = models.BigIntegerField(help_text=_("Positive is money in"))
    booked_on = models.DateField()
    value_date = models.DateField()
    transaction_code = models.CharField(max_length=12)
    communication = models.CharField(max_length=12, blank=True, help_text=_("Structured communication, 12 digits"))
    text = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=35, blank=True, help_text=_("EndToEndId or batch reference"))
    counterparty_iban = models.CharField(max_length=34, blank=True)
    counterparty_name = models.CharField(max_length=140, blank=True)
    return_reason = models.CharField(max_length=4, blank=True)
    event = models.CharField(max_length=30)
    state = models.CharField(max_length=8, choices=State)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    reason = models.CharField(
        max_length=200, blank=True, help_text=_("A free text, or a text of the catalogue; show `told_reason`")
    )
    reason_values = models.JSONField(
        null=True, blank=True, help_text=_("What the text of the catalogue is filled in with; empty for a free text")
    )
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="movement_once")]
        indexes = [models.Index(fields=["statement"], name="movement_queue", condition=Q(state="queued"))]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.number}"

    @property
    def told_reason(self) -> str:
        """The reason in the language of who reads it."""
        return told(self.reason, self.reason_values)


class Surplus(models.Model):
    """Money of a receipt that was more than was open: it goes back to the account that it came from."""

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="surplus")
    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField()
    iban = models.CharField(max_length=34, blank=True)
    name = models.CharField(max_length=140, blank=True)
    given_back = models.BooleanField(default=False, help_text=_("Somebody decided that all of it goes back"))

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="surplus_positive")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.cents}"
