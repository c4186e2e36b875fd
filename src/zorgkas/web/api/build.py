"""The API put together."""

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI

from zorgkas.web.api.problems import answer_problems
from zorgkas.web.api.routes import benefits, people, tokens, work

api = NinjaAPI(
    title="Zorgkas",
    version="1",
    description=(
        "Money is in cents, days are ISO 8601, periods are half-open. Mistakes are problem details (RFC 9457). "
        "Lists come in pages: give the id of the last row as `after` for the next. "
        "What changes something asks an `Idempotency-Key`: the same key again gets the same answer."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
answer_problems(api)
for router, tag in (
    (tokens.router, "token"),
    (people.router, "people"),
    (benefits.router, "benefits"),
    (work.router, "work"),
):
    api.add_router("", router, tags=[tag])

# Each route asks a token itself (or gives one); there is nobody to send to the sign-in page of staff.
urls = api.urls
for _pattern in urls[0]:
    if _pattern.callback is not None:
        _pattern.callback = login_not_required(_pattern.callback)
