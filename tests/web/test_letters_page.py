"""Letters at the counter: what waits, an example, sending once, and the print file again."""

import pytest
from django.urls import reverse

from zorgkas.letters.models import Letter
from zorgkas.letters.services import write_premium_invitations
from zorgkas.registry.models import CareFund
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(fund):
    Letter.objects.filter(kind="premium_invitation").delete()
    write_premium_invitations(fund.fund, 2026)
    return Letter.objects.filter(kind="premium_invitation", sent_at=None).count()


@pytest.fixture
def manager(client, staff):
    client.force_login(staff[Role.MANAGER])
    return client


def test_what_waits_is_sent_once_and_comes_back_as_it_was_made(manager, fund, waiting):
    assert waiting
    page = manager.get(reverse("counter:letters"))
    assert {"kind": "premium_invitation", "count": waiting}.items() <= page.context["funds"][0]["kinds"][0].items()
    example = manager.get(reverse("counter:letter-preview", args=["premium_invitation"]), {"fund": "demo"})
    assert example.content.startswith(b"%PDF")
    send = {"fund": "demo", "kind": "premium_invitation"}
    manager.post(reverse("counter:send-letters"), send)
    sent = Letter.objects.get(kind="premium_invitation")
    assert sent.sent_at
    manager.post(reverse("counter:send-letters"), send)
    assert Letter.objects.get(kind="premium_invitation").sha256 == sent.sha256
    _letters, code, day, name = sent.path.split("/")
    listed = manager.get(reverse("counter:print-files", args=[code, day])).content.decode()
    assert name in listed
    again = manager.get(reverse("counter:print-file", args=[code, day, name]))
    assert b"".join(again.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["..%2F..%2Fsecret.pdf", "x.pdf", "premium_invitation-1-1.pdf.part"])
def test_only_print_files_come_out_of_the_outbox(manager, fund, waiting, name):
    manager.post(reverse("counter:send-letters"), {"fund": "demo", "kind": "premium_invitation"})
    day = Letter.objects.get(kind="premium_invitation").path.split("/")[2]
    assert manager.get(f"/brieven/demo/{day}/{name}").status_code == 404


def test_letters_of_another_fund_do_not_exist(client, fund, waiting):
    other = CareFund.objects.create(code="other", name="Andere", enterprise_number="0200000241")
    client.force_login(add_user("baas", "een-lang-wachtwoord", [Role.MANAGER], funds=[other]))
    assert client.get(reverse("counter:letters")).context["funds"][0]["kinds"] == []
    example = client.get(reverse("counter:letter-preview", args=["premium_invitation"]), {"fund": "demo"})
    assert example.status_code == 404
    assert client.get(reverse("counter:print-files", args=["demo", "2026-11-24"])).status_code == 404
