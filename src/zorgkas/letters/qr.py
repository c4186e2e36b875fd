"""The payment QR code on a premium invitation."""

import io

import segno

# EPC069-12, version 002: a credit transfer in UTF-8. Its structured field takes only ISO 11649 references, so the
# Belgian communication stands in the free text, as printed on the letter. A Belgian guideline for QR codes (in force
# since February 2026, only described second-hand) writes it with one more slash after the first plus signs; until its
# text is at hand we keep the form that people see, and our own reader of communications accepts both.
_PAYLOAD = "BCD\n002\n1\nSCT\n\n{name}\n{iban}\nEUR{whole}.{cents:02}\n\n\n{text}"
# EPC069-12 limits the name of the beneficiary.
_NAME_LENGTH = 70


def payment_payload(*, name: str, iban: str, amount_cents: int, text: str) -> str:
    """Return what the code says to the app of a bank."""
    whole, cents = divmod(amount_cents, 100)
    return _PAYLOAD.format(name=name[:_NAME_LENGTH], iban=iban, whole=whole, cents=cents, text=text)


def payment_qr(*, name: str, iban: str, amount_cents: int, text: str) -> str:
    """Return the code as SVG. Any mask is valid to a reader; trying all eight takes three times as long."""
    payload = payment_payload(name=name, iban=iban, amount_cents=amount_cents, text=text)
    code = segno.make_qr(payload, error="m", encoding="utf-8", mask=0, boost_error=False)
    image = io.BytesIO()
    code.save(image, kind="svg", border=4, xmldecl=False, svgns=True, nl=False)
    return image.getvalue().decode()
