"""What can be wrong with a file or with one record, with the codes of our own acceptance layer (KSZ dossier 7)."""

from dataclasses import dataclass

from zorgkas.registry.reasons import Reason

SYNTAX = "E-SYNTAX"
SSIN = "E-SSIN"
DUPLICATE = "E-DUPLICATE"
LATE = "E-LATE"
UNKNOWN_PERSON = "E-UNKNOWN-PERSON"
AUTHORITY = "E-AUTH"
CONTENT = "E-CONTENT"
DATE = "E-DATE"
# Of files only.
SEQUENCE = "E-SEQUENCE"
COUNT = "E-COUNT"


class FileRefused(ValueError):
    """The file as a whole cannot be used; says why and, where there is one, at which element."""

    def __init__(self, code: str, why: Reason, element: str = "") -> None:
        self.code, self.reason, self.element = code, why, element
        super().__init__(str(why))


@dataclass(frozen=True)
class RecordFault:
    """Why one record is set apart; its place in the file counts from 1."""

    position: int
    code: str
    element: str
    reason: Reason


def refuse(code: str, text: str, element: str = "", /, **values: object) -> FileRefused:
    """A refusal of a file with a text of the catalogue."""
    return FileRefused(code, Reason(text, values), element)


def fault(position: int, code: str, element: str, text: str, /, **values: object) -> RecordFault:
    """A fault of a record with a text of the catalogue."""
    return RecordFault(position, code, element, Reason(text, values))
