"""Examining a measure on a day: what opens, what is owed, and that a second look changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.errors import ForbiddenMove, NotFound
from models.people.notices import NoticeKind
from models.records import Computation, DataFinding, Notice, Step
from models.roadmap.needs import DataCheck, DataNeed
from models.steps.state import State
from models.steps.status import Status
from models.steps.summary import Examination
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, read_book
from tasks.running.examine import examine, measures_with_work, stands
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FIRST,
    JANUARY,
    MARCH,
    SECOND,
    THIRD,
    done,
    hand_in,
    journal,
    opened,
    paper,
    ref,
    six_with,
    the_step,
)
from tests.tasks.reading.files import SCHOOLS as REGISTER
from tests.tasks.reading.files import text_file


def looked(home: Settings, code: str, day: date, *schools: str) -> Examination:
    return examine(home, code, Wish("six", 2024, day, schools=schools))


def a_finding(step: Step, message: str) -> DataFinding:
    return DataFinding(
        cycle_id=step.cycle_id, measure=step.measure, occurrence=step.occurrence, check="c", place="п",
        message=message, blocking=True,
    )  # fmt: skip


def told(home: Settings) -> list[tuple[str, str, str]]:
    """What examining owed: that something was accepted is told by who accepted it."""
    with reading(home) as session:
        by_examining = select(Notice).where(Notice.kind != NoticeKind.ACCEPTED).order_by(col(Notice.id))
        return [(one.kind, one.party, one.scope) for one in session.exec(by_examining)]


def test_a_step_opens_on_its_day_and_its_party_is_told(any_home: Settings) -> None:
    opened(any_home)
    said = looked(any_home, "A1", JANUARY)
    assert (said.state, said.counts, said.changed) == (State.OPEN, {State.OPEN: 1}, 1)
    assert the_step(any_home, "A1").status is Status.OPEN
    assert journal(any_home)[-1].via == "flow"
    assert told(any_home) == [("opened", "ministry", "")]


def test_a_second_look_changes_nothing(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    looked(any_home, "B2", MARCH)
    before = len(journal(any_home)), told(any_home)
    assert looked(any_home, "B2", MARCH).changed == 0
    assert (len(journal(any_home)), told(any_home)) == before


def test_a_dry_run_looks_and_touches_nothing(home: Settings) -> None:
    opened(home)
    assert stands(home, "A1", Wish("six", 2024, JANUARY)).state is State.OPEN
    assert the_step(home, "A1").status is Status.PLANNED
    assert told(home) == []


def test_a_closed_gate_is_an_answer(home: Settings) -> None:
    opened(home, FIRST)
    said = looked(home, "B2", MARCH)
    assert (said.state, said.changed) == (State.WAITING, 0)
    assert said.sentence == "Ожидает: 1. Ждёт: A1 «Анализ результатов»."


def test_a_measure_sums_up_its_schools_by_the_worst(home: Settings) -> None:
    opened(home, FIRST, SECOND, THIRD)
    done(home, ref("A1"))
    done(home, ref("B2", FIRST), as_of=MARCH)
    said = looked(home, "B2", date(2024, 5, 2))
    assert (said.state, said.counts) == (State.OVERDUE, {State.OVERDUE: 2, State.DONE: 1})
    assert said.sentence.startswith("Просрочено: 2; Исполнено: 1. Срок истёк 30.04.2024.")


def test_only_the_named_schools_are_opened(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    looked(home, "B2", MARCH, FIRST)
    assert the_step(home, "B2", FIRST).status is Status.OPEN
    assert the_step(home, "B2", SECOND).status is Status.PLANNED


def test_a_step_whose_gate_opens_after_its_deadline_opens_late(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"), as_of=date(2024, 5, 2))
    said = looked(home, "B2", date(2024, 5, 2))
    assert (said.state, the_step(home, "B2", FIRST).status) == (State.OVERDUE, Status.OPEN)


def test_a_measure_without_steps_says_why(home: Settings) -> None:
    opened(home)
    assert looked(home, "E5", JANUARY).sentence == "Идёт по запросам: vekha request E5."
    assert "список школ не утверждён" in looked(home, "B2", JANUARY).sentence


def test_an_unknown_year_is_named(home: Settings) -> None:
    opened(home)
    with pytest.raises(NotFound, match="Цикл 2031 года"):
        examine(home, "A1", Wish("six", 2031, JANUARY))


def test_an_automated_measure_waits_for_its_data(home: Settings) -> None:
    needs = (DataNeed(kind="vpr", years=(2023,)),)
    opened(home, roadmap=six_with("A1", action="low_results", data=needs, acceptance=None))
    said = looked(home, "A1", JANUARY)
    assert said.sentence == "Ожидает: 1. Ждёт данных: ВПР 2023."
    assert the_step(home, "A1").status is Status.PLANNED


def test_data_are_checked_before_a_persons_work_too(home: Settings, tmp_path: Path) -> None:
    needs = (DataNeed(kind="schools"),)
    opened(home, roadmap=six_with("A1", data=needs, checks=(DataCheck(name="participants_fit_the_register"),)))
    with pytest.raises(ForbiddenMove, match="Сдавать рано, не загружены данные: реестр школ"):
        hand_in(home, ref("A1"), as_of=JANUARY)
    load_file(text_file(tmp_path / "schools.csv", REGISTER), actor="cli:analyst", settings=home)
    assert looked(home, "A1", JANUARY).state is State.OPEN
    with reading(home) as session:
        assert session.get(Computation, the_step(home, "A1").id) is not None, "the data were looked at"
    assert looked(home, "A1", JANUARY).changed == 0
    with writing(home) as session:
        session.add(a_finding(the_step(home, "A1"), "мало участников"))
    assert looked(home, "A1", JANUARY).state is State.DATA_CHECK_FAILED
    with pytest.raises(ForbiddenMove, match="Сдавать рано, проверка данных не пройдена"):
        hand_in(home, ref("A1"), as_of=JANUARY)


def test_a_phase_measures_with_work_exactly_until_it_was_done(home: Settings) -> None:
    opened(home)

    def busy() -> bool:
        with reading(home) as session:
            cycle = find_cycle(session, "six", 2024)
            book = read_book(session, cycle)
            return "A1" in measures_with_work(session, cycle, book, JANUARY)

    assert busy()
    looked(home, "A1", JANUARY)
    assert not busy()


# ── What is owed ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_around_the_deadline_the_party_is_told_rung_by_rung_and_once_each(any_home: Settings) -> None:
    opened(any_home)
    looked(any_home, "A1", JANUARY)
    for day in (date(2024, 2, 21), date(2024, 2, 22), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 1)):
        looked(any_home, "A1", day)
    assert [kind for kind, _party, _scope in told(any_home)] == ["opened", "reminder", "reminder", "overdue"]


@pytest.mark.parametrize(("day", "kinds"), [(date(2024, 2, 7), ["opened"]), (date(2024, 2, 8), ["opened", "reminder"])])
def test_the_first_rung_is_fourteen_working_days_away(home: Settings, day: date, kinds: list[str]) -> None:
    opened(home)
    looked(home, "A1", JANUARY)
    looked(home, "A1", day)
    assert [kind for kind, _party, _scope in told(home)] == kinds


def test_each_school_is_told_of_its_own_step(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    looked(home, "B2", MARCH)
    assert told(home) == [("opened", "school", FIRST), ("opened", "school", SECOND)]


def test_a_municipality_is_told_once_of_all_its_schools(home: Settings) -> None:
    opened(home, FIRST, SECOND, THIRD)
    done(home, ref("A1"))
    for school in (FIRST, SECOND, THIRD):
        done(home, ref("B2", school))
    looked(home, "D4", date(2024, 9, 2))
    assert told(home) == [("opened", "municipality", "Кирсанов"), ("opened", "municipality", "Мичуринск")]
    with reading(home) as session:
        texts = [one.text for one in session.exec(select(Notice).where(Notice.kind == NoticeKind.OPENED))]
    assert "Школа № 1, Школа № 3" in texts[0]


def test_what_is_handed_in_closed_or_waiting_owes_nothing(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    assert looked(home, "A1", date(2024, 6, 1)).changed == 0
    looked(home, "F6", date(2030, 1, 1))
    assert told(home) == []


def test_wrong_data_are_told_once_for_each_set_of_findings(home: Settings) -> None:
    opened(home)
    looked(home, "A1", JANUARY)
    for message in ("мало участников", "мало участников", "нет кода школы"):
        with writing(home) as session:
            step = the_step(home, "A1")
            for old in session.exec(select(DataFinding)):
                session.delete(old)
            session.add(a_finding(step, message))
        looked(home, "A1", JANUARY)
    assert [kind for kind, _party, _scope in told(home)] == ["opened", "blocked_by_data", "blocked_by_data"]


def test_a_stale_document_is_told_once_for_each_new_result(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    for number in ("2", "3"):
        redo(any_home, number)
        looked(any_home, "B2", MARCH)
        assert looked(any_home, "B2", MARCH).state is State.STALE
    assert [kind for kind, _party, _scope in told(any_home)] == ["stale", "stale"]


def redo(home: Settings, number: str) -> None:
    with writing(home) as session:
        handover.reopen(session, ref("A1"), "ошибка", as_of=MARCH, author=ANNA)
    done(home, ref("A1"), paper(number), as_of=MARCH)
