"""What would I get? The same questions and the same law as at the counter; nothing of it is kept."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from zorgkas.web.counter.rooms.whatif.views import answered
from zorgkas.web.portal.access import MemberRequest, member_page


@require_http_methods(["GET", "POST"])
@member_page("what if")
def what_if(request: MemberRequest) -> HttpResponse:
    """Show the questions for the chosen budgets and, when they are sent, the answer."""
    return answered(request, "portal/base.html")
