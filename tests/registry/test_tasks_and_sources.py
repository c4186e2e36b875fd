"""Tasks are open once per kind and reference; sources exist once per reference."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils.translation import override
from registry_helpers import at

from zorgkas.registry.models import CareFund, Source, Task
from zorgkas.registry.reasons import label, reason
from zorgkas.registry.services import close_task, open_task, open_tasks
from zorgkas.registry.services import source as make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund():
    return CareFund.objects.create(
        code="test", name="Testkas", enterprise_number="0123456789", creditor_identifier="BE00ZZZ0123456789"
    )


def test_a_task_is_open_once_and_can_come_back(fund, person):
    ask = {
        "fund": fund,
        "person": person,
        "reference": "line 5",
        "reason": "account closed",
        "due_on": date(2026, 2, 1),
    }
    first = open_task(Task.Kind.NEW_ACCOUNT, **ask)
    assert open_task("new_account", **ask) == first
    user = get_user_model().objects.create_user("els")
    close_task(first, user, at(5))
    close_task(first, None, at(6))
    assert (first.closed_by, first.closed_at) == (user, at(5))
    again = open_task(Task.Kind.NEW_ACCOUNT, **ask)
    assert again != first
    assert Task.objects.filter(closed_at=None).get() == again


def test_an_unknown_kind_of_task_is_refused(fund):
    with pytest.raises(ValueError, match="holiday"):
        open_task("holiday", fund=fund, reference="1", reason="sun")


def test_a_source_exists_once_and_keeps_its_first_moment():
    first = make_source("message", "file 1", at(1))
    assert make_source(Source.Kind.MESSAGE, "file 1", at(2)) == first
    assert Source.objects.get().received_at == at(1)


def test_everybody_reads_a_reason_in_his_own_language(fund, person):
    """The reason is kept as it stands in the code, with its values; a free text of somebody stays as it is."""
    text = "the bank sent money back, reason %(code)s"
    told = open_task("new_account", fund=fund, reference="1", reason=reason(text, code="AC04"))
    open_tasks("new_account", fund=fund, people=[person.pk], reference="p-", reason=reason(text, code="AC01"))
    asked = open_task("check_death", fund=fund, reference="2", reason="100% zeker overleden")
    both = Task.objects.get(reference=f"p-{person.pk}")
    with override("en"):
        assert [told.told_reason, both.told_reason] == [text % {"code": "AC04"}, text % {"code": "AC01"}]
    with override("nl"):
        assert [told.told_reason, both.told_reason] == [
            "de bank stuurde het geld terug, reden AC04",
            "de bank stuurde het geld terug, reden AC01",
        ]
        assert asked.told_reason == "100% zeker overleden"


def test_values_of_a_reason_are_told_in_the_same_language():
    """A label of a choice, and a list of things that are not known, are reasons themselves."""
    listed = reason("%(what)s: to do", what=[reason("where the person lives"), label(Task.Kind.OVERPAYMENT.label)])
    with override("nl"):
        assert str(listed) == "waar de persoon woont, beslissen over een te veel betaald bedrag: to do"
    with override("en"):
        assert str(listed) == "where the person lives, decide on an overpayment: to do"
