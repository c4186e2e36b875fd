"""VSBConsult: institutions with a key ask about one person, over SOAP and as a REST form; every question is kept."""

import json
from datetime import date

import pytest
import requests
import zeep
from budgets_helpers import Village
from django.test import Client as Browser
from django.urls import reverse
from lxml import etree

from zorgkas.exchange.models import Consult
from zorgkas.exchange.online import add_client
from zorgkas.exchange.online.soap import SOAP
from zorgkas.exchange.queries import use_per_month
from zorgkas.exchange.reading.xml import schema
from zorgkas.ledger.accounts import Product
from zorgkas.registry.services import replace_number

pytestmark = pytest.mark.django_db
SERVICE = "/diensten/vsb-consult/"
CONSULT = "{urn:zorgkas:exchange:vsb-consult:v1}"


@pytest.fixture
def village(network):
    return Village(network.fund)


@pytest.fixture
def person(village):
    one = village.member("1945-01-01")
    village.right(one, "2026-01-01", product=Product.ZBO, given=350_00)
    return one


@pytest.fixture
def key(network):
    return add_client(network.fund, "NIC", "11/0", "VSB:ZBO", "16/047")[1]


def request_of(
    ssin: str, context: str = "VSB:ZBO", organization: str = "<sector>11</sector><institution>0</institution>"
) -> str:
    return (
        f'<s:Envelope xmlns:s="{SOAP}"><s:Body><z:consultRequest xmlns:z="urn:zorgkas:exchange:vsb-consult:v1">'
        f"<informationCustomer><ticket>t1</ticket><customerIdentification>{organization}</customerIdentification>"
        f"</informationCustomer><legalContext>{context}</legalContext><criteria><ssin>{ssin}</ssin>"
        "<referenceDate>2026-03-15</referenceDate><parts><rights>true</rights><payments>true</payments></parts>"
        "</criteria></z:consultRequest></s:Body></s:Envelope>"
    )


def asks(key: str, text: str):
    answer = Browser().post(SERVICE, text, content_type="text/xml", headers={"Authorization": f"Bearer {key}"})
    return answer.status_code, etree.fromstring(answer.content)


def test_a_right_is_told_and_the_question_is_kept(key, person):
    status, root = asks(key, request_of(person.insz))
    assert status == 200
    (found,) = root.iter(f"{CONSULT}consultResponse")
    schema("vsb-consult.xsd").assertValid(etree.fromstring(etree.tostring(found)))
    assert found.findtext("status/code") == "MSG00000"
    assert found.findtext("informationCustomer/ticket") == "t1"
    assert found.findtext("file/rights/right/totalMonthAmount") == "350.00"
    kept = Consult.objects.get()
    assert (kept.person, kept.outcome, kept.ticket, kept.client.deliberation) == (person, "DATA_FOUND", "t1", "16/047")
    assert use_per_month()[0].message == "VSBConsult"


def test_who_has_nothing_who_is_unknown_and_who_cannot_be(key, village, network):
    def code(ssin):
        _status, root = asks(key, request_of(ssin))
        return root.findtext(f".//{CONSULT}consultResponse/status/code")

    nothing, stranger = village.member().insz, network.number()
    wrong = f"{stranger[:9]}{(int(stranger[9:]) + 1) % 97:02d}"
    assert [code(one) for one in (nothing, stranger, wrong)] == ["MSG00100", "MSG00100", "MSG00005"]


def test_a_replaced_number_answers_under_the_new_one(key, person, network):
    old, new = person.insz, network.number("1945-01-02")
    from django.utils import timezone

    replace_number(person, new, timezone.now())
    _status, root = asks(key, request_of(old))
    (ssin,) = root.findall(f".//{CONSULT}consultResponse/ssin")
    assert (ssin.text, ssin.get("replacedBy")) == (old, new)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace("VSB:ZBO", "VSB:CURIOSITY"), "E-AUTH"),
        (lambda text: text.replace("<sector>11<", "<sector>12<"), "E-AUTH"),
        (lambda text: text.replace("2026-03-15", "yesterday"), "E-SYNTAX"),
        (lambda text: "<!DOCTYPE x []>" + text, "E-SYNTAX"),
        (lambda text: text[:100], "E-SYNTAX"),
        (lambda text: text.replace("vsb-consult:v1", "other"), "E-SYNTAX"),
        (lambda text: text + " " * 30_000, "E-SYNTAX"),
        (lambda text: "", "E-SYNTAX"),
    ],
)
def test_what_may_not_be_or_cannot_be_is_a_fault_of_the_crossroads_bank(key, person, change, code):
    status, root = asks(key, change(request_of(person.insz)))
    assert status == 500
    (found,) = root.iter(f"{CONSULT}consultFault")
    schema("vsb-consult.xsd").assertValid(etree.fromstring(etree.tostring(found)))
    assert found.findtext("detail/reasonCode") == code
    assert not Consult.objects.exists()


def test_without_a_key_nothing_is_told(key, person):
    status, root = asks("guessed", request_of(person.insz))
    assert (status, root.findtext(f".//{CONSULT}consultFault/detail/reasonCode")) == (500, "E-AUTH")


def test_the_same_as_a_rest_form(key, person):
    def rest(asked, key=key):
        address = reverse("vsb-consult-rest")
        answer = Browser().post(
            address, asked, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
        )
        return answer.status_code, json.loads(answer.content)

    asked = {"ssin": person.insz, "referenceDate": "2026-03-15", "legalContext": "VSB:ZBO"}
    status, told = rest(asked)
    assert (status, told["status"]["value"], told["rights"][0]["totalMonthAmount"]) == (200, "DATA_FOUND", "350.00")
    assert rest(asked, "guessed")[0] == 401
    assert rest({**asked, "referenceDate": "soon"})[0] == 422
    assert rest("[]")[0] == 422
    assert rest({**asked, "legalContext": "x"})[0] == 401


def test_a_client_made_from_the_description_understands_it(key, person, live_server):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key}"
    client = zeep.Client(f"{live_server.url}{SERVICE}", transport=zeep.Transport(session=session))
    answer = client.service.consult(
        informationCustomer={"ticket": "t2", "customerIdentification": {"sector": 11, "institution": 0}},
        legalContext="VSB:ZBO",
        criteria={"ssin": person.insz, "referenceDate": date(2026, 3, 15), "parts": {"rights": True}},
    )
    assert answer.status.value == "DATA_FOUND"
    assert str(answer.file.rights.right[0].totalMonthAmount) == "350.00"
    with pytest.raises(zeep.exceptions.Fault):
        client.service.consult(
            informationCustomer={"customerIdentification": {"sector": 11, "institution": 0}},
            legalContext="VSB:OTHER",
            criteria={"ssin": person.insz, "referenceDate": date(2026, 3, 15), "parts": {}},
        )
