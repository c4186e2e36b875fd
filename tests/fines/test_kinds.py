"""The choices of the law have the numbers of the tables: columns go in as they are."""

from zorgkas.fines.models import FineProtection
from zorgkas.fines.states import TRANSITIONS, Reason, State, Step
from zorgkas.law.fines.kinds import FineOutcome, ProofKind, ProtectionGround


def test_the_choices_of_the_law_are_those_of_the_tables() -> None:
    for law, stored in ((ProtectionGround, FineProtection.Ground), (ProofKind, FineProtection.Proof)):
        assert {m.name: int(m) for m in law if m.name != "NONE"} == {m.name: int(m) for m in stored}
    assert {m.name: int(m) for m in FineOutcome}.items() <= {m.name: int(m) for m in Reason}.items()


def test_every_step_has_its_place_and_every_state_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(Step)
    reached = {after for _before, after in TRANSITIONS.values() if after}
    assert reached == set(State)
    ended = {State.LAPSED, State.ANNULLED}
    assert all(not (set(before) & ended) for step, (before, _after) in TRANSITIONS.items() if step != Step.FOUND)
