"""The API as a program uses it; each test is an example that runs. Money is in cents."""

import base64
import json
from pathlib import Path

import pytest
from budgets_helpers import Village
from django.test import Client
from django.utils import timezone

from zorgkas.budgets.models import Application
from zorgkas.registry.models import CareFund
from zorgkas.web.api.access import Scope, add_program
from zorgkas.web.api.described import described
from zorgkas.web.api.models import Answered, Token
from zorgkas.web.models import Consultation

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "docs/reference/openapi.json"


class Caller:
    """A program with its token."""

    def __init__(self, name, funds, scopes=tuple(Scope)):
        self.client = Client()
        self.program, self.secret = add_program(name, scopes, purpose="koppeling met het ziekenfonds", funds=funds)
        self.name = name

    def token(self, scope="", secret=None):
        basic = base64.b64encode(f"{self.name}:{secret or self.secret}".encode()).decode()
        form = {"grant_type": "client_credentials", "scope": scope}
        return self.client.post("/api/v1/token", form, headers={"authorization": f"Basic {basic}"})

    def get(self, path, scope="", **query):
        bearer = self.token(scope).json()["access_token"]
        return self.client.get(f"/api/v1{path}", query, headers={"authorization": f"Bearer {bearer}"})

    def post(self, path, body, key="", scope=""):
        bearer = self.token(scope).json()["access_token"]
        headers = {"authorization": f"Bearer {bearer}"} | ({"idempotency-key": key} if key else {})
        return self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def caller(fund):
    return Caller("ziekenfonds", [fund.fund])


def is_problem(answer, status, code):
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["title"]
    assert body["detail"]
    return True


def test_a_token_lasts_an_hour_and_is_kept_as_a_hash(caller):
    body = caller.token("people").json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 3600, "people")
    assert body["access_token"] not in str(list(Token.objects.values()))


def test_a_wrong_secret_or_scope_gives_no_token(fund, caller):
    assert is_problem(caller.token(secret="fout"), 401, "invalid_client")
    small = Caller("klein", [fund.fund], [Scope.LAW])
    assert is_problem(small.token("people"), 400, "invalid_scope")
    assert is_problem(caller.client.post("/api/v1/token", {"grant_type": "password"}), 400, "unsupported_grant_type")


def test_find_a_person_and_the_facts_as_known_on_an_earlier_day(fund, caller):
    found = caller.get("/people", q="peeters an").json()
    assert [one["id"] for one in found] == [fund.person.pk]
    facts = caller.get(f"/people/{fund.person.pk}/facts").json()
    assert {"Residence", "BankAccount", "CareFinding"} <= {one["kind"] for one in facts}
    before = caller.get(f"/people/{fund.person.pk}/facts", known_at="2026-03-04T12:00:00Z").json()
    assert "CareFinding" not in {one["kind"] for one in before}
    without_health = caller.get(f"/people/{fund.person.pk}/facts", scope="people").json()
    assert "CareFinding" not in {one["kind"] for one in without_health}


def test_membership_premiums_and_why(fund, caller):
    assert caller.get(f"/people/{fund.person.pk}/membership", on="2026-06-01").json()["fund"] == "demo"
    (premium,) = caller.get(f"/people/{fund.person.pk}/premiums").json()
    assert (premium["year"], premium["due_cents"]) == (2026, 3500)
    why = caller.get(f"/people/{fund.person.pk}/premiums/2026/explanation").json()
    assert why["value"] == 3500
    assert any("BVR art. 68" in step["article"] for step in why["steps"])
    assert is_problem(caller.get(f"/people/{fund.person.pk}/premiums/1900/explanation"), 404, "not_found")


def test_budgets_decisions_payments_and_letters(fund, caller):
    months = caller.get(f"/people/{fund.person.pk}/budgets").json()
    assert months[0]["due_cents"] > 0
    why = caller.get(f"/people/{fund.person.pk}/budgets/2/202611/explanation").json()
    assert why["value"] == next(one["due_cents"] for one in months if one["month"] == 202611)
    (decision,) = caller.get(f"/people/{fund.person.pk}/decisions").json()
    assert (decision["id"], decision["outcome"]) == (fund.decision.pk, "granted")
    assert caller.get(f"/people/{fund.person.pk}/payments").json() == []  # proposed, not yet at the bank
    letters = caller.get(f"/people/{fund.person.pk}/letters").json()
    assert [one["kind"] for one in letters] == ["premium_invitation"]
    pdf = caller.get(f"/people/{fund.person.pk}/letters/{letters[0]['id']}/pdf")
    assert pdf.content.startswith(b"%PDF-")


def test_an_application_is_entered_once_per_key(fund, caller):
    before = Application.objects.count()
    body = {"care_form": 1, "applied_on": "2026-11-20", "answers": {"in_hospital_on_application": False}}
    path = f"/people/{fund.person.pk}/applications"
    first = caller.post(path, body, key="aanvraag-0001")
    assert first.status_code == 201
    assert caller.post(path, body, key="aanvraag-0001").json() == first.json()
    assert Application.objects.count() == before + 1
    assert is_problem(caller.post(path, {**body, "care_form": 2}, key="aanvraag-0001"), 409, "key_used")
    assert is_problem(caller.post(path, body), 422, "invalid")
    wrong = caller.post(path, {**body, "answers": {"zin": 1}}, key="aanvraag-0002")
    assert is_problem(wrong, 422, "refused")
    assert not Answered.objects.filter(key="aanvraag-0002").exists()


def test_tasks_come_in_pages(fund, caller):
    village = Village(fund.fund)
    from zorgkas.registry.services import open_task

    for number in range(5):
        open_task("new_account", fund=fund.fund, reference=f"p{number}", reason="test", person=village.member())
    seen, after = [], 0
    while page := caller.get("/tasks", after=after, limit=2).json():
        assert len(page) <= 2
        seen += [one["id"] for one in page]
        after = seen[-1]
    assert seen == sorted(set(seen))
    assert len(seen) == 6
    assert is_problem(caller.get("/tasks", limit=1000), 422, "invalid")


def test_ask_the_law_about_somebody_who_does_not_exist(caller):
    facts = {"birth_date": "1944-03-12"}
    (answer,) = caller.post("/law/what-if", {"on": "2026-11-10", "benefits": ["PREMIUM"], "facts": facts}).json()
    assert answer["benefit"] == "PREMIUM"
    assert is_problem(caller.post("/law/what-if", {"on": "2026-11-10", "benefits": ["GELD"]}), 422, "invalid")
    odd = {"on": "2026-11-10", "benefits": ["PREMIUM"], "facts": {"kleur": 1}}
    assert is_problem(caller.post("/law/what-if", odd), 422, "invalid")


PEOPLE_PATHS = [
    path.removeprefix("/api/v1")
    for path, methods in json.loads(described())["paths"].items()
    if "{person_id}" in path and "get" in methods
]


@pytest.mark.parametrize("path", PEOPLE_PATHS)
def test_a_member_of_another_fund_is_as_if_there_were_nobody_and_it_is_written_down(path, fund, caller):
    CareFund.objects.create(code="ander", name="Andere kas", enterprise_number="0300000144", creditor_identifier="x")
    stranger = Caller("vreemd", [CareFund.objects.get(code="ander")])
    values = {"person_id": fund.person.pk, "year": 2026, "product": 2, "month": 202611, "letter_id": 1}
    answer = stranger.get(path.format(**values))
    assert is_problem(answer, 404, "not_found")
    look = Consultation.objects.latest("pk")
    assert (look.person, look.action, look.user) == (fund.person, "refused", stranger.program.user)


OPERATIONS = [
    (method, path)
    for path, methods in json.loads(described())["paths"].items()
    for method in methods
    if not path.endswith("/token")
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS])
def test_every_operation_asks_a_token_with_its_scope(method, path, fund, client):
    values = {"person_id": fund.person.pk, "year": 2026, "product": 2, "month": 202611, "letter_id": 1}
    address = path.format(**values)
    call = getattr(client, method)
    assert is_problem(call(address), 401, "invalid_token")
    assert is_problem(call(address, headers={"authorization": "Bearer nope"}), 401, "invalid_token")
    without = Caller("zonder", [fund.fund], [Scope.LAW if "/law/" not in path else Scope.TASKS])
    token = without.token().json()["access_token"]
    assert is_problem(call(address, headers={"authorization": f"Bearer {token}"}), 403, "insufficient_scope")
    assert not Consultation.objects.filter(person=fund.person).exists()


def test_a_token_that_ended_or_of_a_program_that_stopped_opens_nothing(fund, caller):
    token = caller.token().json()["access_token"]
    bearer = {"authorization": f"Bearer {token}"}
    assert caller.client.get("/api/v1/tasks", headers=bearer).status_code == 200
    Token.objects.update(ends_at=timezone.now())
    assert is_problem(caller.client.get("/api/v1/tasks", headers=bearer), 401, "invalid_token")
    bearer = {"authorization": f"Bearer {caller.token().json()['access_token']}"}
    caller.program.active = False
    caller.program.save()
    assert is_problem(caller.client.get("/api/v1/tasks", headers=bearer), 401, "invalid_token")


def test_the_description_is_the_one_that_is_kept(client):
    assert json.loads(described())["openapi"].startswith("3.1")
    assert SCHEMA.read_text("utf-8") == described(), "run: zorgkas portal openapi docs/reference/openapi.json"
