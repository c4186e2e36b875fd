"""All messages that this system speaks."""

from functools import cache

from zorgkas.exchange.message import Message, Way
from zorgkas.exchange.messages import a003, a415, care_needs, handichild, increased_allowance, register, vzv25

MESSAGES: tuple[Message, ...] = (
    vzv25.MESSAGE,
    a415.MESSAGE,
    increased_allowance.MESSAGE,
    register.MESSAGE,
    care_needs.MESSAGE,
    handichild.MESSAGE,
    a003.MESSAGE,
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
