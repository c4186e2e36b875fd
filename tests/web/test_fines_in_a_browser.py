"""The pages of fines and the calendar in a real Chromium: without barriers, in both languages, on a phone."""

import datetime
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from budgets_helpers import moment
from django.urls import reverse
from membership_helpers import Town
from playwright.sync_api import expect
from test_in_a_browser import PHONE, browser, open_file, page, sign_in  # noqa: F401 - fixtures

from zorgkas.fines.models import FineFile, FineProtection, VoluntaryEnd
from zorgkas.fines.services import (
    end_voluntary_memberships,
    find_candidates,
    register_protection,
    report,
    send_registered_letters,
)
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.web.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Set to a folder to look at the pages.
PICTURES = os.environ.get("ZORGKAS_PICTURES", "")


@pytest.fixture
def played(fund):
    """A year of fines of a few people: one reported, one protected, one who lost a voluntary membership."""
    town = Town(fund.fund, serial=700)
    reported, protected = town.member("1980-05-01"), town.member("1981-05-01")
    lost = town.member("1982-05-01", Membership.Kind.VOLUNTARY)
    run_premiums(2025, fund.fund, moment("2026-11-25"))
    run_premiums(2026, fund.fund)
    find_candidates(fund.fund, 2026)
    send_registered_letters(fund.fund, 2026, datetime.date(2026, 8, 20))
    ground, proof = FineProtection.Ground, FineProtection.Proof
    day = datetime.date(2026, 9, 20)
    register_protection(
        protected, ground.BUDGET_GUIDANCE, datetime.date(2026, 8, 1), None, proof.OCMW_ATTEST, "attest 12", on=day
    )
    report(fund.fund, 2026, datetime.date(2026, 10, 8))
    end_voluntary_memberships(fund.fund, datetime.date(2026, 6, 1))
    return reported, protected, lost


def test_every_page_of_fines_is_without_barriers(page, fund, played, staff) -> None:  # noqa: F811 - the fixture
    reported, protected, lost = played
    sign_in(page, Role.MANAGER)
    for person in played:
        open_file(page, person)
    file = FineFile.objects.get(person=reported)
    ending = VoluntaryEnd.objects.get(person=lost)
    addresses = {
        "calendar": reverse("counter:calendar") + "?year=2026",
        "overview": reverse("counter:fines") + "?year=2026",
        "considered": reverse("counter:fines-considered", args=[2026]),
        "search": reverse("counter:fines-step", args=[2026, "zoeken"]),
        "impossible": reverse("counter:fines-step", args=[2026, "onmogelijk"]),
        "file": reverse("counter:fine", args=[reported.pk, file.pk]),
        "proof": reverse("counter:fine-proof", args=[protected.pk]),
        "objection": reverse("counter:objection", args=[lost.pk, ending.pk]),
        "person": reverse("counter:person", args=[protected.pk]),
    }
    for language in ("nl", "en"):
        for width, size in (
            ("desktop", {"width": 1280, "height": 900}),
            ("phone", PHONE),
            ("small", {"width": 320, "height": 700}),
        ):
            page.set_viewport_size(size)
            for name, address in addresses.items():
                page.goto(address)
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (name, language, width)
                if name != "person":
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
                if PICTURES and width != "small":
                    page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator("button[name=language]").click()


def test_a_proof_is_registered_with_the_keyboard_alone(page, fund, played, staff) -> None:  # noqa: F811 - the fixture
    reported, _protected, _lost = played
    sign_in(page, Role.MANAGER)
    open_file(page, reported)
    page.goto(reverse("counter:fine-proof", args=[reported.pk]))
    page.select_option("#id_ground", "4")
    page.fill("#id_valid_from", "2026-08-01")
    page.select_option("#id_proof", "5")
    page.fill("#id_reference", "attest 7")
    page.press("#id_reference", "Enter")
    expect(page.locator("#will-title")).to_be_visible()
    assert FineFile.objects.get(person=reported).state == "reported"
    page.locator("section[aria-labelledby=will-title] button").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(reported))
    assert FineFile.objects.get(person=reported).state == "lapsed"
