"""Who may do what: roles are Django groups, every page asks for one action. What is not listed is refused.

What an address names must belong to a fund of the user: see `zorgkas.web.funds`.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from zorgkas.web.funds import refuse_other_funds

GROUP_PREFIX = "role: "
# The attribute of a view that says what it asks for; a test walks all addresses and demands it.
ASKS = "zorgkas_action"


class Role(StrEnum):
    """The kinds of staff; somebody may have several."""

    CASE_WORKER = "case_worker"
    FINANCE = "finance"
    MANAGER = "manager"
    AUDITOR = "auditor"


ROLE_LABELS = {
    Role.CASE_WORKER: _("case worker"),
    Role.FINANCE: _("finance"),
    Role.MANAGER: _("manager"),
    Role.AUDITOR: _("auditor"),
}


class Action(StrEnum):
    """What a page lets somebody do."""

    HOME = "home"
    PEOPLE = "people"
    CARE = "care"
    DECIDE = "decide"
    CLOSE_TASKS = "close tasks"
    BATCHES = "batches"
    RELEASE = "release"
    EXPORT = "export"
    BANK = "bank"
    MATCH = "match"
    MEMBERSHIP = "membership"
    COLLECT = "collect premiums"
    RECOVERY = "recovery"
    REPRESENTATION = "representation"
    APPEALS = "appeals"
    MESSAGES = "messages"
    REPLAY = "replay"
    SEE_FINES = "see fines"
    FINES = "fines"
    CALENDAR = "calendar"
    STAFF = "staff"
    LETTERS = "letters"
    NOTES = "notes"
    REPORTS = "reports"
    LOG = "log"


_EVERYBODY = {Action.HOME, Action.PEOPLE}

# Care findings and decisions are health data: finance pays without seeing them. An auditor looks and changes nothing.
ALLOWED: dict[Role, frozenset[Action]] = {
    Role.CASE_WORKER: frozenset(
        _EVERYBODY
        | {Action.CARE, Action.DECIDE, Action.CLOSE_TASKS, Action.COLLECT, Action.MEMBERSHIP}
        | {Action.MESSAGES, Action.REPLAY, Action.RECOVERY, Action.REPRESENTATION, Action.APPEALS, Action.FINES}
        | {Action.SEE_FINES}
        | {Action.LETTERS, Action.REPORTS, Action.NOTES}
    ),
    Role.FINANCE: frozenset(
        _EVERYBODY
        | {Action.CLOSE_TASKS, Action.COLLECT, Action.BATCHES, Action.RELEASE, Action.EXPORT, Action.BANK}
        | {Action.MATCH, Action.RECOVERY, Action.REPORTS, Action.NOTES}
    ),
    Role.MANAGER: frozenset(set(Action) - {Action.LOG}),
    Role.AUDITOR: frozenset(
        _EVERYBODY
        | {Action.CARE, Action.BATCHES, Action.BANK, Action.MESSAGES, Action.REPORTS, Action.LOG, Action.SEE_FINES}
    ),
}


def roles_of(user: User) -> frozenset[Role]:
    """Return the roles of a user."""
    names = user.groups.values_list("name", flat=True)
    found = {name.removeprefix(GROUP_PREFIX) for name in names if name.startswith(GROUP_PREFIX)}
    return frozenset(role for role in Role if role in found)


def actions_of(user: User) -> frozenset[Action]:
    """Return everything a user may do, read once per request."""
    kept = user.__dict__.get("_zorgkas_actions")
    if kept is None:
        kept = frozenset(action for role in roles_of(user) for action in ALLOWED[role])
        user.__dict__["_zorgkas_actions"] = kept
    return cast("frozenset[Action]", kept)


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


View = Callable[..., HttpResponseBase]


def asks(action: Action) -> Callable[[View], View]:
    """Mark a view with the action it asks for, and refuse everybody else, and what belongs to another fund."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if action not in actions_of(request.user):
                raise PermissionDenied(action)
            refuse_other_funds(request, kwargs)
            return view(request, *args, **kwargs)

        setattr(guarded, ASKS, action)
        return guarded

    return decorate
