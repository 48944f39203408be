"""A school's step waits for its own answers: who is behind stops itself, checked once for all schools."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.errors import ForbiddenMove
from models.records import DataFinding
from models.roadmap.needs import DataCheck, DataNeed
from models.steps.state import State
from tasks.database import reading
from tasks.running.examine import examine, stands
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, hand_in, opened, ref, six_with
from tests.tasks.survey.field import ENOUGH, HEAD, REGISTER, answers, load

DAY = date(2024, 4, 10)
WISH = Wish("six", 2024, DAY)


@pytest.fixture
def gated(any_home: Settings, tmp_path: Path) -> Settings:
    """B2 waits for answers of both schools; the register is loaded."""
    roadmap = six_with(
        "B2",
        prerequisites=(),
        data=(DataNeed(kind="answers", years={2024: (2024,)}), DataNeed(kind="schools")),
        checks=(DataCheck(name="responses_are_enough"),),
    )
    opened(any_home, FIRST, SECOND, roadmap=roadmap)
    load(any_home, tmp_path, "schools.csv", REGISTER)
    return any_home


def test_without_any_answers_the_measure_waits_for_data(gated: Settings) -> None:
    assert examine(gated, "B2", WISH).state is State.WAITING
    with pytest.raises(ForbiddenMove, match="не загружены данные: ответы на опросник 2024"):
        hand_in(gated, ref("B2", FIRST), as_of=DAY)


def test_who_answered_enough_goes_on_and_who_did_not_hears_how_many_are_wanted(gated: Settings, tmp_path: Path) -> None:
    few = answers(gated, SECOND, {"director": 1, "teacher": 2})
    load(gated, tmp_path, "a.csv", HEAD + answers(gated, FIRST, ENOUGH) + few)
    assert examine(gated, "B2", WISH).state is State.DATA_CHECK_FAILED
    hand_in(gated, ref("B2", FIRST), as_of=DAY)
    with pytest.raises(ForbiddenMove, match=r"Учителя: ответили 2 из 12, нужно 6"):
        hand_in(gated, ref("B2", SECOND), as_of=DAY)
    with reading(gated) as session:
        assert set(session.exec(select(DataFinding.school))) == {SECOND}
        assert len(session.exec(select(DataFinding)).all()) == 3  # once, not once a school


def test_when_the_rest_comes_the_gate_opens(gated: Settings, tmp_path: Path) -> None:
    load(gated, tmp_path, "a.csv", HEAD + answers(gated, FIRST, ENOUGH))
    examine(gated, "B2", WISH)
    load(gated, tmp_path, "b.csv", HEAD + answers(gated, SECOND, ENOUGH))
    examine(gated, "B2", WISH)
    assert stands(gated, "B2", WISH).state is State.OPEN
    hand_in(gated, ref("B2", SECOND), as_of=DAY)
    assert examine(gated, "B2", WISH).changed == 0
