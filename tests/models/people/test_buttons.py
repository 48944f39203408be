"""Buttons: which notices have which, and that a press comes back to the very steps that the notice spoke of."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.buttons import LONGEST, Deed, Subject, deeds_of, read_subject, subject_of
from models.people.notices import Facts, NoticeKind, owed

OF = Subject("kirsanov-2024", 2024, "T05", "2024-08-01/2024-08-31", "school", "edu680101")
FACTS = Facts(
    roadmap=OF.roadmap,
    year=OF.year,
    as_of=date(2024, 8, 1),
    party=OF.party,
    scope=OF.scope,
    measure=OF.measure,
    title="Анкетирование",
    occurrence=OF.occurrence,
    due_on=date(2024, 8, 31),
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


def test_a_notices_key_says_of_what_it_speaks() -> None:
    assert subject_of(owed(NoticeKind.OVERDUE, FACTS).key) == OF
    odd = replace(FACTS, scope="г. Кирсанов: центр 100%")
    assert subject_of(owed(NoticeKind.OVERDUE, odd).key) == replace(OF, scope=odd.scope)


def test_a_notice_of_no_measure_speaks_of_no_steps() -> None:
    whole = Facts(roadmap="x", year=2024, as_of=date(2024, 8, 1), party="coordinator", phase="Анализ")
    assert subject_of(owed(NoticeKind.PHASE_COMPLETE, whole).key) is None
    assert subject_of("digest:2024-08-01:U0ANNA0001") is None


@given(st.builds(Subject, TEXT, st.integers(2000, 2100), TEXT, TEXT, TEXT, TEXT))
def test_what_a_button_carries_is_read_back_or_does_not_fit(of: Subject) -> None:
    said = of.written()
    assert read_subject(said) == (of if said else None)
    assert len(said) <= LONGEST


def test_what_does_not_fit_is_carried_by_no_button() -> None:
    assert replace(OF, scope="я" * 250).written() == ""


@pytest.mark.parametrize("said", ["", "a|b", "x|year|m|o|p|s", "x|2024|m|o|p|s|more"])
def test_what_we_did_not_write_is_not_read(said: str) -> None:
    assert read_subject(said) is None


def test_only_what_can_be_handed_in_or_put_off_has_such_a_button() -> None:
    assert deeds_of(NoticeKind.REMINDER) == (Deed.HAND_IN, Deed.WHY, Deed.SNOOZE)
    assert deeds_of(NoticeKind.RETURNED) == (Deed.HAND_IN, Deed.WHY)
    assert deeds_of(NoticeKind.BLOCKED_BY_DATA) == (Deed.WHY,)
    assert deeds_of(NoticeKind.PHASE_COMPLETE) == ()
