"""A decision of the law as data."""

from zorgkas.engine import Decision
from zorgkas.web.api.schemas import ExplanationOut, StepOut


def explanation(found: Decision, language: str = "en") -> ExplanationOut:
    """The outcome with every step, in the order in which they rest on each other."""
    steps = [
        StepOut(name=one.name, label=one.label, text=one.text, sentence=one.sentence, article=one.article)
        for one in found.explain(language)
    ]
    raw = found.raw
    value = int(raw) if isinstance(raw, int) or hasattr(raw, "__int__") else None
    return ExplanationOut(value=value, on=found.on, law_version=found.law_version, steps=steps)
