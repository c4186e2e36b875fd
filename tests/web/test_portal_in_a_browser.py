"""The pages of a member in a real Chromium: signing in, on a narrow phone, without barriers, and without scripts."""

import pytest
from playwright.sync_api import expect
from test_in_a_browser import barriers, browser  # noqa: F401  # the same browser as for the counter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 700}
ADDRESSES = (
    "/mijn/",
    "/mijn/premie/",
    "/mijn/premie/2026/",
    "/mijn/premie/in-delen/",
    "/mijn/budgetten/",
    "/mijn/budgetten/aanvragen/",
    "/mijn/brieven/",
    "/mijn/gegevens/",
    "/mijn/gegevens/rekening/",
    "/mijn/berichten/",
    "/mijn/afspraak/",
    "/mijn/wat-als/?voor=ZZZ",
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_member_signs_in_on_a_phone_and_meets_no_barrier(browser, live_server, fund, provider, scripts):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, viewport=NARROW, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/mijn/")
    page.get_by_role("link", name="Aanmelden").click()
    page.fill("#insz", fund.person.insz)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(fund.person.first_name)
    problems = {}
    for address in ADDRESSES:
        page.goto(address)
        expect(page.locator("main h1")).to_have_count(1)
        if scripts:
            problems[address] = barriers(page)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                problems[address].append("the page is wider than the screen")
    assert {address: found for address, found in problems.items() if found} == {}
    context.close()
