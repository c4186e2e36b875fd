"""Colleagues: who may sign in, as what and for whom. A manager never changes the own rights."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.web.consultation import log
from zorgkas.web.counter.rooms.staff.forms import ALL_FUNDS, ChangedColleague, NewColleague, Password
from zorgkas.web.funds import fund_ids, sees_all
from zorgkas.web.roles import ROLE_LABELS, Action, StaffRequest, asks, roles_of
from zorgkas.web.users import UserRefused, add_user, change_user, give_password

PASSWORD_FIELD = "password"


@require_GET
@asks(Action.STAFF)
def all_users(request: StaffRequest) -> HttpResponse:
    """Show the colleagues of the funds of the manager."""
    found = User.objects.prefetch_related("groups", "staff_funds__fund").order_by("-is_active", "last_name", "username")
    people = [
        {
            "user": user,
            "roles": ", ".join(str(ROLE_LABELS[role]) for role in sorted(roles_of(user))),
            "funds": _funds_told(user),
            "own": user.pk == request.user.pk,
        }
        for user in found
        if _manages(request.user, user)
    ]
    return render(request, "counter/staff/list.html", {"people": people})


@require_http_methods(["GET", "POST"])
@asks(Action.STAFF)
def new(request: StaffRequest) -> HttpResponse:
    """Add a colleague."""
    form = NewColleague(request.POST or None, manager=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            user = add_user(
                values["name"],
                values["password"],
                form.chosen_roles,
                full_name=f"{values['first_name']} {values['last_name']}",
                funds=form.chosen_funds,
                all_funds=form.all_funds,
            )
        except UserRefused as error:
            form.add_error(PASSWORD_FIELD, str(error))
        else:
            log(request, "user added", reason=_("staff"), detail=_told(user, form.cleaned_data))
            messages.success(request, _("%s can sign in.") % user.get_full_name())
            return redirect("counter:staff")
    return _form(request, form, _("New colleague"))


@require_http_methods(["GET", "POST"])
@asks(Action.STAFF)
def one(request: StaffRequest, user_id: int) -> HttpResponse:
    """Change the name, roles and funds of a colleague, or stop the signing in."""
    user = _colleague(request, user_id)
    funds = [row.fund.code if row.fund else ALL_FUNDS for row in user.staff_funds.select_related("fund")]
    known = {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "roles": [str(role) for role in roles_of(user)],
        "funds": funds,
        "active": user.is_active,
    }
    form = ChangedColleague(request.POST or None, manager=request.user, initial=known)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        change_user(
            user,
            form.chosen_roles,
            first_name=values["first_name"],
            last_name=values["last_name"],
            funds=form.chosen_funds,
            all_funds=form.all_funds,
            active=values["active"],
        )
        log(request, "user changed", reason=_("staff"), detail=_told(user, values))
        messages.success(request, _("Changed: %s.") % user.get_full_name())
        return redirect("counter:staff")
    return _form(request, form, user.get_full_name() or user.get_username(), user)


@require_http_methods(["GET", "POST"])
@asks(Action.STAFF)
def password(request: StaffRequest, user_id: int) -> HttpResponse:
    """Give a colleague another password; every session of the colleague ends."""
    user = _colleague(request, user_id)
    form = Password(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_password(user, form.cleaned_data["password"])
        except UserRefused as error:
            form.add_error(PASSWORD_FIELD, str(error))
        else:
            log(request, "password given", reason=_("staff"), detail=user.get_username())
            messages.success(request, _("%s has a new password.") % user.get_full_name())
            return redirect("counter:staff")
    return _form(request, form, _("New password for %s") % user.get_full_name())


def _form(request: StaffRequest, form: forms.Form, title: str, user: User | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "colleague": user}
    wrong = form.is_bound and bool(form.errors)
    return render(request, "counter/staff/form.html", context, status=422 if wrong else 200)


def _colleague(request: StaffRequest, user_id: int) -> User:
    user = get_object_or_404(User, pk=user_id)
    if user.pk == request.user.pk or not _manages(request.user, user):
        raise PermissionDenied(_("Nobody changes the own rights, or those of another fund."))
    return user


def _manages(manager: User, user: User) -> bool:
    """Whether every fund of the user is one of the manager."""
    theirs = {row.fund_id for row in user.staff_funds.all()}
    return sees_all(manager) or theirs <= set(fund_ids(manager))


def _funds_told(user: User) -> str:
    return ", ".join(row.fund.name if row.fund else _("every fund") for row in user.staff_funds.all())


def _told(user: User, values: dict[str, object]) -> str:
    chosen = [f"{name}={values[name]}" for name in ("roles", "funds", "active") if name in values]
    return f"{user.get_username()}: {' '.join(chosen)}"
