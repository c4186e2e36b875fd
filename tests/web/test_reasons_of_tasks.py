"""The system tells why something waits in the language of who looks, whoever's language it was asked in."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_noop, override
from web_helpers import PASSWORD

from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nl", "Niet bekend: waar de persoon woont"), ("en", "Not known: where the person lives")],
)
def test_a_reason_of_the_system_follows_the_reader(client, fund, language: str, shown: str) -> None:
    with override("en"):
        what = [reason(gettext_noop("where the person lives"))]
        why = reason(gettext_noop("Not known: %(what)s"), what=what)
        open_task("assess_application", fund=fund.fund, person=fund.person, reference="one", reason=why)
    client.login(username=Role.CASE_WORKER, password=PASSWORD)
    client.cookies["django_language"] = language
    page = client.get(reverse("counter:tasks")).content.decode()
    assert shown in page
    assert "Het geld kwam terug" in page
