"""What happened in a month, told in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

# Per count the sentence that tells it; what did not happen is not told.
SENTENCES = {
    "payment plans": ngettext_lazy("%d payment plan was agreed", "%d payment plans were agreed"),
    "plans lapsed": ngettext_lazy("%d payment plan lapsed", "%d payment plans lapsed"),
    "premiums not due": ngettext_lazy(
        "%d member showed that no premium is due", "%d members showed that no premium is due"
    ),
    "arrears relieved": ngettext_lazy("%d member was relieved of arrears", "%d members were relieved of arrears"),
    "reminders": ngettext_lazy("%d reminder was written", "%d reminders were written"),
    "letters about failed direct debits": ngettext_lazy(
        "%d letter told that a direct debit failed", "%d letters told that a direct debit failed"
    ),
    "refunds told": ngettext_lazy("%d refund of a premium was told", "%d refunds of premiums were told"),
    "joiner": ngettext_lazy("%d person turns 26 this year and joins", "%d people turn 26 this year and join"),
    "affiliated automatically": ngettext_lazy(
        "%d person chose no fund and was affiliated automatically",
        "%d people chose no fund and were affiliated automatically",
    ),
    "came from another fund": ngettext_lazy("%d member comes from another fund", "%d members come from another fund"),
    "forms that came too late": ngettext_lazy("%d form of change came too late", "%d forms of change came too late"),
    "arrival": ngettext_lazy("%d person came to live here", "%d people came to live here"),
    "departure": ngettext_lazy("%d member left", "%d members left"),
    "death": ngettext_lazy("%d death was reported", "%d deaths were reported"),
    "late deaths": ngettext_lazy("%d of them months late", "%d of them months late"),
    "wrong death": ngettext_lazy("%d death was reported wrongly", "%d deaths were reported wrongly"),
    "death taken back": ngettext_lazy("%d wrong death was taken back", "%d wrong deaths were taken back"),
    "late increased allowance": ngettext_lazy(
        "%d increased allowance was heard of late", "%d increased allowances were heard of late"
    ),
    "increased allowance withdrawn": ngettext_lazy(
        "%d increased allowance was withdrawn with effect in the past",
        "%d increased allowances were withdrawn with effect in the past",
    ),
    "late suspension": ngettext_lazy("%d suspension was told late", "%d suspensions were told late"),
    "corrected address": ngettext_lazy("%d address was corrected", "%d addresses were corrected"),
    "new number": ngettext_lazy("%d person got another INSZ", "%d people got another INSZ"),
    "granted automatically": ngettext_lazy(
        "%d budget was granted automatically", "%d budgets were granted automatically"
    ),
    "applications": ngettext_lazy("%d application came in", "%d applications came in"),
    "applications granted": ngettext_lazy("%d application was granted", "%d applications were granted"),
    "applications refused": ngettext_lazy("%d application was refused", "%d applications were refused"),
    "old debts": ngettext_lazy(
        "%d unpaid premium of last year was taken over", "%d unpaid premiums of last year were taken over"
    ),
    "registered letters": ngettext_lazy(
        "%d registered letter about unpaid premiums was sent", "%d registered letters about unpaid premiums were sent"
    ),
    "fines avoided by a proof": ngettext_lazy("%d fine was avoided by a proof", "%d fines were avoided by a proof"),
    "fines avoided by paying": ngettext_lazy(
        "%d fine was avoided by paying in time", "%d fines were avoided by paying in time"
    ),
    "reported to the agency": ngettext_lazy(
        "%d person was reported to the agency for a fine", "%d people were reported to the agency for a fine"
    ),
    "fines imposed": ngettext_lazy("the agency imposed %d fine", "the agency imposed %d fines"),
    "budgets for a disability granted": ngettext_lazy(
        "%d budget for a disability was granted from a file of VAPH",
        "%d budgets for a disability were granted from files of VAPH",
    ),
    "applications of older people": ngettext_lazy("%d older person asked a budget", "%d older people asked a budget"),
    "budgets raised by revision": ngettext_lazy(
        "%d budget of an older person was raised", "%d budgets of older people were raised"
    ),
    "budgets lowered by revision": ngettext_lazy(
        "%d budget of an older person was lowered", "%d budgets of older people were lowered"
    ),
    "detentions heard of late": ngettext_lazy(
        "%d detention was heard of months late", "%d detentions were heard of months late"
    ),
    "undue budgets found": ngettext_lazy(
        "%d person was found to have been paid too much", "%d people were found to have been paid too much"
    ),
    "recoveries decided": ngettext_lazy("%d recovery was decided", "%d recoveries were decided"),
    "repayment plans": ngettext_lazy("%d repayment plan was given", "%d repayment plans were given"),
    "paid an instalment": ngettext_lazy("%d instalment was repaid", "%d instalments were repaid"),
    "appeals filed": ngettext_lazy("%d appeal was filed", "%d appeals were filed"),
    "appeals won": ngettext_lazy(
        "%d appeal was won and the difference is paid", "%d appeals were won and the difference is paid"
    ),
    "premiums new": ngettext_lazy("%d new premium was asked", "%d new premiums were asked"),
    "premiums raised": ngettext_lazy("%d premium was raised", "%d premiums were raised"),
    "premiums lowered": ngettext_lazy("%d premium was lowered or fell away", "%d premiums were lowered or fell away"),
    "paid in full": ngettext_lazy("%d premium was paid", "%d premiums were paid"),
    "paid late": ngettext_lazy("%d premium was paid late", "%d premiums were paid late"),
    "paid in part": ngettext_lazy("%d premium was paid in part", "%d premiums were paid in part"),
    "paid without communication": ngettext_lazy(
        "%d payment came without communication", "%d payments came without communication"
    ),
    "paid with a wrong communication": ngettext_lazy(
        "%d payment had a wrong communication", "%d payments had a wrong communication"
    ),
    "paid twice": ngettext_lazy("%d premium was paid twice", "%d premiums were paid twice"),
    "collection orders": ngettext_lazy("%d direct debit went to the bank", "%d direct debits went to the bank"),
    "people with premiums set off": ngettext_lazy(
        "the unpaid premium of %d person was taken off the budget",
        "the unpaid premiums of %d people were taken off the budget",
    ),
    "benefits orders": ngettext_lazy("%d person was paid", "%d people were paid"),
    "consultations granted": ngettext_lazy(
        "%d consultation around somebody was paid", "%d consultations around somebody were paid"
    ),
    "consultations refused": ngettext_lazy(
        "%d claim for a consultation was refused", "%d claims for a consultation were refused"
    ),
    "care orders": ngettext_lazy("%d provider of care was paid", "%d providers of care were paid"),
    "budgets lowered": ngettext_lazy("%d booked budget was lowered", "%d booked budgets were lowered"),
    "payments returned": ngettext_lazy("%d payment came back", "%d payments came back"),
    "collections returned": ngettext_lazy("%d direct debit came back", "%d direct debits came back"),
    "new accounts": ngettext_lazy("%d person gave a new account", "%d people gave a new account"),
    "letters sent": ngettext_lazy("%d letter was sent", "%d letters were sent"),
    "matched by hand": ngettext_lazy("%d receipt was matched by hand", "%d receipts were matched by hand"),
    "doubled files": ngettext_lazy(
        "%d bank file came twice and changed nothing", "%d bank files came twice and changed nothing"
    ),
}
MONTHS = (
    gettext_lazy("January"), gettext_lazy("February"), gettext_lazy("March"), gettext_lazy("April"),
    gettext_lazy("May"), gettext_lazy("June"), gettext_lazy("July"), gettext_lazy("August"),
    gettext_lazy("September"), gettext_lazy("October"), gettext_lazy("November"), gettext_lazy("December"),
)  # fmt: skip


def tell(month: int, counts: Mapping[str, int]) -> str:
    """One paragraph about a month."""
    told = [str(sentence % counts[name]) for name, sentence in SENTENCES.items() if counts.get(name)]
    return _("%(month)s: %(what)s.") % {"month": MONTHS[month - 1], "what": "; ".join(told)}
