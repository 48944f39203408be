"""The journal's arithmetic: links, replay, and what an edit of any field breaks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.records import GENESIS, JournalEntry, Step
from models.steps.journal import broken_links, differences, entry_hash, project, replay
from models.steps.status import Move, Status
from tests.factories import an_entry

NAME = "six/2024"
KEY = ("A1", "2024-01-01/2024-02-29", "")


def chained(*entries: JournalEntry) -> list[JournalEntry]:
    """The entries numbered and linked as the record would."""
    previous = GENESIS
    for seq, entry in enumerate(entries, start=1):
        entry.seq, entry.previous = seq, previous
        entry.hash = previous = entry_hash(NAME, entry)
    return list(entries)


def a_life() -> list[JournalEntry]:
    return chained(
        an_entry(opens_on=date(2024, 1, 1), due_on=date(2024, 2, 29)),
        an_entry(move=Move.OPEN, from_status="planned", to_status="open", due_on=date(2024, 2, 29)),
        an_entry(move=Move.SUBMIT, from_status="open", to_status="submitted", evidence="abc"),
        an_entry(move=Move.ACCEPT, from_status="submitted", to_status="done", as_of=date(2024, 2, 20)),
    )


def the_step(entries: Sequence[JournalEntry]) -> Step:
    said = replay(entries)[KEY]
    return Step(id=1, measure=KEY[0], occurrence=KEY[1], unit=KEY[2], cycle_id=1, **vars(said))


def test_an_untouched_journal_holds() -> None:
    assert list(broken_links(NAME, a_life())) == []
    assert list(differences(a_life(), [the_step(a_life())])) == []


def test_the_chain_begins_at_genesis_and_each_entry_carries_the_one_before() -> None:
    life = a_life()
    assert life[0].previous == GENESIS
    assert [entry.previous for entry in life[1:]] == [entry.hash for entry in life[:-1]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("measure", "B2"), ("occurrence", "dates"), ("unit", "edu680001"), ("move", Move.WAIVE),
        ("from_status", "waived"), ("to_status", "waived"), ("opens_on", date(2024, 1, 2)),
        ("due_on", date(2024, 3, 1)), ("as_of", date(2024, 1, 16)), ("at", datetime(2024, 1, 15, 10, tzinfo=UTC)),
        ("actor", "Борис"), ("via", "flow"), ("reason", "другая"), ("evidence", "def"), ("seq", 9),
    ],
)  # fmt: skip
def test_an_edit_of_any_field_of_any_entry_is_found(field: str, value: object) -> None:
    for position in range(4):
        life = a_life()
        setattr(life[position], field, value)
        assert list(broken_links(NAME, life)), (position, field)


def test_an_edited_entry_whose_hash_is_made_to_fit_breaks_the_next_link() -> None:
    life = a_life()
    life[1].reason = "подправлено"
    life[1].hash = entry_hash(NAME, life[1])
    assert list(broken_links(NAME, life)) == ["Запись 3 не продолжает предыдущую: цепочка переписана."]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_an_entry_removed_before_the_end_is_named(position: int) -> None:
    life = a_life()
    del life[position]
    assert any(f"Записи {position + 1} нет" in problem for problem in broken_links(NAME, life))


def test_entries_of_another_cycle_do_not_fit() -> None:
    assert list(broken_links("six/2025", a_life()))


def test_a_step_is_what_its_entries_add_up_to() -> None:
    said = replay(a_life())[KEY]
    assert (said.status, said.closed_on, said.result, said.version) == (Status.DONE, date(2024, 2, 20), "abc", 4)


def test_reopening_forgets_the_closing_day_and_keeps_the_result_until_another_one() -> None:
    closed = replay(a_life())[KEY]
    entry = an_entry(move=Move.REOPEN, from_status="done", to_status="open", reason="ошибка")
    opened = project(closed, entry)
    assert opened == replace(opened, status=Status.OPEN, closed_on=None, result="abc", reason="ошибка", version=5)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", Status.WAIVED), ("opens_on", date(2024, 1, 2)), ("due_on", date(2024, 3, 1)),
        ("closed_on", date(2024, 2, 21)), ("reason", "так надо"), ("result", "def"), ("version", 9),
    ],
)  # fmt: skip
def test_a_step_edited_past_the_journal_is_found(field: str, value: object) -> None:
    step = the_step(a_life())
    setattr(step, field, value)
    assert list(differences(a_life(), [step])) == ["Шаг A1 2024-01-01/2024-02-29 изменён помимо журнала."]


def test_an_entry_given_to_another_step_is_found() -> None:
    life, step = a_life(), the_step(a_life())
    life[2].step_id = 2
    assert list(differences(life, [step])) == ["Запись 3 приписана не тому шагу."]


def test_a_step_nobody_wrote_down_and_a_step_that_vanished_are_named() -> None:
    stranger = Step(measure="B2", occurrence="dates", unit="edu680001", cycle_id=1, status=Status.OPEN)
    assert list(differences(a_life(), [stranger])) == [
        "Шаг B2 dates edu680001 не упомянут в журнале.",
        "Шаг A1 2024-01-01/2024-02-29 есть в журнале, но исчез.",
    ]
