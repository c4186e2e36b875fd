"""The question and its answer as SOAP (document/literal), checked against the schema on the way in."""

import uuid
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from zorgkas.exchange.online.clients import Refused
from zorgkas.exchange.online.consult import Answer, Question
from zorgkas.exchange.online.message import NAMESPACE, SCHEMA
from zorgkas.exchange.reading.envelope import check_start
from zorgkas.exchange.reading.faults import FileRefused
from zorgkas.exchange.reading.xml import SCHEMAS, first_error, parse, schema
from zorgkas.exchange.writing import block, cents, tag

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
ACTION = f"{NAMESPACE}/consult"
LARGEST = 20_000


def read(data: bytes) -> tuple[Question, str]:
    """The question in a SOAP envelope, and its criteria and customer as text to give back; raises Refused."""
    root = _body(data)
    if not schema(SCHEMA).validate(root):
        path, message = first_error(schema(SCHEMA))
        raise Refused("E-SYNTAX", f"{path.rpartition('/')[2]}: {message}"[:250])
    customer, criteria = root.find("informationCustomer"), root.find("criteria")
    assert customer is not None
    assert criteria is not None
    day = criteria.findtext("referenceDate")
    start = _day(day or criteria.findtext("period/beginDate") or "")
    end = _day(day or criteria.findtext("period/endDate") or "")
    if end < start:
        raise Refused("E-DATE", _("The period ends before it begins."))
    question = Question(
        ssin=criteria.findtext("ssin") or "",
        start=start,
        end=end,
        legal_context=root.findtext("legalContext") or "",
        organization=_organization(customer),
        ticket=customer.findtext("ticket") or "",
        requests=_wants(criteria, "evolutionOfRequest"),
        rights=_wants(criteria, "rights"),
        payments=_wants(criteria, "payments"),
    )
    return question, _echo(customer)


def _body(data: bytes) -> etree._Element:
    if len(data) > LARGEST or b"<!" in data or b"\0" in data:
        raise Refused("E-SYNTAX", _("The question is too large, or holds what no question needs."))
    try:
        check_start(data)
        root = parse(data)
    except (etree.XMLSyntaxError, FileRefused) as error:
        raise Refused("E-SYNTAX", str(error)[:250]) from None
    found = root.find(f"{{{SOAP}}}Body/{{{NAMESPACE}}}consultRequest")
    if root.tag != f"{{{SOAP}}}Envelope" or found is None:
        raise Refused("E-SYNTAX", _("This is no consultRequest in a SOAP envelope."))
    return etree.fromstring(etree.tostring(found))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refused("E-DATE", _("“%s” is no possible day.") % text[:30]) from None


def _organization(customer: etree._Element) -> str:
    cbe = customer.findtext("customerIdentification/cbeNumber")
    names = ("sector", "institution")
    place = [int(customer.findtext(f"customerIdentification/{name}") or 0) for name in names]
    return cbe or f"{place[0]}/{place[1]}"


def _wants(criteria: etree._Element, part: str) -> bool:
    return criteria.findtext(f"parts/{part}") in ("true", "1")


def _echo(customer: etree._Element) -> str:
    """The block of the customer as sent, which the answer gives back."""
    texts: Iterable[etree._Element] = customer
    inside = "".join(_text_of(child) for child in texts)
    return f"<informationCustomer>{inside}</informationCustomer>"


def _text_of(element: etree._Element) -> str:
    name = str(element.tag)
    return block(name, *map(_text_of, element)) if len(element) else tag(name, element.text)


def write(answer: Answer, customer: str) -> bytes:
    """The answer in a SOAP envelope."""
    asked = answer.question
    one_day = asked.start == asked.end
    criteria = block(
        "criteria",
        tag("ssin", asked.ssin),
        tag("referenceDate", asked.start) if one_day else "",
        "" if one_day else block("period", tag("beginDate", asked.start), tag("endDate", asked.end)),
        "<parts>",
        tag("evolutionOfRequest", asked.requests),
        tag("rights", asked.rights),
        tag("payments", asked.payments),
        "</parts>",
    )
    content = (
        customer
        + _ours(answer.our_ticket, f"{answer.received_at:%Y-%m-%dT%H:%M:%SZ}")
        + tag("legalContext", asked.legal_context)
        + criteria
        + block("status", tag("value", answer.status), tag("code", answer.code))
        + tag("ssin", asked.ssin, replacedBy=answer.replaced_by)
        + _file(answer)
        + block("payments", *map(_payment, ((one.month, one.cents) for one in answer.payments)))
    )
    return envelope(f'<z:consultResponse xmlns:z="{NAMESPACE}">{content}</z:consultResponse>')


def _file(answer: Answer) -> str:
    request = answer.request
    evolution = (
        block(
            "evolutionOfRequest",
            tag("requestDate", request.requested_on),
            tag("administrativePendingRequest", request.pending),
            tag("appeal", False),
        )
        if request
        else ""
    )
    rights = (
        block(
            "right",
            block("period", tag("beginDate", one.begin), tag("endDate", one.end)),
            tag("totalMonthAmount", cents(one.month_cents)),
        )
        for one in answer.rights
    )
    return block("file", evolution, block("rights", *rights))


def _payment(paid: tuple[int, int]) -> str:
    month, amount = paid
    return block(
        "payment",
        tag("yearMonth", f"{month // 100:04d}-{month % 100:02d}"),
        tag("amount", cents(amount)),
        tag("cancelledPayment", False),
    )


def _ours(ticket: uuid.UUID, received: str) -> str:
    now = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    return block(
        "informationCBSS", tag("ticketCBSS", ticket), tag("timestampReceive", received), tag("timestampReply", now)
    )


def fault(refused: Refused) -> bytes:
    """A refusal as a SOAP fault with the detail of the Crossroads Bank."""
    now = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    detail = block(
        "detail",
        tag("severity", "FATAL"),
        tag("reasonCode", refused.code),
        tag("diagnostic", str(refused)[:256]),
        tag("authorCode", "ZORGKAS"),
    )
    inside = f'<z:consultFault xmlns:z="{NAMESPACE}">{_ours(uuid.uuid4(), now)}{detail}</z:consultFault>'
    return envelope(
        f"<s:Fault><faultcode>s:Client</faultcode>{tag('faultstring', str(refused)[:256])}"
        f"<detail>{inside}</detail></s:Fault>"
    )


def envelope(body: str) -> bytes:
    """A SOAP envelope around a body."""
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{start}<s:Envelope xmlns:s="{SOAP}"><s:Body>{body}</s:Body></s:Envelope>'.encode()


@cache
def wsdl(address: str) -> bytes:
    """The description of the service at an address, with its schemas in it."""
    return _WSDL.format(namespace=NAMESPACE, action=ACTION, address=address, base=address.rstrip("/")).encode()


def schema_file(name: str) -> bytes | None:
    """A schema that the description refers to."""
    return (SCHEMAS / name).read_bytes() if name in (SCHEMA, "CommonV3.xsd") else None


_WSDL = """<?xml version="1.0" encoding="UTF-8"?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:z="{namespace}" targetNamespace="{namespace}" name="VSBConsult">
  <w:types><x:schema><x:import namespace="{namespace}" schemaLocation="{base}/vsb-consult.xsd"/></x:schema></w:types>
  <w:message name="consultRequest"><w:part name="request" element="z:consultRequest"/></w:message>
  <w:message name="consultResponse"><w:part name="response" element="z:consultResponse"/></w:message>
  <w:message name="consultFault"><w:part name="fault" element="z:consultFault"/></w:message>
  <w:portType name="VSBConsult"><w:operation name="consult">
    <w:input message="z:consultRequest"/><w:output message="z:consultResponse"/>
    <w:fault name="consultFault" message="z:consultFault"/>
  </w:operation></w:portType>
  <w:binding name="VSBConsultSoap" type="z:VSBConsult">
    <s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="consult"><s:operation soapAction="{action}"/>
      <w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output>
      <w:fault name="consultFault"><s:fault name="consultFault" use="literal"/></w:fault>
    </w:operation>
  </w:binding>
  <w:service name="VSBConsult"><w:port name="VSBConsult" binding="z:VSBConsultSoap">
    <s:address location="{address}"/>
  </w:port></w:service>
</w:definitions>
"""
