"""How the answer of a what-if is written on a terminal, in Dutch or English: nothing here needs a database."""

from collections.abc import Iterator
from typing import Any

from zorgkas.engine.money import euro
from zorgkas.law.what_if import Answer, Missing, State

_TITLES = {
    "PREMIUM": ("Zorgpremie", "Care premium"),
    "ZZZ": ("Zorgbudget voor zwaar zorgbehoevenden", "Care budget for people with severe care needs"),
    "ZBH": ("Zorgbudget voor mensen met een handicap", "Care budget for people with a disability"),
    "ZBO": ("Zorgbudget voor ouderen met een zorgnood", "Care budget for older people with a care need"),
}
_WORDS = {
    "from": ("vanaf", "from"),
    "until": ("tot en met", "up to and including"),
    "a month": ("per maand", "a month"),
    "year": ("te betalen voor het jaar", "to pay for the year"),
    "nothing": ("Er is niets te betalen voor het jaar", "There is nothing to pay for the year"),
    "missing": ("Nog te weten:", "Still to be known:"),
    "assumed": ("Dit kan het antwoord nog veranderen:", "This can still change the answer:"),
    "rows": ("Inkomsten en bezit:", "Incomes and assets:"),
    "reference": ("Vraag het inkomen uit werk van het jaar", "Ask the income from work of the year"),
    "forever": ("zonder einde", "without end"),
}


def lines_of(answer: Answer, language: str) -> Iterator[str]:
    """The answer as lines: outcome, amount and months, what is missing or was assumed, each row of the means test."""
    word = {name: both[language == "en"] for name, both in _WORDS.items()}
    yield f"{_TITLES[answer.benefit][language == 'en']} ({answer.on.isoformat()})"
    if answer.state in (State.GAP, State.CONTRADICTION):
        yield f"  {answer.problem(language)}"
    elif answer.state == State.MISSING:
        yield f"  {word['missing']}"
        yield from (f"    {_asked(one, language)}" for one in answer.missing)
    elif answer.state == State.NOTHING_OWED:
        yield f"  {word['nothing']} {answer.on.year}."
    elif answer.state == State.OWED:
        yield f"  {euro(answer.cents or 0, language)} {word['year']} {answer.on.year}."
    elif answer.reason is not None:
        yield f"  {answer.reason.explain(language).outcome.sentence}"
        if answer.state == State.GRANTED:
            last = word["forever"] if answer.last_month == "forever" else f"{word['until']} {answer.last_month}"
            amount = euro(answer.cents or 0, language)
            yield f"  {amount} {word['a month']}, {word['from']} {answer.first_month}, {last}."
    if answer.rows:
        yield f"  {word['rows']}"
        for row in answer.rows:
            said = row.decision.explain(language)
            kind = next(step.text for step in said if step.name == "row_kind")
            outcome = next(step.text for step in said if step.name == "row_outcome")
            yield f"    {row.row.label or kind}: {euro(row.counted_cents, language)}. {outcome}"
    if answer.asks_year:
        yield f"  {word['reference']} {answer.asks_year}."
    if answer.assumed and answer.state != State.MISSING:
        yield f"  {word['assumed']}"
        yield from (f"    {_asked(one, language)}" for one in answer.assumed)


def to_dict(answer: Answer, language: str) -> dict[str, Any]:
    """The answer, made of JSON types."""
    return {
        "benefit": answer.benefit.value,
        "state": answer.state.value,
        "on": answer.on.isoformat(),
        "cents": answer.cents,
        "first_month": answer.first_month,
        "last_month": answer.last_month,
        "problem": answer.problem(language),
        "missing": [_named(one, language) for one in answer.missing],
        "assumed": [_named(one, language) for one in answer.assumed],
        "rows": [{**row.decision.to_dict(language), "goes_into": row.goes_into} for row in answer.rows],
        "decisions": [decision.to_dict(language) for decision in answer.decisions],
    }


def _asked(missing: Missing, language: str) -> str:
    text = missing.question.text[language] if missing.question else missing.label[language]
    return f"{text} [{missing.fact}]"


def _named(missing: Missing, language: str) -> dict[str, str]:
    return {"fact": missing.fact, "label": missing.label[language], "question": _asked(missing, language)}
