"""What is proposed follows from what is loaded, what is computed and what people have said."""

from pathlib import Path

import pytest

from models.errors import NotFound
from models.mentoring.helpers import Helped
from models.records import HelperKind, Wish
from tasks.database import writing
from tasks.mentoring import helping, pairs
from tasks.mentoring.pairs import Mentor, Need
from tasks.mentoring.proposing import proposal
from tasks.settings import Settings
from tests.factories import ANNA, BORIS, FIRST, MARCH, held, opened
from tests.tasks.mentoring.school_year import M1, M2, ORDER, T1, T2, T3, appoint, year_with_needs


def proposed(home: Settings, *, anew: bool = False) -> dict[Need, Mentor]:
    rows = proposal(home, "six", 2024, anew=anew).pairs.to_dict("records")
    return {Need(r["school"], r["teacher"], r["subject"]): Mentor(r["mentor_school"], r["mentor"]) for r in rows}


def test_everybody_is_given_somebody_and_work_is_shared_out(any_home: Settings, tmp_path: Path) -> None:
    year_with_needs(any_home, tmp_path, T1, T2)
    assert sorted(proposed(any_home).values()) == [M1, M2]


def test_pairs_that_stand_are_kept_unless_asked_anew(home: Settings, tmp_path: Path) -> None:
    year_with_needs(home, tmp_path, T1, T2)
    appoint(home, (T1, M1), (T2, M1))
    found = proposal(home, "six", 2024)
    assert proposed(home) == {T1: M1, T2: M1}
    assert found.pairs[["is_standing", "is_pinned"]].to_numpy().tolist() == [[True, False]] * 2
    assert sorted(proposed(home, anew=True).values()) == [M1, M2]


def test_people_pin_and_forbid(home: Settings, tmp_path: Path) -> None:
    year_with_needs(home, tmp_path, T1, T2)
    with writing(home) as session:
        pairs.wish(session, held(session), T1, M2, Wish.PINNED, "знакомы", as_of=MARCH, author=BORIS)
        pairs.wish(session, held(session), T2, M1, Wish.FORBIDDEN, "родственники", as_of=MARCH, author=BORIS)
    assert proposed(home) == {T1: M2, T2: M2}


def test_a_pin_outweighs_a_pair_that_stands(home: Settings, tmp_path: Path) -> None:
    year_with_needs(home, tmp_path, T1)
    appoint(home, (T1, M1))
    with writing(home) as session:
        pairs.wish(session, held(session), T1, M2, Wish.PINNED, "знакомы", as_of=MARCH, author=BORIS)
    assert proposed(home) == {T1: M2}
    assert proposal(home, "six", 2024).moves == 1


def test_who_has_left_is_replaced_and_the_others_keep_theirs(home: Settings, tmp_path: Path) -> None:
    year_with_needs(home, tmp_path, T1, T2, T3)
    appoint(home, (T1, M1), (T2, M2), (T3, M1))
    with writing(home) as session:
        pairs.leave(session, held(session), M1, "уволился", as_of=MARCH, author=ANNA)
    found = proposal(home, "six", 2024)
    assert proposed(home) in ({T1: M2, T2: M2}, {T3: M2, T2: M2})
    (left,) = found.unserved.to_dict("records")
    assert (left["reason"], left["rivals"], left["places"]) == ("all_taken", 2, 1)


def test_what_is_lacking_is_said(home: Settings, tmp_path: Path) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match="Список наставников не загружен"):
        proposal(home, "six", 2024)


def test_a_mentor_of_the_partner_school_comes_before_another(home: Settings, tmp_path: Path) -> None:
    year_with_needs(home, tmp_path, T1)
    for partner in (M1, M2):
        with writing(home) as session:
            by, kind = [Helped(T1.school, partner.school)], HelperKind.PARTNER
            helping.approve(session, held(session), kind, by, ORDER, as_of=MARCH, author=ANNA)
        assert proposed(home) == {T1: partner}
