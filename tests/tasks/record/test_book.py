"""What the gate is given to look at: everything recorded, of the measures asked for and those before them."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from models.assessment.names import AGGREGATES
from models.errors import NotFound
from models.records import Computation, Dataset
from models.roadmap.needs import DataNeed
from models.steps.book import Book
from tasks.database import engine, reading, writing
from tasks.record.book import find_cycle, needed_datasets, read_book, steps_of
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, THIRD, done, held, opened, ref, six_with, the_step

MOMENT = datetime(2024, 1, 10, tzinfo=UTC)


def book_of(home: Settings, *measures: str) -> Book:
    with reading(home) as session:
        return read_book(session, find_cycle(session, "six", 2024), measures or None)


def loaded(session: Session, sha256: str, slot: str = "2023/5/математика", kind: str = "vpr") -> Dataset:
    data = Dataset(
        kind=kind, slot=slot, year=2023, source_name="f.xlsx", sha256=sha256, rows=1, frames="{}", loaded_at=MOMENT,
        loaded_by="a", purpose="p", legal_ground="l",
    )  # fmt: skip
    session.add(data)
    session.flush()
    return data


def test_the_book_holds_the_measures_asked_for_and_their_prerequisites(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    assert {code for code, _occurrence in book_of(any_home).steps} == {"A1", "B2", "C3", "D4", "F6"}
    assert {code for code, _occurrence in book_of(any_home, "B2").steps} == {"A1", "B2"}
    assert set(book_of(any_home, "B2").steps["B2", "2024-03-01/2024-04-30"]) == {FIRST, SECOND}


def test_the_book_knows_which_years_are_open_grouped_and_closed(any_home: Settings) -> None:
    opened(any_home, FIRST)
    opened(any_home, year=2025, as_of=date(2025, 1, 15))
    with writing(any_home) as session:
        held(session, 2025).closed_at = MOMENT
        closed = held(session, 2025).id
        assert closed is not None
    book = book_of(any_home)
    assert (book.open_years, book.grouped_years, book.closed) == (
        frozenset({2024, 2025}),
        frozenset({2024}),
        frozenset({closed}),
    )


def test_the_book_remembers_what_closed_steps_rest_on(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    before, step = the_step(any_home, "A1"), the_step(any_home, "B2", FIRST)
    assert step.id is not None
    assert book_of(any_home).bases[step.id] == {before.id: before.result}


def test_superseded_data_are_not_there(any_home: Settings) -> None:
    opened(any_home)
    with writing(any_home) as session:
        data = loaded(session, "ab")
    assert book_of(any_home).loaded == {("vpr", 2023), ("vpr", None)}
    with writing(any_home) as session:
        session.merge(data).superseded_at = MOMENT
    assert book_of(any_home).loaded == frozenset()


def test_an_automated_step_is_outdated_when_its_files_are_no_longer_those_it_read(home: Settings) -> None:
    needs = (DataNeed(kind="vpr", years=(2023,)),)
    opened(home, roadmap=six_with("A1", action="low_results", data=needs))
    step_id = the_step(home, "A1").id
    assert step_id is not None
    with writing(home) as session:
        loaded(session, "ab")
        session.add(
            Computation(
                step_id=step_id, analysis="low_results", fingerprint="f", sources="of other files", result_sha256="r",
                facts="{}", computed_at=MOMENT,
            )
        )  # fmt: skip
    assert book_of(home).outdated == {step_id}


def test_a_measure_reads_the_reports_that_its_rule_can_use_beside_the_results(home: Settings) -> None:
    need = DataNeed(kind="vpr", years=(2023,))
    with writing(home) as session:
        there = [loaded(session, kind, kind=kind) for kind in ("vpr", *AGGREGATES)]
        there.append(loaded(session, "flat", slot="2022+2023/плоская таблица", kind="vpr_marks"))
        there[-1].year = None

    def read_by(action: str | None) -> list[str]:
        measure = six_with("A1", action=action, data=(need,)).by_code["A1"]
        return [data.sha256 for data in needed_datasets(measure, 2024, there)]

    assert read_by("low_results") == read_by(None) == ["vpr", "flat", "vpr_marks"]
    assert read_by("hard_elements") == ["vpr", "vpr_completion", "vpr_planned"]
    assert read_by("objectivity") == ["vpr", "vpr_journal", "vpr_primary"]
    assert read_by("pupils_at_risk") == ["vpr"]


def test_the_number_of_queries_does_not_grow_with_schools(home: Settings) -> None:
    counted: list[str] = []
    sa.event.listen(engine(home.database), "before_cursor_execute", lambda *said: counted.append(said[2]))
    opened(home, FIRST)
    book_of(home)
    counted.clear()
    book_of(home)
    few = len(counted)
    opened(home, FIRST, SECOND, THIRD)
    counted.clear()
    book_of(home)
    assert len(counted) == few


def test_an_unknown_measure_is_refused_with_the_nearest_code(home: Settings) -> None:
    opened(home)
    with pytest.raises(NotFound, match=r"Мероприятия B3 в дорожной карте нет\. .*B2"):
        book_of(home, "B3")


def test_steps_are_listed_by_their_beginning_those_without_dates_last(any_home: Settings) -> None:
    opened(any_home, SECOND, FIRST)
    with reading(any_home) as session:
        listed = [(step.measure, step.unit) for step in steps_of(session, find_cycle(session, "six", 2024))]
    assert listed == [
        ("A1", ""), ("B2", FIRST), ("B2", SECOND), ("C3", ""), ("D4", FIRST), ("D4", SECOND), ("F6", ""),
    ]  # fmt: skip
