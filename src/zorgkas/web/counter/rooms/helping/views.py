"""One page with how things are done, and every word of the law in plain language."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from zorgkas.web.roles import Action, StaffRequest, actions_of, asks
from zorgkas.web.words import words

# What people ask on their first day, where it is done, and what they need to do it.
TASKS = (
    (_("Somebody calls: find the person"), _("Type a name, a number or the communication of a payment."), "search", ""),
    (_("Why is this the amount?"), _("Open the person and follow “Why?” beside the amount."), "search", ""),
    (_("Decide on an application"), _("Applications that wait, those that fall due first."), "applications", "care"),
    (_("Pay the budgets"), _("Look at a batch that was proposed, and release it as a second person."), "batches", ""),
    (_("Find out whose money this is"), _("Movements that nothing was matched with."), "bank", "bank"),
    (_("Send the letters"), _("What waits, an example, and sending."), "letters", "letters"),
    (_("See what falls due this year"), _("The calendar of the year, with the article of each step."), "calendar", ""),
    (_("See what somebody would get"), _("Enter a situation; nothing is kept."), "what-if", ""),
)


@require_GET
@asks(Action.HOME)
def help_page(request: StaffRequest) -> HttpResponse:
    """Show how things are done and what the words mean, in the order of the alphabet."""
    actions = actions_of(request.user)
    needed = {"batches": Action.BATCHES, "search": Action.PEOPLE}
    tasks = [
        {"title": title, "how": how, "page": f"counter:{name}"}
        for title, how, name, action in TASKS
        if needed.get(name, Action(action or "home")) in actions
    ]
    context = {"tasks": tasks, "words": sorted(words().values(), key=lambda one: one.name.casefold())}
    return render(request, "counter/helping/help.html", context)
