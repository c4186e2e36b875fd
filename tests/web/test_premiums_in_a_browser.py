"""The forms about membership and premiums in a real Chromium: languages, widths, wrong input, double clicks."""

import datetime
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from test_in_a_browser import PHONE, browser, open_file, page, sign_in  # noqa: F401 - fixtures

from zorgkas.collection.models import Interruption, PaymentPlan
from zorgkas.web.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Set to a folder to look at the pages.
PICTURES = os.environ.get("ZORGKAS_PICTURES", "")

OF_A_PERSON = (
    "membership-start",
    "membership-care",
    "membership-stop",
    "membership-switch",
    "membership-address",
    "membership-contact",
    "premium-plan",
    "premium-exemption",
    "premium-mandate",
    "premium-interruption",
    "premium-refund",
    "premium-relief",
)
OF_THE_FUND = ("premium-collection", "premium-reminders", "membership-form")


def test_every_form_is_without_barriers_and_says_what_is_missing(page, fund) -> None:  # noqa: F811 - the fixture
    sign_in(page, Role.MANAGER)
    open_file(page, fund.person)
    addresses = {name: reverse(f"counter:{name}", args=[fund.person.pk]) for name in OF_A_PERSON}
    addresses |= {name: reverse(f"counter:{name}") for name in OF_THE_FUND}
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
                look(page, name, language, width)
                if width == "phone" and name in OF_A_PERSON:
                    page.locator("main form button").first.click()  # as it is: nothing, or not enough, is filled in
                    expect(page.get_by_role("heading", level=1)).to_be_visible()
                    look(page, f"{name}-wrong", language, width)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator("button[name=language]").click()


def look(page, name: str, language: str, width: str) -> None:  # noqa: F811 - the fixture
    """No barrier, nothing wider than the window, and a picture when somebody wants to look."""
    found = Axe().run(page).response["violations"]
    assert not found, (name, language, width, [(one["id"], one["nodes"][0]["html"]) for one in found])
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, (name, language, width, over)
    if PICTURES and width != "small":
        page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{width}.png", full_page=True)


def test_a_double_click_agrees_one_plan(page, fund) -> None:  # noqa: F811 - the fixture
    sign_in(page, Role.CASE_WORKER)
    open_file(page, fund.person)
    page.goto(reverse("counter:premium-plan", args=[fund.person.pk]))
    page.fill("[name=first_on]", (timezone.localdate() + datetime.timedelta(days=10)).isoformat())
    page.select_option("[name=count]", "2")
    page.locator("form[novalidate] button").click()
    page.locator("form[data-once] button").dblclick()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert PaymentPlan.objects.count() == 1


def test_the_same_form_in_two_windows_is_done_once(page, fund) -> None:  # noqa: F811 - the fixture
    sign_in(page, Role.CASE_WORKER)
    open_file(page, fund.person)
    windows = page, page.context.new_page()
    for window in windows:
        window.goto(reverse("counter:premium-interruption", args=[fund.person.pk]))
        window.fill("[name=year]", "2026")
        window.fill("[name=on]", timezone.localdate().isoformat())
        window.select_option("[name=act]", "2")
        window.fill("[name=document]", "bevel 7")
        window.locator("form[novalidate] button").click()
        expect(window.locator("form[data-once] button")).to_be_visible()
    for window in windows:
        window.locator("form[data-once] button").click()
    expect(windows[1].locator("#mistake")).to_be_visible()
    assert Interruption.objects.count() == 1
