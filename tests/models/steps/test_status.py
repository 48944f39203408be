"""The table of moves is the only law: every move from every status, and the reasons that must be given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ForbiddenMove
from models.steps.status import FINAL, MOVES, Move, Status, after

ORIGINS = [None, *Status]
# Written out by hand from semantics: the statuses from which each move is legal, and where it leads.
LAW: dict[Move, dict[str | None, str]] = {
    Move.CREATE: {None: "planned"},
    Move.REQUEST: {None: "planned"},
    Move.DATE: {"planned": "planned", "open": "open"},
    Move.OPEN: {"planned": "open"},
    Move.COMPUTE: {"planned": "done", "open": "done", "done": "done"},
    Move.DELIVER: {"planned": "planned", "open": "open"},
    Move.SUBMIT: {"planned": "submitted", "open": "submitted"},
    Move.ACCEPT: {"submitted": "done"},
    Move.RETURN: {"submitted": "open"},
    Move.WAIVE: {"planned": "waived", "open": "waived", "submitted": "waived"},
    Move.REOPEN: {"done": "open", "waived": "open"},
    Move.WITHDRAW: {"planned": "waived", "open": "waived", "submitted": "waived"},
    Move.REJOIN: {"waived": "planned"},
    Move.REPLAN: {status: status for status in ("planned", "open", "submitted", "done", "waived")},
    Move.ENDORSE: {"submitted": "submitted"},
    Move.PASS: {status: status for status in ("planned", "open", "submitted", "done")},
    Move.REVOKE: {status: status for status in ("planned", "open", "submitted", "done")},
    Move.EXTEND: {status: status for status in ("planned", "open", "submitted")},
}
NEED_A_REASON = {
    Move.REQUEST, Move.RETURN, Move.WAIVE, Move.REOPEN, Move.WITHDRAW, Move.REJOIN, Move.REPLAN,
    Move.PASS, Move.REVOKE, Move.EXTEND,
}  # fmt: skip


def test_every_move_has_its_rule() -> None:
    assert set(MOVES) == set(Move) == set(LAW)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("origin", ORIGINS)
def test_a_move_is_legal_from_exactly_the_statuses_of_the_table(origin: Status | None, move: Move) -> None:
    leads_to = LAW[move].get(origin)
    if leads_to is None:
        with pytest.raises(ForbiddenMove):
            after(origin, move, "причина")
    else:
        assert after(origin, move, "причина") is Status(leads_to)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("silence", ["", "  ", "\n\t"])
def test_a_move_that_changes_minds_must_say_why(move: Move, silence: str) -> None:
    origin = next(iter(MOVES[move].from_), None)
    if move in NEED_A_REASON:
        with pytest.raises(ForbiddenMove, match="нужна причина"):
            after(origin, move, silence)
    else:
        assert after(origin, move, silence) in Status


def test_final_statuses_are_left_only_by_reopening_computing_again_or_a_school_that_comes_back() -> None:
    assert {Status.DONE, Status.WAIVED} == FINAL
    touching = {move for move, rule in MOVES.items() if rule.from_ & FINAL}
    assert touching == {Move.REOPEN, Move.COMPUTE, Move.REJOIN, Move.REPLAN, Move.PASS, Move.REVOKE}
    # Another version of the plan, or an order about its gate, changes no status.
    assert {MOVES[move].to for move in (Move.REPLAN, Move.PASS, Move.REVOKE)} == {None}


def test_a_refusal_names_the_present_status_and_those_that_allow_the_move() -> None:
    with pytest.raises(ForbiddenMove) as refused:
        after(Status.OPEN, Move.ACCEPT)
    assert str(refused.value) == "Приёмка: сейчас нельзя, шаг — «открыто». Можно, когда шаг: «сдано, ждёт приёмки»."


@given(st.lists(st.sampled_from(list(Move)), max_size=12))
def test_every_status_can_be_reached_and_nothing_leads_out_of_the_table(moves: list[Move]) -> None:
    status: Status | None = None
    for move in moves:
        try:
            status = after(status, move, "так надо")
        except ForbiddenMove:
            continue
        assert status in Status


def test_people_read_every_status_and_every_move_in_russian() -> None:
    labels = [status.label for status in Status] + [move.label for move in Move]
    assert len(set(labels)) == len(Status) + len(Move)
    assert not any(letter in "abcdefghijklmnopqrstuvwxyz" for label in labels for letter in label)
