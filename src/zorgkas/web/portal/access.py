"""Who may see which pages: a member the own ones, who acts for somebody those of that person; every look is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zorgkas.membership.queries import fund_of
from zorgkas.registry.models import CareFund, Person, Representative
from zorgkas.registry.queries import known, person_by_insz
from zorgkas.web.portal.models import Look
from zorgkas.web.portal.names import PAGES

# The attribute of a view that names its page; a test walks all addresses and demands it.
PAGE = "zorgkas_portal_page"
_INSZ, _PERSON = "insz", "person"
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Acting:
    """Who is signed in, for whom, and in which capacity (empty: for himself or herself)."""

    insz: str
    person: Person
    capacity: str = ""
    kind: int = 0

    @property
    def is_self(self) -> bool:
        """Whether somebody looks at the own pages."""
        return not self.kind

    def fund(self) -> CareFund | None:
        """The fund of the person today."""
        return fund_of(self.person, timezone.localdate())


class MemberRequest(HttpRequest):
    """A request of a member who is signed in."""

    acting: Acting


def signed_in(request: HttpRequest) -> str:
    """The number of who is signed in; empty when nobody is."""
    return str(request.session.get(_INSZ, ""))


def sign_in(request: HttpRequest, insz: str) -> None:
    """Start a session with a new key, so that a key that somebody planted is worth nothing."""
    request.session.cycle_key()
    request.session[_INSZ] = insz
    request.session.pop(_PERSON, None)


def choose(request: HttpRequest, person_id: int) -> None:
    """See the pages of this person from now on; whether that is allowed is looked at on every page."""
    request.session[_PERSON] = person_id


def may_act_for(insz: str) -> list[Acting]:
    """The person with this number, and everybody for whom he or she acts today (DEC art. 23 §2)."""
    found = []
    own = person_by_insz(insz)
    if own is not None:
        found.append(Acting(insz, own))
    today = timezone.localdate()
    mandates = known(Representative).filter(Q(valid_to=None) | Q(valid_to__gt=today), insz=insz, valid_from__lte=today)
    for mandate in mandates.select_related("person").order_by("person__last_name", "person__first_name"):
        if mandate.kind != Representative.Kind.DEBT_MEDIATOR:
            found.append(Acting(insz, mandate.person, mandate.get_kind_display(), mandate.kind))
    return found


def acting_now(request: HttpRequest) -> Acting | None:
    """Who is signed in and for whom, by the facts of this moment."""
    insz = signed_in(request)
    possible = may_act_for(insz) if insz else []
    chosen = request.session.get(_PERSON)
    if chosen is None:
        return possible[0] if len(possible) == 1 else None
    return next((one for one in possible if one.person.pk == chosen), None)


def member_page(name: str) -> Callable[[View], View]:
    """Mark a view as a page of a member: first who, then the log, then the page."""
    if name not in PAGES:
        raise LookupError(f"The page {name!r} has no name for members in names.py.")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not signed_in(request):
                following = request.get_full_path() if request.method == "GET" else request.path
                return redirect(f"{reverse('portal:sign-in')}?{urlencode({'next': following})}")
            acting = acting_now(request)
            if acting is None:
                return redirect("portal:choose")
            mine = cast("MemberRequest", request)
            mine.acting = acting
            _log(mine, name)
            return view(mine, *args, **kwargs)

        setattr(guarded, PAGE, name)
        return cast("View", login_not_required(guarded))

    return decorate


def _log(request: MemberRequest, page: str) -> None:
    acting = request.acting
    Look.objects.create(
        person=acting.person,
        insz=acting.insz,
        capacity=acting.capacity[:60],
        at=timezone.now(),
        page=page,
        detail=f"{request.method} {request.path}"[:200],
    )
