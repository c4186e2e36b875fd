"""Letters as the templates take them, without a database."""

from dataclasses import asdict

from zorgkas.letters.contacts import EXAMPLE
from zorgkas.letters.content import Fact, PremiumInvitation, Reason, ZzzGranted, ZzzRefused
from zorgkas.letters.qr import payment_qr
from zorgkas.letters.refusals import REFUSALS

FUND = {"name": "Zorgkas Voorbeeld", **asdict(EXAMPLE)}
IBAN = "BE71096123456769"
REASONS = (
    Reason("U haalt 14 punten op de BelRAI Screener. Wie 13 punten haalt, heeft zware zorg nodig.", "BVR art. 153"),
    Reason("U woont al meer dan vijf jaar in Vlaanderen.", "DEC art. 41 §1, 4°"),
)


def invitation(*, direct_debit=False, reduced=False, voluntary=False, late=False, earlier=True, item_id=123):
    content = asdict(
        PremiumInvitation(
            year=2026,
            amount_cents=3500 if reduced else 10000,
            open_cents=3500 if reduced else 10000,
            item_id=item_id,
            iban=IBAN,
            due_on="2026-04-30",
            late=late,
            reference_date="2025-01-01",
            reduced=reduced,
            voluntary=voluntary,
            direct_debit=direct_debit,
        )
    )
    content["communication"] = "100000012345"
    content["earlier"] = [{"year": 2025, "open_cents": 6400, "communication": "100000012446"}] if earlier else []
    code = payment_qr(name=FUND["name"], iban=IBAN, amount_cents=content["open_cents"], text="+++100/0000/12345+++")
    return letter("premium_invitation", content, None if direct_debit else code)


def granted(*, automatic=False, residential=False, last_month=202911, account="BE71 **** **** 6769", back_payment=True):
    return letter(
        "zzz_granted",
        asdict(
            ZzzGranted(
                monthly_cents=14000,
                first_month=202612,
                last_month=last_month,
                opened_on="2026-08-05",
                applied_on=None if automatic else "2026-08-05",
                decided_on="2026-11-20",
                residential=residential,
                back_payment=back_payment,
                account=account,
                reasons=REASONS,
            )
        ),
    )


def refused(outcome):
    refusal = REFUSALS[outcome]
    return letter(
        "zzz_refused",
        asdict(
            ZzzRefused(
                refusal=refusal.condition,
                applied_on="2026-08-05",
                decided_on="2026-11-20",
                reasons=REASONS,
                facts=(Fact("BelRAI Screener van 3 augustus 2026", "9 punten"),),
                next_steps=refusal.next_steps,
            )
        ),
    )


def letter(kind, content, code=None):
    return {
        "kind": kind,
        "number": "Z000000123",
        "name": "An Peeters",
        "address": ["Kerkstraat 5", "9000 Gent"],
        "handled_by": None,
        "data": content,
        "qr": code,
    }
