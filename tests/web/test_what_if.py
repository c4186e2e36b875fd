"""The what-if of the counter: only the questions that matter, the answer step by step, and nothing is kept."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from playwright.sync_api import expect, sync_playwright
from web_helpers import PASSWORD

from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db

CHROMIUM = os.environ.get("ZORGKAS_CHROMIUM", "/usr/bin/chromium")
ZBO = "/wat-als/?voor=ZBO"
AN = {
    "on": "2026-11-10",
    "birth_date": "1944-03-12",
    "affiliated": "yes",
    "qualifying_years_before": "40",
    "finding_instrument": "BELRAI_ASSESSMENT",
    "finding_issued_on": "2026-11-02",
    "finding_to": "2029-11-02",
    "finding_total_tenths": "14",
    "finding_cognition_tenths": "4,5",
    "pension": "1900,00",
}


@pytest.fixture
def counter(client, staff):
    client.force_login(staff[Role.CASE_WORKER])
    return client


def test_first_choose_about_what_then_only_the_questions_that_matter(counter) -> None:
    page = counter.get("/wat-als/").content.decode()
    assert "voor-ZBO" in page
    assert "id_birth_date" not in page
    premium = counter.get("/wat-als/?voor=PREMIUM").content.decode()
    assert "id_increased_allowance" in premium
    assert "id_savings" not in premium
    budget = counter.get(ZBO).content.decode()
    assert "id_savings" in budget
    assert "id_increased_allowance" not in budget


def test_the_answer_is_that_of_the_law_with_its_steps(counter) -> None:
    answer = counter.post(ZBO, AN)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "€\N{NO-BREAK SPACE}387,00 per maand" in text
    assert "Vanaf december\N{NO-BREAK SPACE}2026, zonder einde." in text
    assert "BVR art. 228" in text or "BVR artikel 228" in text
    assert 'value="4,5"' in text  # what was filled in is kept
    assert "Is die persoon familie" not in text.split("Dit kan het antwoord nog veranderen")[0]


def test_what_is_missing_is_asked_with_a_link_to_its_field(counter) -> None:
    text = counter.post(ZBO, {"birth_date": "1944-03-12"}).content.decode()
    assert "Nog te weten" in text
    assert '<a href="#id_affiliated">Bent u aangesloten bij een zorgkas?</a>' in text


def test_a_mistake_stands_beside_its_field_and_nothing_is_lost(counter) -> None:
    answer = counter.post(ZBO, {**AN, "sale": "180000", "pension": "veel"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'id="id_sale_on_error">Zeg op welke dag dat was', text)
    assert 'value="veel"' in text
    assert 'value="180000"' in text


def test_evidence_that_contradicts_itself_is_named(counter) -> None:
    text = counter.post(ZBO, {**AN, "finding_cognition_tenths": ""}).content.decode()
    assert "Wat is ingevuld, kan niet kloppen." in text


def test_everybody_at_the_counter_may_ask_and_nothing_is_written(client, staff) -> None:
    for role in Role:
        client.force_login(staff[role])
        assert client.post(ZBO, AN).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.post(ZBO, AN)
    written = [query["sql"] for query in queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []


def test_in_english(counter) -> None:
    counter.cookies["django_language"] = "en"
    with translation.override("en"):
        text = counter.post(ZBO, {**AN, "finding_cognition_tenths": "4.5", "pension": "1,900.00"}).content.decode()
    assert "€\N{NO-BREAK SPACE}387.00 a month" in text
    assert "You are entitled to the care budget for older people with a care need." in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_without_javascript_and_without_barriers(live_server, staff) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        plain = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-BE")
        page = plain.new_page()
        _sign_in(page)
        page.goto("/wat-als/")
        page.check("#voor-ZBO")
        page.get_by_role("button", name="Toon de vragen").click()
        for name, value in AN.items():
            field = page.locator(f"#id_{name}")
            if name in ("affiliated", "finding_instrument"):
                field.select_option(value)
            else:
                field.fill(value)
        page.get_by_role("button", name="Wat zou ik krijgen?").click()
        expect(page.locator(".outcome")).to_contain_text("387,00")
        plain.close()
        small = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 800})
        page = small.new_page()
        _sign_in(page)
        page.goto("/wat-als/?voor=ZBO&voor=ZZZ&voor=PREMIUM")
        page.get_by_role("button", name="Wat zou ik krijgen?").click()
        page.wait_for_selector(".todo")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _sign_in(page) -> None:
    page.goto("/aanmelden/")
    page.fill("#id_username", Role.CASE_WORKER)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".top-nav")


def test_several_gifts_and_sales_count_together(counter) -> None:
    two = {"gift": "40000", "gift_on": "2024-03-01", "gift_2": "30000", "gift_2_on": "2025-05-01"}
    one = {"gift": "70000", "gift_on": "2025-05-01"}
    apart = counter.post(ZBO, {**AN, "pension": "1400", **two}).content.decode()
    together = counter.post(ZBO, {**AN, "pension": "1400", **one}).content.decode()
    amount = re.compile(r"<strong>([^<]+) per maand</strong>")
    assert amount.findall(apart) == amount.findall(together) != []
    assert apart.count("Een schenking:") == 2
    assert 'id="id_gift_3"' in apart  # there is always one place more
    assert 'id="id_sale_2"' not in apart


def test_another_gift_or_sale_keeps_what_was_typed_and_answers_nothing_yet(counter) -> None:
    page = counter.post(ZBO, {**AN, "sale": "180000", "sale_on": "2024-05-01", "more": "1"}).content.decode()
    assert 'value="180000"' in page
    assert 'id="id_sale_2_held"' in page
    assert "per maand</strong>" not in page


def test_the_second_sale_needs_its_day_too(counter) -> None:
    sales = {"sale": "180000", "sale_on": "2024-05-01", "sale_2": "1000"}
    answer = counter.post(ZBO, {**AN, **sales})
    assert answer.status_code == 422
    assert 'id="id_sale_2_on_error"' in answer.content.decode()
