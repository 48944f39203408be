"""What a party has in its calendar: windows and deadlines, by the order that is in force."""

from datetime import date

import pytest

from models.roadmap.agenda import Dated, Entry, agenda
from tests.factories import six, six_with

KEY = "2024-01-01/2024-02-29"
OPENS, DUE = date(2024, 1, 1), date(2024, 2, 29)


def entries(schedule: str, due_on: date, printed_on: date | None, key: str = KEY) -> list[Entry]:
    return agenda(six_with("A1", schedule=schedule), "ministry", [Dated("A1", key, OPENS, due_on, printed_on)])


def test_a_window_and_its_deadline_are_two_entries_and_only_the_deadline_reminds() -> None:
    window, deadline = entries("Январь-февраль 2024", DUE, DUE)
    assert (window.first, window.last, window.reminds) == (OPENS, DUE, False)
    assert (deadline.first, deadline.last, deadline.reminds) == (DUE, DUE, True)
    assert deadline.summary == "Сдать: Анализ результатов"
    assert window.uid != deadline.uid


@pytest.mark.parametrize("key", [KEY, "2024-01-01/2024-06-30", "2024-01-01/2024-02-29#2"])
def test_a_deadline_without_a_window_is_one_entry_whatever_plan_its_key_comes_from(key: str) -> None:
    (deadline,) = entries("до 29 февраля 2024", DUE, DUE, key)
    assert (deadline.first, deadline.last) == (DUE, DUE)


def test_a_moved_deadline_keeps_its_uid_and_says_the_orders_own_day() -> None:
    moved = entries("Январь-февраль 2024", date(2024, 3, 1), DUE)[-1]
    assert "Последний день по приказу — 29.02.2024" in moved.description
    assert moved.uid == entries("Январь-февраль 2024", DUE, DUE)[-1].uid


def test_days_that_no_order_prints_are_not_compared_with_it() -> None:
    for printed_on in (DUE, None):
        assert "Последний день по приказу" not in entries("Январь-февраль 2024", DUE, printed_on)[-1].description


def test_a_party_has_what_it_answers_for_alone_or_with_others() -> None:
    every = [Dated(one.code, KEY, OPENS, DUE) for one in six().measures]
    named = {entry.uid.split("-")[1] for entry in agenda(six(), "school", every)}
    assert named == {one.code for one in six().measures if "school" in one.parties} == {"B2", "D4"}
