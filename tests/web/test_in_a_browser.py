"""The counter in a real Chromium: what people do there, with the keyboard, on a phone, and without barriers."""

import os
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from web_helpers import PASSWORD

from zorgkas.banking.models import Batch
from zorgkas.web.models import Consultation
from zorgkas.web.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHROMIUM = os.environ.get("ZORGKAS_CHROMIUM", "/usr/bin/chromium")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The loop of the browser makes Django think that it runs asynchronously.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A page that complains about anything in the console, such as a blocked script or style."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not [text for text in complaints if "status of 4" not in text]


def sign_in(page: Page, role: str) -> None:
    page.goto("/aanmelden/")
    page.fill("#id_username", role)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zorgkas Voorbeeld")


def open_file(page: Page, person) -> None:
    page.goto(f"/personen/{person.pk}/")
    page.check("#reason-question")
    page.click("main form button")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(person))


def test_from_sign_in_by_keyboard_to_why_an_amount_is_what_it_is(page, fund):
    sign_in(page, Role.CASE_WORKER)
    page.keyboard.press("/")
    expect(page.locator("#quick-search")).to_be_focused()
    page.keyboard.type("peet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/**")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("peeters an")
    expect(page.locator(".found li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reden/**")
    expect(page.locator("#reason-question")).to_be_focused()
    page.keyboard.press("Space")
    page.locator("main form button").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(fund.person))
    expect(page.locator("#premiums")).to_contain_text("€ 35,00")
    page.locator("#premiums a").first.click()
    expect(page.locator(".outcome")).to_contain_text("35,00")
    expect(page.locator(".steps").first).to_contain_text("BVR art. 68")
    page.go_back()
    page.locator("#decisions .decision a").first.click()
    expect(page.locator(".steps").first).to_contain_text("BVR art.")
    closed = page.locator(".steps details:not([open]) > summary").first
    closed.press("Enter")
    assert Consultation.objects.filter(person=fund.person).count() >= 3


def test_a_batch_needs_a_second_pair_of_eyes(page, browser, fund, live_server):
    sign_in(page, Role.FINANCE)
    page.goto(f"/betaalbatches/{fund.batch.pk}/")
    expect(page.locator("main")).to_contain_text(fund.batch.lines_sha256)
    button = page.locator("form[action$='/vrijgeven/'] button")
    expect(button).to_be_disabled()
    expect(page.locator(f"#{button.get_attribute('aria-describedby')}")).to_be_visible()
    button.evaluate("button => { button.disabled = false }")
    button.click()  # whoever forces it is refused all the same
    expect(page.get_by_role("alert")).to_be_visible()
    fund.batch.refresh_from_db()
    assert fund.batch.state == Batch.State.PROPOSED
    second = browser.new_context(base_url=live_server.url).new_page()
    sign_in(second, Role.MANAGER)
    second.goto(f"/betaalbatches/{fund.batch.pk}/")
    second.locator("form[action$='/vrijgeven/'] button").click()
    expect(second.get_by_role("status")).to_be_visible()
    second.locator("form[action$='/bestand/'] button").click()
    with second.expect_download() as download:
        second.locator("a[href^='/bankbestanden/']").click()
    assert b"pain.001.001.09" in download.value.path().read_bytes()
    second.context.close()
    fund.batch.refresh_from_db()
    assert fund.batch.state == Batch.State.EXPORTED


def test_what_was_known_on_an_earlier_day_can_be_seen(page, fund):
    sign_in(page, Role.CASE_WORKER)
    open_file(page, fund.person)
    expect(page.locator(".timeline .lane-CareFinding")).to_have_count(1)
    page.fill("#known", "2026-03-04")
    page.locator(".known button").click()
    expect(page.locator(".alert-warning")).to_be_visible()
    expect(page.locator(".timeline .lane-CareFinding")).to_have_count(0)
    expect(page.locator(".timeline .lane-Residence")).to_have_count(1)


def test_the_language_can_be_changed_and_stays(page, fund):
    sign_in(page, Role.CASE_WORKER)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/zoeken/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def every_page(fund):
    person = f"/personen/{fund.person.pk}"
    return {
        "home": "/",
        "search": "/zoeken/?q=peeters",
        "person": f"{person}/",
        "premium": f"{person}/premies/2026/",
        "budget": f"{person}/budgetten/2/202611/",
        "decision": f"{person}/beslissingen/{fund.decision.pk}/",
        "tasks": "/taken/",
        "batches": "/betaalbatches/",
        "batch": f"/betaalbatches/{fund.batch.pk}/",
        "bank": "/bank/",
        "missing": "/personen/999999/beslissingen/x/",
    }


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_no_page_has_a_barrier(page, fund, size):
    if size:
        page.set_viewport_size(size)
    page.goto("/aanmelden/")
    problems = {"sign in": barriers(page)}
    sign_in(page, Role.MANAGER)
    page.goto(f"/personen/{fund.person.pk}/")
    problems["reason"] = barriers(page)
    open_file(page, fund.person)
    for name, address in every_page(fund).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        problems[name] = barriers(page)
        wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if wider:
            problems[name].append("the page is wider than the screen")
    assert {name: found for name, found in problems.items() if found} == {}


def test_everything_can_be_read_without_scripts(browser, live_server, fund):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, Role.CASE_WORKER)
    page.goto("/zoeken/")
    page.fill("#q", "peeters")
    page.locator(".big-search button").click()
    page.locator(".found a").click()
    page.check("#reason-change")
    page.click("main form button")
    page.locator("#decisions .decision a").first.click()
    summary = page.locator(".steps details:not([open]) > summary").first
    inner = summary.locator("xpath=../ul")
    expect(inner).to_be_hidden()
    summary.click()
    expect(page.locator(".steps")).not_to_have_count(0)
    assert re.search(r"art\. \d+", page.content())
    context.close()
