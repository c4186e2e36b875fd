"""All messages that this system speaks."""

from collections.abc import Callable
from functools import cache

from zorgkas.exchange.message import Message, Way
from zorgkas.exchange.messages import (
    a003,
    a415,
    care_needs,
    handichild,
    increased_allowance,
    inscriptions_response,
    register,
    vzv25,
)
from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.online.message import MESSAGE as VSB_CONSULT
from zorgkas.exchange.outgoing import allowance_request, attestations, inscriptions

MESSAGES: tuple[Message, ...] = (
    vzv25.MESSAGE,
    a415.MESSAGE,
    allowance_request.MESSAGE,
    increased_allowance.MESSAGE,
    register.MESSAGE,
    care_needs.MESSAGE,
    handichild.MESSAGE,
    a003.MESSAGE,
    attestations.MESSAGE,
    inscriptions.MESSAGE,
    inscriptions_response.MESSAGE,
    VSB_CONSULT,
)


@cache
def by_code() -> dict[str, Message]:
    """Every message by its code."""
    return {message.code: message for message in MESSAGES}


def message_of_root(name: str) -> Message | None:
    """The inbound message whose file starts with an element of this name."""
    for message in MESSAGES:
        if message.layout.root == name and message.way == Way.IN:
            return message
    return None


# How a file that went out is written again.
AGAIN: dict[str, Callable[[MessageFile], None]] = {
    allowance_request.MESSAGE.code: allowance_request.again,
    attestations.MESSAGE.code: attestations.again,
    inscriptions.MESSAGE.code: inscriptions.again,
}
