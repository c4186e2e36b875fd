"""The work that waits, by kind and by when it must be done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from zorgkas.registry.services import open_task
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


def test_tasks_are_found_by_when_they_must_be_done(client, staff, fund):
    today = timezone.localdate()
    for reference, days in (("yesterday", -1), ("tomorrow", 1), ("next month", 31)):
        due = today + datetime.timedelta(days=days)
        open_task("appeal", fund=fund.fund, person=fund.person, reference=reference, reason="Kijk na", due_on=due)
    client.force_login(staff[Role.CASE_WORKER])

    def shown(**wanted):
        page = client.get(reverse("counter:tasks"), {"kind": "appeal", **wanted})
        return [task.reference for task in page.context["tasks"]]

    assert shown() == ["yesterday", "tomorrow", "next month"]
    assert shown(when="late") == ["yesterday"]
    assert shown(when="week") == ["yesterday", "tomorrow"]
    assert shown(when="nonsense") == shown()
