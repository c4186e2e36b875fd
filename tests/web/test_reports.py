"""Reports: counted when asked, kept, and the same in a table."""

import csv
import io

import pytest
from django.core.cache import cache
from django.urls import reverse

from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


def test_a_year_is_counted_when_asked_and_given_as_a_table(client, staff, fund):
    cache.clear()
    client.force_login(staff[Role.AUDITOR])
    page = reverse("counter:reports")
    assert client.get(page, {"year": 2026}).context["report"] is None
    assert client.get(reverse("counter:report-csv", args=[2026])).status_code == 404
    client.post(reverse("counter:count-year"), {"year": 2026})
    report = client.get(page, {"year": 2026}).context["report"]
    assert report.lines[0].counted == 1, "one member"
    assert sum(one.balance_cents for one in report.balances) == 0
    table = list(csv.reader(io.StringIO(client.get(reverse("counter:report-csv", args=[2026])).content.decode())))
    assert table[1][1] == "1"
    assert len(table) == 1 + len(report.lines) + 2 + len(report.balances)


@pytest.mark.parametrize("year", ["1850", "9999", "abc", ""])
def test_a_year_that_makes_no_sense_becomes_one_that_does(client, staff, fund, year):
    client.force_login(staff[Role.MANAGER])
    assert 2001 <= client.get(reverse("counter:reports"), {"year": year}).context["year"] <= 2026
