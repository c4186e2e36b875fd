"""Decide on an application, whichever budget it asks."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, Decision
from zorgkas.budgets.services.decisions import decide_zzz
from zorgkas.budgets.services.zbh import decide_zbh
from zorgkas.budgets.services.zbo import decide_zbo
from zorgkas.ledger.accounts import Product

BY_PRODUCT = {Product.ZZZ: decide_zzz, Product.ZBH: decide_zbh, Product.ZBO: decide_zbo}


def decide(
    application: Application,
    user: User | None,
    on: datetime.date,
    *,
    at: datetime.datetime | None = None,
) -> Decision | None:
    """Decide an application by the law of a day and the facts as known at a moment (now, if not given).

    Without a user this is straight-through handling: what the law cannot answer with what is known goes to the queue
    with the reason, and None comes back; without proof the application waits (BVR art. 163). A user decides also
    without proof, but not without the law: a gap in the law or in the facts keeps the application undecided.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        locked = (
            Application.objects.select_for_update(of=("self",)).select_related("person", "fund").get(pk=application.pk)
        )
        if locked.state not in states.UNDECIDED:
            raise states.TransitionRefused(
                gettext("Application %(reference)s is already %(state)s.")
                % {"reference": locked.reference, "state": locked.get_state_display()}
            )
        return BY_PRODUCT[Product(locked.product)](locked, user, on, moment)
