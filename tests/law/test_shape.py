"""The shape of the law as a whole: what every rule, parameter and fact must have."""

import datetime
import re

from zorgkas.law import book
from zorgkas.law.common.states import legal_stay_states

_MONEY = re.compile(r"_cents$")


def test_every_rule_parameter_and_fact_has_a_label_and_a_sentence_in_both_languages() -> None:
    texts = book().texts
    names = {*book().rules, *book().facts, *book().parameters}
    assert sorted(name for name in names if name not in texts or not texts[name].sentence) == []
    for text in texts.values():
        assert text.sentence["nl"] != text.sentence["en"] or text.sentence["nl"] == "{value}", text.name


def test_both_languages_of_a_sentence_show_the_same_values() -> None:
    for text in book().texts.values():
        shown = [set(re.findall(r"{(\w+)}", text.sentence[language])) for language in ("nl", "en")]
        assert shown[0] == shown[1], text.name


def test_every_choice_is_worded_for_its_reader() -> None:
    """No member of an enum reaches a letter as its name in the code."""
    kinds = {fact.name: fact.kind for fact in book().facts.values()}
    kinds |= {name: found[0].kind for name, found in book().rules.items()}
    missing = {
        name: sorted(set(kind.enum.__members__) - set(book().texts[name].options))
        for name, kind in kinds.items()
        if kind.enum is not None
    }
    assert {name: members for name, members in missing.items() if members} == {}


def test_every_rule_names_an_article_or_the_source_of_an_old_regime() -> None:
    accepted = re.compile(r"(DEC|BVR) art\. \d|Vlaamse zorgverzekering|EG 883|BEL-profielschaal")
    for versions in book().rules.values():
        for rule in versions:
            assert accepted.search(rule.article), f"{rule.where}: {rule.article}"


def test_articles_and_sources_read_the_same_in_dutch_and_english() -> None:
    """Members see them in letters and explanations, beside sentences in their own language."""
    english = re.compile(r"\b(and|to|of|the|from|order|version|text|rule|page|reading|municipality|art\. and)\b", re.I)
    shown = [rule.article for found in book().rules.values() for rule in found]
    shown += [value.source for parameter in book().parameters.values() for value in parameter.values]
    assert sorted({text for text in shown if english.search(text)}) == []


def test_every_known_value_of_a_parameter_has_a_source_and_every_unknown_one_a_reason() -> None:
    for parameter in book().parameters.values():
        for value in parameter.values:
            text = value.unknown if value.unknown is not None else value.source
            assert len(text) > 8, f"{parameter.where}: {value}"


def test_every_gap_says_why_in_both_languages() -> None:
    """The reader's language is known on pages and in commands; a reason in one language would mix them."""
    reasons = [rule.gap for found in book().rules.values() for rule in found if rule.gap]
    reasons += [value.unknown for one in book().parameters.values() for value in one.values if value.unknown]
    assert len(reasons) > 50
    assert sorted(reason for reason in reasons if reason.nl == reason) == []


def test_every_fact_is_used_by_a_rule() -> None:
    """A fact that no rule takes misleads who must deliver it. The annulled rules of 2022 take theirs in a reform."""
    used = {name for found in book().rules.values() for rule in found for name, _ in rule.inputs}
    for_replay = {"qualifying_years_total", "integration_duty_met"}
    assert sorted(set(book().facts) - used - for_replay) == []


def test_every_parameter_is_used_by_a_rule_or_sleeps() -> None:
    used = {name for found in book().rules.values() for rule in found for name, _ in rule.inputs}
    read_by_rooms = {"benefit_prescription_months", "zzz_decision_days", "zzz_decision_extra_days"}
    assert sorted(set(book().parameters) - used - read_by_rooms) == ["zzz_index_first_year"]


def test_names_of_money_end_in_cents_and_of_scores_in_tenths() -> None:
    for name, parameter in book().parameters.items():
        assert (parameter.unit == "cents") == bool(_MONEY.search(name)), name
        assert (parameter.unit == "tenths") == name.endswith("_tenths"), name


def test_the_law_has_no_answer_for_the_premium_of_2027_but_one_for_every_year_before() -> None:
    for year in range(2003, 2027):
        law = book().on(datetime.date(year, 1, 1))
        assert law.parameters["premium_year"] == year
        assert law.page.gap("premium_due_cents") is None
    assert "premium_full_cents" not in book().on(datetime.date(2027, 1, 1)).parameters


def test_a_legal_stay_counts_in_the_union_and_four_states_and_in_the_united_kingdom_until_2020() -> None:
    now = legal_stay_states(datetime.date(2026, 11, 1))
    assert len(now) == len(set(now)) == 27 + 4
    assert "GB" not in now
    assert set(legal_stay_states(datetime.date(2020, 12, 31))) - set(now) == {"GB"}
