"""Staff accounts: the only place where users get a password and roles."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zorgkas.registry.models import CareFund
from zorgkas.web.models import StaffFund
from zorgkas.web.roles import GROUP_PREFIX, Role


class UserRefused(ValueError):
    """The user cannot be made like this, and why."""


@transaction.atomic
def add_user(
    name: str,
    password: str,
    roles: Iterable[str],
    *,
    full_name: str = "",
    funds: Iterable[CareFund] = (),
    all_funds: bool = False,
) -> User:
    """Add a user, or give an existing one another password, roles and funds.

    In an installation with several funds somebody without any sees nothing; `all_funds` is for auditors and the agency.
    """
    chosen = _roles(roles)
    user = User.objects.filter(username=name).first() or User(username=name)
    _check_password(user, password)
    if full_name:
        user.first_name, _space, user.last_name = full_name.partition(" ")
    user.set_password(password)
    user.full_clean()
    user.save()
    _give(user, chosen, funds, all_funds)
    return user


@transaction.atomic
def change_user(
    user: User,
    roles: Iterable[str],
    *,
    first_name: str,
    last_name: str,
    funds: Iterable[CareFund],
    all_funds: bool,
    active: bool,
) -> None:
    """Give a user another name, other roles and funds, or stop the signing in (which ends every session)."""
    chosen = _roles(roles)
    user.first_name, user.last_name, user.is_active = first_name, last_name, active
    user.save(update_fields=["first_name", "last_name", "is_active"])
    _give(user, chosen, funds, all_funds)


def give_password(user: User, password: str) -> None:
    """Give a user another password; sessions with the old one end."""
    _check_password(user, password)
    user.set_password(password)
    user.save(update_fields=["password"])


def _check_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserRefused(" ".join(error.messages)) from None


def _give(user: User, roles: list[Role], funds: Iterable[CareFund], all_funds: bool) -> None:
    """Roles and funds, instead of those that were."""
    StaffFund.objects.filter(user=user).delete()
    StaffFund.objects.bulk_create(
        [StaffFund(user=user)] if all_funds else [StaffFund(user=user, fund=fund) for fund in funds]
    )
    user.groups.set([Group.objects.get_or_create(name=GROUP_PREFIX + role)[0] for role in roles])


def _roles(names: Iterable[str]) -> list[Role]:
    chosen = list(names)
    unknown = [name for name in chosen if name not in list(Role)]
    if unknown or not chosen:
        raise UserRefused(
            _("There is no role '%(unknown)s'; choose from %(roles)s.")
            % {"unknown": ", ".join(unknown), "roles": ", ".join(Role)}
        )
    return [Role(name) for name in chosen]
