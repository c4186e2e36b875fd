"""The kinds of letters: a line here, a template in typst/, and the service that writes it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter; its template is typst/<name>.typ."""

    name: str
    label: Promise
    # The title of the PDF, in the language of the letters.
    title: str
    # It says something about somebody's health: not every role may read it.
    about_care: bool = False
    # It asks for money: a payment code is printed, unless the fund collects by direct debit.
    asks_money: bool = False


PREMIUM_INVITATION = LetterKind(
    "premium_invitation", _("invitation to pay the care premium"), "Uw zorgpremie", asks_money=True
)
ZZZ_GRANTED = LetterKind("zzz_granted", _("care budget granted"), "Uw zorgbudget: beslissing", about_care=True)
ZZZ_REFUSED = LetterKind("zzz_refused", _("care budget refused"), "Uw zorgbudget: beslissing", about_care=True)

MEMBERSHIP_STARTED = LetterKind("membership_started", _("membership confirmed"), "Uw lidmaatschap")
MEMBERSHIP_LATE = LetterKind("membership_late", _("membership with a waiting time"), "Uw lidmaatschap en uw wachttijd")
MEMBERSHIP_CARE = LetterKind("membership_care", _("affiliation for care confirmed"), "Uw aansluiting voor zorg")
MEMBERSHIP_AUTOMATIC = LetterKind("membership_automatic", _("automatic affiliation"), "U bent automatisch aangesloten")
MEMBERSHIP_SWITCHED = LetterKind("membership_switched", _("change of fund confirmed"), "U verandert van zorgkas")
MEMBERSHIP_AWAY = LetterKind("membership_away", _("leaving for another fund"), "U verandert van zorgkas")
MEMBERSHIP_OTHER_KIND = LetterKind("membership_other_kind", _("other kind of membership"), "Uw lidmaatschap verandert")
MEMBERSHIP_ENDED = LetterKind("membership_ended", _("end of membership"), "Uw lidmaatschap stopt")

RECOVERY_ANNOUNCED = LetterKind(
    "recovery_announced", _("first letter about an undue budget"), "U kreeg te veel", asks_money=True
)
RECOVERY_DECISION = LetterKind(
    "recovery_decision",
    _("decision about an undue budget (registered)"),
    "U kreeg te veel: beslissing",
    asks_money=True,
)
RECOVERY_PLAN = LetterKind("recovery_plan", _("repayment plan"), "Uw afbetalingsplan")
RECOVERY_PLAN_REFUSED = LetterKind(
    "recovery_plan_refused", _("repayment plan refused"), "Uw afbetalingsplan", asks_money=True
)
RECOVERY_WAIVER = LetterKind(
    "recovery_waiver", _("answer to a request not to repay"), "Uw vraag om niet terug te betalen"
)
AFTER_DEATH = LetterKind("after_death", _("letter to who comes after a death"), "Zorgbudget na een overlijden")
CARE_DECISION = LetterKind("care_decision", _("decision about care in kind"), "Uw zorg: beslissing", about_care=True)
APPEAL_RECEIVED = LetterKind("appeal_received", _("receipt of an appeal"), "Uw beroep", about_care=True)
APPEAL_DECIDED = LetterKind("appeal_decided", _("outcome of an appeal"), "Uw beroep: beslissing", about_care=True)
BUDGET_DECISION = LetterKind(
    "budget_decision",
    _("care budget granted, refused or changed"),
    "Uw zorgbudget: beslissing",
    about_care=True,
)
DATA_QUESTION = LetterKind("data_question", _("question about an application"), "Uw aanvraag: vraag", about_care=True)
EXTENSION = LetterKind("extension", _("care budget that ends: extension"), "Uw zorgbudget verlengen", about_care=True)
OF_RECOVERY = (
    RECOVERY_ANNOUNCED,
    RECOVERY_DECISION,
    RECOVERY_PLAN,
    RECOVERY_PLAN_REFUSED,
    RECOVERY_WAIVER,
    AFTER_DEATH,
)
PREMIUM_REMINDER = LetterKind(
    "premium_reminder", _("reminder of the care premium"), "Herinnering: uw zorgpremie", asks_money=True
)
PREMIUM_ARREARS = LetterKind(
    "premium_arrears", _("earlier premiums asked again"), "Uw zorgpremies van vroeger", asks_money=True
)
PREMIUM_REFUND = LetterKind("premium_refund", _("refund of a premium"), "U krijgt geld terug")
PREMIUM_NOT_DUE = LetterKind("premium_not_due", _("premium not due"), "U hoeft geen zorgpremie te betalen")
PLAN_AGREED = LetterKind("plan_agreed", _("payment plan agreed"), "Uw afbetalingsplan")
PLAN_LAPSED = LetterKind("plan_lapsed", _("payment plan lapsed"), "Uw afbetalingsplan stopt", asks_money=True)
COLLECTION_RETURNED = LetterKind(
    "collection_returned", _("direct debit that came back"), "Uw domiciliëring lukte niet", asks_money=True
)
MANDATE_CHANGED = LetterKind("mandate_changed", _("direct debit mandate confirmed"), "Uw domiciliëring")
ACCOUNT_CHANGED = LetterKind("account_changed", _("account number changed"), "Uw rekeningnummer verandert")
RELIEF_DECIDED = LetterKind("relief_decided", _("decision on relief of arrears"), "Uw achterstand: beslissing")

REFUND_DECIDED = LetterKind(
    "refund_decided", _("decision on a request to get premiums back"), "Uw vraag om premies terug te krijgen"
)

FINE_WARNING = LetterKind(
    "fine_warning", _("registered letter about unpaid premiums"), "Betaal uw zorgpremies: aangetekende brief"
)
FINE_ENDED = LetterKind("fine_ended", _("no fine"), "U krijgt geen boete")
FINE_REPORTED = LetterKind("fine_reported", _("reported to the agency"), "Uw onbetaalde zorgpremies")
FINE_IMPOSED = LetterKind("fine_imposed", _("what a fine of the agency means"), "Uw boete van het agentschap")
FINE_PLAN = LetterKind("fine_plan", _("plan of instalments for a fine"), "Uw afbetalingsplan bij het agentschap")
FINE_ANNULLED = LetterKind("fine_annulled", _("fine taken back"), "Uw boete vervalt")
VOLUNTARY_ENDED = LetterKind("voluntary_ended", _("end of a voluntary membership"), "Uw lidmaatschap stopt")
OBJECTION_DECIDED = LetterKind("objection_decided", _("decision on an objection"), "Uw verzet: beslissing")
OF_FINES = (
    FINE_WARNING,
    FINE_ENDED,
    FINE_REPORTED,
    FINE_IMPOSED,
    FINE_PLAN,
    FINE_ANNULLED,
    VOLUNTARY_ENDED,
    OBJECTION_DECIDED,
)

KINDS = {
    kind.name: kind
    for kind in (
        PREMIUM_INVITATION,
        ZZZ_GRANTED,
        ZZZ_REFUSED,
        MEMBERSHIP_STARTED,
        MEMBERSHIP_LATE,
        MEMBERSHIP_CARE,
        MEMBERSHIP_AUTOMATIC,
        MEMBERSHIP_SWITCHED,
        MEMBERSHIP_AWAY,
        MEMBERSHIP_OTHER_KIND,
        MEMBERSHIP_ENDED,
        *OF_RECOVERY,
        *OF_FINES,
        CARE_DECISION,
        APPEAL_RECEIVED,
        APPEAL_DECIDED,
        BUDGET_DECISION,
        DATA_QUESTION,
        EXTENSION,
        PREMIUM_REMINDER,
        PREMIUM_ARREARS,
        PREMIUM_REFUND,
        PREMIUM_NOT_DUE,
        PLAN_AGREED,
        PLAN_LAPSED,
        COLLECTION_RETURNED,
        MANDATE_CHANGED,
        ACCOUNT_CHANGED,
        RELIEF_DECIDED,
        REFUND_DECIDED,
    )
}


def kind_choices() -> list[tuple[str, Promise]]:
    """What the column of a letter may hold; a function, so that a new kind is no change of the table."""
    return [(kind.name, kind.label) for kind in KINDS.values()]
