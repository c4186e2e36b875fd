"""Every address asks for an action; nobody gets in without a name, and nobody where the role does not allow it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from web_helpers import PASSWORD

from zorgkas.web.consultation import REASONS
from zorgkas.web.models import Consultation
from zorgkas.web.roles import ALLOWED, ASKS, Action, Role

pytestmark = pytest.mark.django_db

# Pages for somebody who has not signed in yet, and two that only concern the own session.
OPEN = {"sign-in", "sign-out", "language"}
# Services for institutions, which show a key of their own with every question (tests/exchange/test_vsb_consult.py).
OPEN |= {"vsb-consult", "vsb-consult-schema", "vsb-consult-rest"}

# The pages of members and the API have a walk of their own (test_portal_walk.py, test_api.py).
OTHER_DOORS = {"portal", "api"}


def patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace in OTHER_DOORS:
                continue
            yield from patterns(entry)
        elif isinstance(entry, URLPattern):
            yield entry


PAGES = {pattern.name: pattern for pattern in patterns() if pattern.name not in OPEN}


@pytest.fixture
def address(fund):
    values = {
        "person_id": fund.person.pk,
        "decision_id": fund.decision.pk,
        "batch_id": fund.batch.pk,
        "letter_id": fund.person.letter_set.first().pk,
        "task_id": fund.person.task_set.first().pk,
        "file_id": 1,
        "movement_id": 1,
        "year": 2026,
        "month": 202611,
        "product": 2,
        "anchor": "membership",
    }

    def of(name):
        needed = PAGES[name].pattern.converters
        return reverse(f"counter:{name}", kwargs={key: values.get(key, 1) for key in needed})

    return of


def action_of(name):
    view = PAGES[name].callback
    while not hasattr(view, ASKS):
        view = view.__wrapped__
    return getattr(view, ASKS)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_asks_for_an_action(name):
    assert action_of(name) in Action


def test_without_a_name_every_page_leads_to_the_sign_in(address, client):
    for name in PAGES:
        for answer in (client.get(address(name)), client.post(address(name))):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/aanmelden/"), name


@pytest.mark.parametrize("role", Role)
def test_every_role_gets_exactly_the_pages_of_its_actions(role, address, client, staff):
    client.force_login(staff[role])
    for name in PAGES:
        answer = client.get(address(name))
        if answer.status_code == 405:
            answer = client.post(address(name))
        allowed = action_of(name) in ALLOWED[role]
        assert answer.status_code in ((200, 302, 404, 422) if allowed else (403,)), name


def test_somebody_without_a_role_sees_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get("/").status_code == 403


def test_a_file_opens_only_with_a_reason_and_every_look_is_kept(fund, client, staff):
    client.force_login(staff[Role.CASE_WORKER])
    page = reverse("counter:person", args=[fund.person.pk])
    asked = client.get(page)
    assert asked.status_code == 302
    assert "reden" in asked["Location"]
    assert client.post(asked["Location"], {"reason": "other", "words": " "}).status_code == 422
    assert not Consultation.objects.exists()
    assert client.post(asked["Location"], {"reason": "question", "next": page})["Location"] == page
    assert client.get(page).status_code == 200
    look = Consultation.objects.get()
    assert (look.user, look.person, look.action) == (staff[Role.CASE_WORKER], fund.person, "person")
    with translation.override("nl"):  # as the page said it
        assert look.reason == str(REASONS["question"])
    other = reverse("counter:person", args=[fund.person.pk + 1])
    assert "reden" in client.get(other)["Location"]


def test_the_reason_leads_nowhere_outside(fund, client, staff):
    client.force_login(staff[Role.CASE_WORKER])
    page = reverse("counter:reason", args=[fund.person.pk])
    answer = client.post(page, {"reason": "question", "next": "https://example.org/"})
    assert answer["Location"] == reverse("counter:person", args=[fund.person.pk])


def test_the_log_can_only_grow(fund, staff, rf):
    from django.db import DatabaseError, transaction
    from django.utils import timezone

    Consultation.objects.create(user=staff[Role.AUDITOR], at=timezone.now(), action="search", reason="search")
    for change in (lambda: Consultation.objects.update(reason="x"), lambda: Consultation.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()


def test_health_is_only_for_who_needs_it(fund, client, staff):
    page = reverse("counter:person", args=[fund.person.pk])

    def words(role):
        client.force_login(staff[role])
        session = client.session
        session["reasons"] = {str(fund.person.pk): "test"}
        session.save()
        return client.get(page).content.decode()

    assert "BelRAI" in words(Role.CASE_WORKER)
    assert "BelRAI" not in words(Role.FINANCE)
    assert 'id="decisions"' not in words(Role.FINANCE)


def test_a_letter_about_care_is_only_for_who_may_see_care(fund, client, staff):
    letter = fund.person.letter_set.first()
    for kind, allowed in (("zzz_granted", False), ("zzz_refused", False), ("premium_invitation", True)):
        type(letter).objects.filter(pk=letter.pk).update(kind=kind)
        page = reverse("counter:person", args=[fund.person.pk])
        address = reverse("counter:letter", args=[fund.person.pk, letter.pk])
        client.force_login(staff[Role.FINANCE])
        session = client.session
        session["reasons"] = {str(fund.person.pk): "test"}
        session.save()
        assert (f'href="{address}"' in client.get(page).content.decode()) == allowed
        if not allowed:
            assert client.get(address).status_code == 403


def test_strict_headers_on_every_answer(client):
    answer = client.get("/aanmelden/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"].startswith("no-store") or "no-cache" in answer["Cache-Control"]
    words = answer.content.decode()
    assert "style=" not in words
    assert "onclick" not in words


def test_too_many_wrong_passwords_pause_the_name(client, staff):
    right = {"username": Role.FINANCE, "password": PASSWORD}
    for _ in range(5):
        client.post("/aanmelden/", {**right, "password": "verkeerd-wachtwoord"})
    assert client.post("/aanmelden/", right).status_code == 200
    assert client.get("/").status_code == 302
    assert client.post("/aanmelden/", {**right, "username": Role.MANAGER}).status_code == 302


def test_wrong_roles_and_weak_passwords_are_refused():
    from zorgkas.web.users import UserRefused, add_user

    with pytest.raises(UserRefused, match="koning"):
        add_user("x", "een-lang-wachtwoord", ["koning"])
    with pytest.raises(UserRefused):
        add_user("x", "kort", ["finance"])
