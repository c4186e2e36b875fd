"""Writing, setting and sending letters: the only way to change what this room holds."""

from zorgkas.letters.contacts import record_contact, record_example_contact
from zorgkas.letters.services.account_changes import write_account_letter
from zorgkas.letters.services.appeals_letters import write_appeal_letters
from zorgkas.letters.services.budgets_decisions import write_budget_letters, write_question_letters
from zorgkas.letters.services.care_decisions import write_care_letters
from zorgkas.letters.services.collection_asking import ask_arrears, preview_reminders, remind
from zorgkas.letters.services.collection_decisions import (
    write_exemption_letter,
    write_mandate_letter,
    write_plan_letters,
    write_refund_decisions,
    write_relief_letters,
)
from zorgkas.letters.services.collection_letter import CollectionLettersRefused
from zorgkas.letters.services.collection_money import write_refund_letters, write_return_letters
from zorgkas.letters.services.decisions import write_decision_letter, write_decision_letters
from zorgkas.letters.services.extension_letters import write_extension_letters
from zorgkas.letters.services.fines_files import FineLettersRefused, write_fine_letters
from zorgkas.letters.services.fines_voluntary import write_voluntary_letters
from zorgkas.letters.services.invitations import write_premium_invitations
from zorgkas.letters.services.membership_changes import write_membership_letters
from zorgkas.letters.services.recovery_letters import (
    RecoveryLetterRefused,
    announce,
    note_sendings,
    write_after_death_letters,
    write_recovery_letters,
)
from zorgkas.letters.services.rendering import LetterChanged, render
from zorgkas.letters.services.sending import Sent, send

__all__ = [
    "CollectionLettersRefused",
    "FineLettersRefused",
    "LetterChanged",
    "RecoveryLetterRefused",
    "Sent",
    "announce",
    "ask_arrears",
    "note_sendings",
    "preview_reminders",
    "record_contact",
    "record_example_contact",
    "remind",
    "render",
    "send",
    "write_account_letter",
    "write_after_death_letters",
    "write_appeal_letters",
    "write_budget_letters",
    "write_care_letters",
    "write_decision_letter",
    "write_decision_letters",
    "write_exemption_letter",
    "write_extension_letters",
    "write_fine_letters",
    "write_mandate_letter",
    "write_membership_letters",
    "write_plan_letters",
    "write_premium_invitations",
    "write_question_letters",
    "write_recovery_letters",
    "write_refund_decisions",
    "write_refund_letters",
    "write_relief_letters",
    "write_return_letters",
    "write_voluntary_letters",
]
