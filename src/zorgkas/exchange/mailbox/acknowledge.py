"""Acknowledge a file that was processed or refused: counts and every fault, for the sender (proposed)."""

import json

from django.conf import settings

from zorgkas.exchange.mailbox.storage import FOLDER, keep
from zorgkas.exchange.models import MessageFile

MOST_FAULTS = 10_000


def acknowledge(file: MessageFile) -> str:
    """Write the acknowledgement; what is known is written the same each time. Return its path below the outbox."""
    faults = file.quarantine.order_by("position").values("position", "code", "element")[:MOST_FAULTS]
    content = {
        "message": file.message,
        "sequenceNumber": file.sequence,
        "ticket": file.ticket,
        "sha256": file.sha256,
        "outcome": "REJECTED" if file.state == MessageFile.State.REFUSED else "ACCEPTED",
        "code": file.code,
        "records": file.records,
        "accepted": file.accepted,
        "quarantined": file.quarantined,
        "ignored": file.ignored,
        "faults": list(faults),
    }
    path = f"{FOLDER}/acknowledgement-{file.pk}.json"
    keep([json.dumps(content, indent=1).encode()], settings.OUTBOX_DIR, path)
    return path
