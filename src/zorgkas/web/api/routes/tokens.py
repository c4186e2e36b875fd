"""A token for a program."""

from django.http import HttpRequest
from ninja import Form, Router

from zorgkas.web.api.access import LIFE, give_token
from zorgkas.web.api.problems import Problem, ProblemDetails
from zorgkas.web.api.schemas import TokenOut

router = Router()


@router.post("/token", response={200: TokenOut, 400: ProblemDetails, 401: ProblemDetails}, auth=None)
def token(request: HttpRequest, grant_type: Form[str], scope: Form[str] = "") -> TokenOut:
    """Give a token for an hour: client credentials, with the name and secret of the program by HTTP Basic."""
    if grant_type != "client_credentials":
        raise Problem(400, "unsupported_grant_type", "Only client_credentials is possible.")
    text, given = give_token(request, scope)
    return TokenOut(access_token=text, expires_in=int(LIFE.total_seconds()), scope=" ".join(given.scopes))
