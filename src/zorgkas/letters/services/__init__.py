"""Writing, setting and sending letters: the only way to change what this room holds."""

from zorgkas.letters.contacts import record_contact, record_example_contact
from zorgkas.letters.services.appeals_letters import write_appeal_letters
from zorgkas.letters.services.decisions import write_decision_letter, write_decision_letters
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
    "LetterChanged",
    "RecoveryLetterRefused",
    "Sent",
    "announce",
    "note_sendings",
    "record_contact",
    "record_example_contact",
    "render",
    "send",
    "write_after_death_letters",
    "write_appeal_letters",
    "write_decision_letter",
    "write_decision_letters",
    "write_membership_letters",
    "write_premium_invitations",
    "write_recovery_letters",
]
