"""VSBConsult over SOAP, and the same as a REST form."""

import json
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zorgkas.exchange.models import Client
from zorgkas.exchange.online import Answer, Question, Refused, client_of_key, consult, soap
from zorgkas.exchange.writing import cents

XML = "text/xml; charset=utf-8"
LARGEST = 20_000


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def soap_service(request: HttpRequest) -> HttpResponse:
    """Describe the service (GET), or answer one question (POST)."""
    if request.method == "GET":
        return HttpResponse(soap.wsdl(request.build_absolute_uri(request.path)), content_type=XML)
    try:
        client = _client(request)
        question, customer = soap.read(request.read(LARGEST + 1))
        answer = consult(client, question, "soap")
    except Refused as refused:
        return HttpResponse(soap.fault(refused), content_type=XML, status=500)
    return HttpResponse(soap.write(answer, customer), content_type=XML)


@login_not_required
@require_GET
def schema(request: HttpRequest, schema: str) -> HttpResponse:
    """The schemas that the description refers to."""
    found = soap.schema_file(schema)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=XML)


@csrf_exempt
@login_not_required
@require_POST
def rest_service(request: HttpRequest) -> HttpResponse:
    """Answer one question in JSON; amounts are in euro with two decimals, as text."""
    try:
        client = _client(request)
        answer = consult(client, _question(request.read(LARGEST + 1), client), "rest")
    except Refused as refused:
        status = 401 if refused.code == "E-AUTH" else 422
        return JsonResponse({"code": refused.code, "detail": str(refused)}, status=status)
    return JsonResponse(_shown(answer))


def _client(request: HttpRequest) -> Client:
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    return client_of_key(key.strip() if kind.lower() == "bearer" else "")


def _question(data: bytes, client: Client) -> Question:
    try:
        asked = json.loads(data) if len(data) <= LARGEST else None
        if not isinstance(asked, dict):
            raise ValueError(_("The question is no object."))
        start = date.fromisoformat(str(asked.get("referenceDate") or asked["beginDate"]))
        end = date.fromisoformat(str(asked.get("referenceDate") or asked["endDate"]))
        if end < start:
            raise ValueError(_("The period ends before it begins."))
        parts = asked.get("parts", ["evolutionOfRequest", "rights"])
        return Question(
            ssin=str(asked["ssin"])[:20],
            start=start,
            end=end,
            legal_context=str(asked.get("legalContext", "")),
            organization=client.organization,
            ticket=str(asked.get("ticket", ""))[:36],
            requests="evolutionOfRequest" in parts,
            rights="rights" in parts,
            payments="payments" in parts,
        )
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused("E-SYNTAX", str(wrong)[:200]) from None


def _shown(answer: Answer) -> dict[str, object]:
    request = answer.request
    return {
        "ticket": str(answer.our_ticket),
        "status": {"value": answer.status, "code": answer.code},
        "ssin": answer.question.ssin,
        "replacedBy": answer.replaced_by or None,
        "evolutionOfRequest": {"requestDate": request.requested_on.isoformat(), "pending": request.pending}
        if request
        else None,
        "rights": [
            {
                "beginDate": one.begin.isoformat(),
                "endDate": one.end.isoformat() if one.end else None,
                "totalMonthAmount": cents(one.month_cents),
            }
            for one in answer.rights
        ],
        "payments": [
            {"yearMonth": f"{one.month // 100}-{one.month % 100:02d}", "amount": cents(one.cents)}
            for one in answer.payments
        ],
    }
