"""Signing in with OpenID Connect: what the provider confirms counts, and nothing else."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from portal_helpers import signs_in

from zorgkas.web.portal.models import Look

pytestmark = pytest.mark.django_db


def test_a_member_signs_in_and_sees_the_own_pages(fund, provider, client):
    answer = signs_in(client, fund.person.insz)
    assert answer.status_code == 302
    assert answer["Location"] == "/mijn/"
    page = client.get("/mijn/")
    assert fund.person.first_name in page.content.decode()
    look = Look.objects.get()
    assert (look.person, look.insz, look.page) == (fund.person, fund.person.insz, "home")


def test_the_way_to_the_provider_has_state_nonce_and_a_challenge(fund, provider, client):
    asked = parse_qs(urlsplit(client.get("/mijn/aanmelden/naar/")["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert len(asked["nonce"][0]) >= 16


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"aud": "somebody-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"rrn": ""},
        {"rrn": "12345678901"},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_token_that_is_not_right_signs_nobody_in(fund, provider, client, wrong):
    provider.spoil = wrong
    assert signs_in(client, fund.person.insz).status_code == 403
    assert client.get("/mijn/").status_code == 302
    assert not Look.objects.exists()


def test_a_token_signed_by_another_key_signs_nobody_in(fund, provider, client):
    from joserfc.jwk import RSAKey

    right = provider.key
    provider.key = RSAKey.generate_key(2048, {"kid": "test", "alg": "RS256"})
    published = right.as_dict(private=False)
    signing = provider.key
    signing_dict = signing.as_dict
    signing.as_dict = lambda private=None, **more: published if private is False else signing_dict(private=private)
    assert signs_in(client, fund.person.insz).status_code == 403


def test_another_state_is_refused(fund, provider, client):
    assert (
        signs_in(client, fund.person.insz, change=lambda url: re.sub(r"state=[^&]+", "state=x", url)).status_code == 403
    )


def test_a_code_works_once(fund, provider, client):
    seen = []
    signs_in(client, fund.person.insz, change=lambda url: seen.append(url) or url)
    client.post("/mijn/afmelden/")
    assert client.get(seen[0]).status_code == 403


def test_a_level_of_assurance_that_is_too_low_is_refused(fund, provider, client, settings):
    settings.OIDC = {**settings.OIDC, "ACR_VALUES": "high"}
    assert signs_in(client, fund.person.insz).status_code == 403
    provider.acr = "high"
    assert signs_in(client, fund.person.insz).status_code == 302


def test_the_key_of_the_session_changes_at_sign_in(fund, provider, client):
    client.get("/mijn/aanmelden/naar/")
    before = client.cookies["zorgkas_mijn"].value
    signs_in(client, fund.person.insz)
    assert client.cookies["zorgkas_mijn"].value != before


def test_the_cookie_of_a_member_is_worth_nothing_at_the_counter_and_the_other_way_round(fund, provider, client, staff):
    signs_in(client, fund.person.insz)
    assert client.get("/")["Location"].startswith("/aanmelden/")
    client.cookies["sessionid"] = client.cookies["zorgkas_mijn"].value
    assert client.get("/")["Location"].startswith("/aanmelden/")
    client.cookies.clear()
    client.force_login(staff["manager"])
    assert client.get("/mijn/")["Location"].startswith("/mijn/aanmelden/")
    client.cookies["zorgkas_mijn"] = client.cookies["sessionid"].value
    assert client.get("/mijn/")["Location"].startswith("/mijn/aanmelden/")


def test_signing_out_ends_the_session(fund, provider, client):
    signs_in(client, fund.person.insz)
    kept = client.cookies["zorgkas_mijn"].value
    client.post("/mijn/afmelden/")
    client.cookies["zorgkas_mijn"] = kept
    assert client.get("/mijn/").status_code == 302


def test_after_signing_in_one_comes_only_to_pages_of_the_portal(fund, provider, client):
    for following, wanted in (
        ("/mijn/premie/", "/mijn/premie/"),
        ("https://evil.example/", "/mijn/"),
        ("//e.example", "/mijn/"),
    ):
        client.cookies.clear()
        assert signs_in(client, fund.person.insz, following=following)["Location"] == wanted


def test_without_a_provider_the_portal_says_that_it_is_closed(client):
    page = client.get("/mijn/aanmelden/")
    assert "nog niet open" in page.content.decode()
    assert client.get("/mijn/aanmelden/naar/").status_code == 302


def test_a_provider_that_does_not_answer_is_told(fund, provider, client, settings):
    settings.OIDC = {**settings.OIDC, "ISSUER": "http://127.0.0.1:9"}
    assert client.get("/mijn/aanmelden/naar/").status_code == 403


def test_the_test_provider_gives_nothing_without_the_secret(provider):
    answer = requests.post(f"{provider.issuer}/token", data={"code": "x"}, timeout=5)
    assert answer.status_code == 401
