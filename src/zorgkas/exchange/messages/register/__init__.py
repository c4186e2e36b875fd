"""Data and mutations of the National Register and the registers of the Crossroads Bank (KSZ dossier 4.4)."""

from zorgkas.exchange.messages.register.message import MESSAGE

__all__ = ["MESSAGE"]
