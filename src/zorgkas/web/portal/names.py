"""What the pages are called where a member reads who looked; a page without a name here is not served."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: dict[str, Promise] = {
    "home": _("the start page"),
    "premium": _("the care premiums"),
    "premium explained": _("why a premium is due"),
    "payment plan": _("paying in parts"),
    "budgets": _("the care budgets"),
    "budget explained": _("why a budget is what it is"),
    "decision explained": _("why a decision was taken"),
    "appeal": _("how to appeal"),
    "apply": _("applying for a care budget"),
    "letters": _("the list of letters"),
    "letter": _("a letter that was sent"),
    "data": _("the personal data"),
    "account": _("changing the account number"),
    "messages": _("asking and sending"),
    "appointment": _("making an appointment"),
    "what if": _("what somebody could get"),
}


def page_name(page: str) -> str:
    """The name in the language of the reader; a page that no longer exists keeps what was logged."""
    return str(PAGES.get(page, page))
