"""Managers keep the accounts of colleagues; auditors see who looked at whom."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from web_helpers import PASSWORD

from zorgkas.registry.models import CareFund
from zorgkas.web.models import Consultation
from zorgkas.web.roles import Role, roles_of
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db

NEW = {
    "name": "nieuw",
    "password": "een-eerste-wachtwoord",
    "first_name": "Nele",
    "last_name": "De Wilde",
    "roles": ["case_worker"],
    "funds": ["demo"],
}


@pytest.fixture
def manager(client, staff, fund):
    client.force_login(staff[Role.MANAGER])
    return client


def test_a_new_colleague_can_sign_in_with_the_roles_that_were_given(manager, client):
    answer = manager.post(reverse("counter:new-user"), NEW)
    assert answer.status_code == 302
    user = User.objects.get(username="nieuw")
    assert roles_of(user) == {Role.CASE_WORKER}
    client.logout()
    assert client.login(username="nieuw", password="een-eerste-wachtwoord")
    assert client.get(reverse("counter:home")).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "kort"}, "id_password"),
        ({"name": "finance"}, "id_name"),
        ({"roles": ["king"]}, "id_roles"),
        ({"funds": []}, "id_funds"),
        ({"funds": ["demo", "all"]}, "id_funds"),
        ({"last_name": ""}, "id_last_name"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_is_made(manager, wrong, field):
    before = User.objects.count()
    answer = manager.post(reverse("counter:new-user"), NEW | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.content.decode()
    assert User.objects.count() == before


def test_a_manager_never_changes_the_own_rights(manager, staff):
    assert manager.get(reverse("counter:user", args=[staff[Role.MANAGER].pk])).status_code == 403
    assert manager.post(reverse("counter:user-password", args=[staff[Role.MANAGER].pk])).status_code == 403


def test_somebody_who_left_is_signed_out_at_once(manager, staff, django_user_model):
    worker = staff[Role.CASE_WORKER]
    theirs = type(manager)()
    theirs.force_login(worker)
    assert theirs.get(reverse("counter:home")).status_code == 200
    change = {"first_name": "An", "last_name": "Case", "roles": ["case_worker"], "funds": ["demo"]}
    manager.post(reverse("counter:user", args=[worker.pk]), change)
    assert theirs.get(reverse("counter:home")).status_code == 302
    assert Consultation.objects.filter(action="user changed", user=staff[Role.MANAGER]).exists()


def test_a_manager_of_one_fund_sees_nobody_of_another(client, staff, fund):
    other = CareFund.objects.create(code="other", name="Andere", enterprise_number="0200000241")
    add_user("baas", PASSWORD, [Role.MANAGER], funds=[other])
    elsewhere = add_user("elders", PASSWORD, [Role.CASE_WORKER], funds=[fund.fund])
    auditor = add_user("alles", PASSWORD, [Role.AUDITOR], all_funds=True)
    assert client.login(username="baas", password=PASSWORD)
    listed = client.get(reverse("counter:staff")).content.decode()
    assert "elders" not in listed
    assert "alles" not in listed
    for user in (elsewhere, auditor):
        assert client.get(reverse("counter:user", args=[user.pk])).status_code == 403
    assert client.post(reverse("counter:new-user"), NEW | {"funds": ["all"]}).status_code == 422


def test_the_log_is_searched_by_colleague_person_and_day(client, staff, fund):
    worker = type(client)()
    worker.force_login(staff[Role.CASE_WORKER])
    session = worker.session
    session["reasons"] = {str(fund.person.pk): "question"}
    session.save()
    worker.get(reverse("counter:person", args=[fund.person.pk]))
    client.force_login(staff[Role.AUDITOR])
    looks = reverse("counter:looks")
    found = client.get(looks, {"who": "case_worker", "insz": fund.person.insz})
    assert [look.person for look in found.context["looks"]] == [fund.person]
    assert not client.get(looks, {"who": "finance"}).context["looks"]
    assert not client.get(looks, {"until": "2020-01-01"}).context["looks"]
    wrong = client.get(looks, {"insz": "123", "since": "gisteren"})
    assert wrong.status_code == 422
    assert 'id="id_insz-wrong"' in wrong.content.decode()
    assert 'id="id_since-wrong"' in wrong.content.decode()
