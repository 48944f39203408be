"""A purged dataset leaves its hash and nothing that was made of it, however often it is interrupted."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.errors import NotFound, VekhaError
from models.records import (
    Computation,
    DataAudit,
    DataFinding,
    Dataset,
    Deliverable,
    JournalEntry,
    ListedSchool,
    ResultTable,
)
from models.steps.state import State
from models.steps.status import Status
from tasks.data.datasets import frame_path
from tasks.database import reading, writing
from tasks.keeping.purging import Which, delete_files, purge, write_off
from tasks.people.evidence import place
from tasks.record.book import find_cycle, read_book
from tasks.running.computing import compute_due
from tasks.running.examine import _write, stands
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, JANUARY, journal, the_step
from tests.tasks.keeping.counted import corrected, counted, load, look, numbers
from tests.tasks.reading.files import vpr_report


def away(home: Settings, *ids: int) -> list[DataAudit]:
    return purge(home, Which(ids), reason="срок вышел", author=ANNA)


def frames(home: Settings) -> set[str]:
    return {path.stem for path in home.frames.glob("*.parquet")}


def named(home: Settings) -> set[str]:
    with reading(home) as session:
        held = {name for data in session.exec(select(Dataset)) for name in json.loads(data.frames).values()}
        return held | set(session.exec(select(ResultTable.frame)))


def documents(home: Settings) -> list[bool]:
    """Of each answer that the step had, whether the files of its papers are there: all of them or none."""
    with reading(home) as session:
        papers = session.exec(select(Deliverable).order_by(Deliverable.id)).all()  # type: ignore[arg-type]
    there: dict[int, set[bool]] = {}
    for one in papers:
        there.setdefault(one.journal_seq, set()).add(place(home, one.sha256).exists())
    assert all(len(together) == 1 for together in there.values()), "a letter goes with its workbook"
    return [together.pop() for together in there.values()]


def standing(home: Settings) -> tuple[State, str]:
    said = stands(home, "A1", Wish("six", 2024, JANUARY))
    return said.state, said.sentence


def test_what_was_derived_goes_and_the_audit_stays(any_home: Settings, tmp_path: Path) -> None:
    number = counted(any_home, tmp_path)
    before = the_step(any_home, "A1")
    assert documents(any_home) == [True]
    (audit,) = away(any_home, number)
    assert (audit.dataset_id, audit.reason, audit.purged_by, audit.steps) == (number, "срок вышел", ANNA.via, 1)
    assert len(audit.sha256) == 64
    with reading(any_home) as session:
        for table in (ResultTable, ListedSchool, DataFinding):
            assert session.exec(select(table)).all() == []
        assert session.exec(select(DataAudit)).one().files_gone_at is not None
        assert session.exec(select(Computation)).one().facts == "{}"
    assert frames(any_home) == named(any_home)
    assert documents(any_home) == [False]
    after = the_step(any_home, "A1")
    assert (after.status, after.result) == (Status.DONE, before.result), "the journal keeps the hash"
    state, sentence = standing(any_home)
    assert state is State.STALE
    assert "Данных, по которым шаг посчитан, больше нет: ВПР 2024." in sentence


def test_the_register_that_is_no_personal_data_keeps_what_rests_on_it(home: Settings, tmp_path: Path) -> None:
    counted(home, tmp_path)
    (register,) = [number for number in numbers(home) if number == 1]
    away(home, register or 0)
    assert documents(home) == [True]
    assert standing(home)[0] is State.DONE


def test_purging_twice_purges_once(any_home: Settings, tmp_path: Path) -> None:
    number = counted(any_home, tmp_path)
    away(any_home, number)
    assert away(any_home, number) == []
    with reading(any_home) as session:
        assert len(session.exec(select(DataAudit)).all()) == 1


def test_a_purge_that_was_cut_off_before_the_files_is_finished_by_the_next(any_home: Settings, tmp_path: Path) -> None:
    number = counted(any_home, tmp_path)
    with writing(any_home) as session:
        write_off(session, any_home, Which((number,)), reason="срок вышел", author=ANNA)
    assert frames(any_home) > named(any_home), "the record went first"
    assert documents(any_home) == [True]
    assert away(any_home, number) == []
    assert frames(any_home) == named(any_home)
    assert documents(any_home) == [False]
    with reading(any_home) as session:
        assert session.exec(select(DataAudit)).one().files_gone_at is not None


def test_a_file_that_was_loaded_again_meanwhile_keeps_its_frames(home: Settings, tmp_path: Path) -> None:
    number = counted(home, tmp_path)
    with writing(home) as session:
        write_off(session, home, Which((number,)), reason="не тот файл", author=ANNA)
    assert load(home, tmp_path / "vpr.xlsx") > number, "its number is not given again"
    assert look(home) == 1
    delete_files(home)
    assert frames(home) >= named(home)
    assert documents(home) == [True, True], "the same list on the same day is the same document"
    assert standing(home)[0] is State.DONE


def test_after_a_purge_the_same_data_are_computed_anew(any_home: Settings, tmp_path: Path) -> None:
    number = counted(any_home, tmp_path)
    before = the_step(any_home, "A1").result
    away(any_home, number)
    load(any_home, tmp_path / "vpr.xlsx")
    assert (look(any_home), look(any_home)) == (1, 0)
    assert the_step(any_home, "A1").result == before
    assert [entry.move.value for entry in journal(any_home)][-1] == "compute"
    assert frames(any_home) == named(any_home)


def test_a_superseded_dataset_takes_only_the_documents_of_its_time(home: Settings, tmp_path: Path) -> None:
    first = counted(home, tmp_path)
    corrected(home, tmp_path)
    assert look(home) == 1
    _two_hours_ago(home, first)
    away(home, first)
    assert documents(home) == [False, True], "the present document came from the correction"
    assert standing(home)[0] is State.DONE


def _two_hours_ago(home: Settings, number: int) -> None:
    """The dataset was loaded two hours ago, computed from, and superseded an hour ago."""
    with writing(home) as session:
        data = session.get_one(Dataset, number)
        assert data.superseded_at is not None
        first = session.exec(select(Deliverable).order_by(Deliverable.id)).first()  # type: ignore[arg-type]
        assert first is not None
        entry = session.exec(select(JournalEntry).where(JournalEntry.seq == first.journal_seq)).one()
        now = data.superseded_at
        data.loaded_at, entry.at, data.superseded_at = (now - timedelta(hours=part) for part in (2, 1.5, 1))


def test_a_slot_takes_what_it_superseded_too(home: Settings, tmp_path: Path) -> None:
    first = counted(home, tmp_path)
    second = corrected(home, tmp_path)
    look(home)
    with reading(home) as session:
        slot = session.get_one(Dataset, second).slot
    audits = purge(home, Which(slot=slot), reason="срок вышел", author=ANNA)
    assert [one.dataset_id for one in audits] == [first, second]
    assert documents(home) == [False, False]
    for path in home.frames.iterdir():
        os.utime(path, (0, 0))  # what was computed first has been named by no row since the second time
    delete_files(home)
    assert frames(home) == named(home)


def test_a_reason_and_a_choice_are_needed_and_unknown_numbers_are_named(home: Settings, tmp_path: Path) -> None:
    number = counted(home, tmp_path)
    with pytest.raises(VekhaError, match="только с причиной"):
        purge(home, Which((number,)), reason=" ", author=ANNA)
    with pytest.raises(VekhaError, match="Что удалить"):
        purge(home, Which(), reason="срок", author=ANNA)
    with pytest.raises(NotFound, match="Набора нет: № 77, № 88"):
        away(home, number, 77, 88)
    with pytest.raises(NotFound, match="Наборов «2031/» нет"):
        purge(home, Which(slot="2031/"), reason="срок", author=ANNA)
    assert number in numbers(home)


def test_frames_that_no_row_names_go_when_they_are_old(home: Settings, tmp_path: Path) -> None:
    number = counted(home, tmp_path)
    old, young = home.frames / f"{'a' * 64}.parquet", home.frames / f"{'b' * 64}.parquet"
    for path in (old, young):
        path.write_bytes(b"rows")
    os.utime(old, (0, 0))
    away(home, number)
    assert (old.exists(), young.exists()) == (False, True), "a young one may be a computation's under way"


def test_tables_that_went_while_they_were_being_written_are_computed_again(home: Settings, tmp_path: Path) -> None:
    counted(home, tmp_path)
    corrected(home, tmp_path)
    wish, kept = Wish("six", 2024, JANUARY), frames(home)
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024), ["A1"])
        step = the_step(home, "A1")
        computed = compute_due(session, home, book.roadmap.by_code["A1"], [step], book, wish)
    for name in frames(home) - kept:
        frame_path(home, name).unlink()
    assert _write(home, "A1", computed, wish) == 0
    assert look(home) == 1
    assert frames(home) >= named(home)


def test_a_report_of_another_school_stays_and_the_list_is_counted_without_the_purged_one(
    home: Settings, tmp_path: Path
) -> None:
    number = counted(home, tmp_path)
    other = [("edu680102", "Примерск", "МБОУ «СОШ №2»", "40009", "4А", 2, 0, 0, 0, 0, "2", 3)]
    organisation = "МБОУ «СОШ №2» (edu680102) | Примерск | Кол-во участников: 1"
    load(home, vpr_report(tmp_path / "other.xlsx", other, organisation=organisation))
    look(home)
    before = the_step(home, "A1").result
    away(home, number)
    assert standing(home) == (State.STALE, "Устарело: 1. Входные данные изменились после расчёта.")
    assert look(home) == 1
    assert the_step(home, "A1").result != before
