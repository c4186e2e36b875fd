"""An identity provider for the demo and the tests: it speaks OpenID Connect, and believes whatever number is typed.

A process of its own on this machine only; the pages of the fund know it by its address alone, as any other provider.
It has no passwords, so it gives numbers of made-up people only (mock months 61 to 72).
"""

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

HOST = "127.0.0.1"
LIFE_SECONDS = 300
LONGEST = 10_000
CLIENT_ID, CLIENT_SECRET = "zorgkas-demo", "only-for-the-demo"
_PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aanmelden voor de demo</title><main><h1>Aanmelden voor de demo</h1>
<p>Dit is geen echte aanmelding: wie u kiest, dat bent u.</p><form method="post">{hidden}
<p><label for="insz">Rijksnummer</label>
<input id="insz" name="insz" inputmode="numeric" autocomplete="off" required></p>
<p>{people}</p><button>Verder</button></form></main></html>"""


class TestProvider:
    """The provider: start it, use its `issuer`, stop it."""

    __test__ = False  # no test itself

    def __init__(self, port: int = 0, people: tuple[tuple[str, str], ...] = (), acr: str = "test") -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self.people, self.acr = people, acr
        self.codes: dict[str, dict[str, str]] = {}
        # What a test wants to be wrong in the next token.
        self.spoil: dict[str, Any] = {}
        provider = self

        class Handler(_Handler):
            of = provider

        self.server = ThreadingHTTPServer((HOST, port), Handler)
        self.issuer = f"http://{HOST}:{self.server.server_port}"

    def start(self) -> None:
        """Serve in a thread of its own."""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()

    def code_for(self, asked: dict[str, str], insz: str) -> str:
        """A code that can be changed once for a token about this number."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "insz": insz, "at": str(time.time())}
        return code

    def token(self, given: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Change a code for a token; a wrong verifier, address or client gets none, and no code works twice."""
        kept = self.codes.pop(given.get("code", ""), None)
        if kept is None or time.time() - float(kept["at"]) > LIFE_SECONDS:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != kept.get("code_challenge") or given.get("redirect_uri") != kept.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": kept["client_id"],
            "sub": hashlib.sha256(kept["insz"].encode()).hexdigest(),
            "iat": now,
            "exp": now + LIFE_SECONDS,
            "nonce": kept.get("nonce", ""),
            "rrn": kept["insz"],
            "acr": self.acr,
        } | self.spoil
        signed = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.key)
        return 200, {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": LIFE_SECONDS,
            "id_token": signed,
        }

    def metadata(self) -> dict[str, Any]:
        """What the provider says about itself (OpenID Connect Discovery 1.0)."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }


class _Handler(BaseHTTPRequestHandler):
    of: TestProvider

    def do_GET(self) -> None:
        """Describe, give the keys, or ask who is there."""
        address = urlsplit(self.path)
        asked = _single(address.query)
        if address.path == "/.well-known/openid-configuration":
            self._json(200, self.of.metadata())
        elif address.path == "/jwks":
            self._json(200, {"keys": [self.of.key.as_dict(private=False)]})
        elif address.path == "/authorize" and asked.get("code_challenge_method") == "S256":
            self._ask(asked)
        else:
            self._json(404, {"error": "not_found"})

    def do_POST(self) -> None:
        """Take the choice of a number, or change a code for a token."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LONGEST)).decode()
        given = _single(body)
        if urlsplit(self.path).path == "/token":
            basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {basic}":
                self._json(401, {"error": "invalid_client"})
                return
            self._json(*self.of.token(given))
            return
        back = urlencode({"code": self.of.code_for(given, given.get("insz", "")), "state": given.get("state", "")})
        self.send_response(303)
        self.send_header("Location", f"{given.get('redirect_uri', '')}?{back}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: numbers of people do not belong in a log."""

    def _ask(self, asked: dict[str, str]) -> None:
        names = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(asked.get(name, ""))}">' for name in names
        )
        people = "".join(f"{html.escape(name)}: {html.escape(insz)}<br>" for insz, name in self.of.people)
        self._send(200, _PAGE.format(hidden=hidden, people=people).encode(), "text/html; charset=utf-8")

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
