"""Steps kept in memory are those of the record, whatever was done since and wherever the database went."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from models.records import Step
from tasks.database import engine, reading, writing
from tasks.people.why import lines, look
from tasks.record.book import find_cycle, read_book
from tasks.record.kept import kept_steps
from tasks.settings import Settings
from tests.factories import (
    FEBRUARY,
    FIRST,
    MAY,
    SECOND,
    THIRD,
    accept,
    approve,
    done,
    hand_in,
    held,
    opened,
    ref,
    register,
    waive,
)


def seen(home: Settings, kept: bool) -> list[dict[str, object]]:
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024), kept=kept)
        return [step.model_dump() for _id, step in sorted((one.id, one) for one in book.every_step())]


def test_they_are_the_records_after_every_deed(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    deeds: list[Callable[[], object]] = [
        lambda: done(any_home, ref("A1")),
        lambda: hand_in(any_home, ref("B2", FIRST)),
        lambda: accept(any_home, ref("B2", FIRST)),
        lambda: waive(any_home, ref("B2", SECOND)),
        lambda: opened(any_home, FIRST, SECOND, year=2025, as_of=FEBRUARY),
        lambda: entered(any_home),
    ]
    assert seen(any_home, kept=True) == seen(any_home, kept=False)
    for deed in deeds:
        deed()
        assert seen(any_home, kept=True) == seen(any_home, kept=False)


def entered(home: Settings) -> None:
    with writing(home) as session:
        register(session, THIRD)
        approve(session, held(session), (FIRST, SECOND, THIRD), FEBRUARY)


def test_only_what_moved_is_read_again(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    first = by_id(home)
    assert by_id(home).items() == first.items()
    done(home, ref("A1"))
    then = by_id(home)
    assert [step.measure for number, step in then.items() if step is not first[number]] == ["A1"]


def by_id(home: Settings) -> dict[int | None, Step]:
    with reading(home) as session:
        return {step.id: step for step in kept_steps(session, [find_cycle(session, "six", 2024)])}


def test_a_database_that_was_restored_and_went_another_way_is_read_anew(home: Settings) -> None:
    opened(home, FIRST)
    saved = home.root / "saved.db"
    with at_rest(home):
        shutil.copy(home.root / "vekha.db", saved)
    done(home, ref("A1"))
    assert seen(home, kept=True) == seen(home, kept=False)
    with at_rest(home):
        shutil.copy(saved, home.root / "vekha.db")
    assert seen(home, kept=True) == seen(home, kept=False)
    for measure in ("A1", "C3"):
        waive(home, ref(measure))
    assert seen(home, kept=True) == seen(home, kept=False)


@contextmanager
def at_rest(home: Settings) -> Iterator[None]:
    """The database is one file that nobody has open."""
    with engine(home.database).connect() as connection:
        connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine(home.database).dispose()
    yield


def test_what_is_asked_twice_is_answered_by_the_present_record(home: Settings) -> None:
    opened(home, FIRST)

    def answer() -> str:
        with reading(home) as session:
            return "\n".join(lines(look(session, home, ref("B2", FIRST), MAY)))

    assert "A1 «Анализ результатов» (п. 1): не сдано" in answer()
    done(home, ref("A1"))
    assert "B2 «Анкетирование» (п. 2), Школа № 1: не сдано" in answer()
