"""Sign in with OpenID Connect: authorization code with PKCE, state and nonce (RFC 6749, 7636; OpenID Connect Core 1.0).

Which provider, which level of assurance and which claim holds the national number is configuration (settings OIDC):
the Flemish ACM gives it in the claim `rrn` of the scope `rrn`.
"""

from typing import Any, cast

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from zorgkas.registry.insz import InvalidInsz, validate_insz


class SignInFailed(Exception):
    """The identity provider did not confirm who this is; says why."""


def configured() -> bool:
    """Whether an identity provider is set."""
    return bool(settings.OIDC["ISSUER"] and settings.OIDC["CLIENT_ID"])


def to_provider(request: HttpRequest, back: str) -> HttpResponse:
    """Send the browser to the provider."""
    asked = {"acr_values": settings.OIDC["ACR_VALUES"]} if settings.OIDC["ACR_VALUES"] else {}
    try:
        return cast("HttpResponse", _client().authorize_redirect(request, back, **asked))
    except (RequestException, OAuthError) as error:
        raise SignInFailed(_("The sign-in service does not answer. Try again later.")) from error


def back_from_provider(request: HttpRequest) -> str:
    """Check what the provider says, and return the national number that it confirms."""
    try:
        token: dict[str, Any] = _client().authorize_access_token(request)
    except (RequestException, OAuthError, JoseError, ValueError) as error:
        raise SignInFailed(_("Signing in did not work. Try again.")) from error
    claims = token.get("userinfo") or {}
    accepted = settings.OIDC["ACR_VALUES"].split()
    if accepted and claims.get("acr") not in accepted:
        raise SignInFailed(_("This way to sign in is not safe enough for these pages. Choose another one."))
    try:
        return validate_insz(str(claims.get(settings.OIDC["INSZ_CLAIM"], "")))
    except InvalidInsz as error:
        raise SignInFailed(_("The sign-in service did not give your national number.")) from error


def _client() -> Any:
    """The client for the provider of the settings; made anew so that changed settings count."""
    oauth = OAuth()
    issuer = settings.OIDC["ISSUER"].rstrip("/")
    return oauth.register(
        "member",
        client_id=settings.OIDC["CLIENT_ID"],
        client_secret=settings.OIDC["CLIENT_SECRET"],
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": settings.OIDC["SCOPES"], "code_challenge_method": "S256", "timeout": 10},
    )
