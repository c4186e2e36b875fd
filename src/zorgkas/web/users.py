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
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserRefused(" ".join(error.messages)) from None
    if full_name:
        user.first_name, _space, user.last_name = full_name.partition(" ")
    user.set_password(password)
    user.full_clean()
    user.save()
    StaffFund.objects.filter(user=user).delete()
    StaffFund.objects.bulk_create(
        [StaffFund(user=user)] if all_funds else [StaffFund(user=user, fund=fund) for fund in funds]
    )
    user.groups.set([Group.objects.get_or_create(name=GROUP_PREFIX + role)[0] for role in chosen])
    return user


def _roles(names: Iterable[str]) -> list[Role]:
    chosen = list(names)
    unknown = [name for name in chosen if name not in list(Role)]
    if unknown or not chosen:
        raise UserRefused(
            _("There is no role '%(unknown)s'; choose from %(roles)s.")
            % {"unknown": ", ".join(unknown), "roles": ", ".join(Role)}
        )
    return [Role(name) for name in chosen]
