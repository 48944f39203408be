"""What a preview says is what happens after the real loading; and it leaves nothing behind."""

import hashlib
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from models.steps.state import State
from tasks.database import reading
from tasks.preview.effect import preview
from tasks.settings import Settings
from tests.factories import FEBRUARY, FIRST, done, opened, ref, the_step
from tests.tasks.keeping.counted import a_roadmap, corrected, counted, load, look
from tests.tasks.reading.files import SCHOOLS, changed, text_file, vpr_report


def everything(home: Settings) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Every row of every table, and every file but the database's own."""
    with reading(home) as session:
        rows = {
            name: sorted(str(tuple(row)) for row in session.execute(select(table)))  # type: ignore[call-overload]
            for name, table in SQLModel.metadata.tables.items()
        }
    files = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.root.rglob("*")
        if path.is_file() and not path.name.startswith("vekha.db")
    }
    return rows, files


def test_a_preview_changes_nothing(any_home: Settings, tmp_path: Path) -> None:
    counted(any_home, tmp_path)
    before = everything(any_home)
    found = preview([correction(tmp_path)], actor="cli:test", settings=any_home)
    assert found.recomputed
    assert everything(any_home) == before


def correction(folder: Path) -> Path:
    """One more pupil has «2»."""
    return vpr_report(folder / "vpr2.xlsx", changed(0, Отметка="2", Первичный_балл=0, task1=0, task2=0))


def test_the_list_that_changes_is_told_in_counts_and_then_does_so(any_home: Settings, tmp_path: Path) -> None:
    counted(any_home, tmp_path)
    found = preview([correction(tmp_path)], actor="cli:test", settings=any_home)
    (changed_list,) = found.lists
    assert (changed_list.before, changed_list.after, changed_list.added, changed_list.removed) == (1, 2, 1, 0)
    assert [(one.code, one.window) for one in found.recomputed] == [("A1", "2024-01-01/2024-02-29")]
    assert [(one.file_name, one.is_first) for one in found.documents] == [
        ("Список обучающихся группы риска по итогам ВПР 15.01.2024.docx", False),
        ("Список обучающихся группы риска по итогам ВПР. Приложение 15.01.2024.xlsx", False),
    ]
    assert found.steps == ()
    (report,) = found.files
    assert (report.kind, len(report.superseded)) == ("vpr", 1)
    before = the_step(any_home, "A1").result
    corrected(any_home, tmp_path)
    assert look(any_home) == 1
    assert the_step(any_home, "A1").result != before
    again = preview([tmp_path / "vpr2.xlsx"], actor="cli:test", settings=any_home)
    assert (again.recomputed, again.files[0].was_known) == ((), True)


def test_who_is_to_hand_in_again_is_told(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    load(home, vpr_report(tmp_path / "vpr.xlsx"))
    opened(home, FIRST, roadmap=a_roadmap(), simulated=True)
    look(home)
    done(home, ref("B2", FIRST), as_of=FEBRUARY)
    found = preview([correction(tmp_path)], actor="cli:test", settings=home)
    (asked,) = found.to_hand_in
    assert (asked.step.code, asked.step.school, asked.before, asked.after) == (
        "B2", "Школа № 1", State.DONE, State.STALE,
    )  # fmt: skip
    assert asked.party
    assert "A1" in asked.sentence


def test_data_that_make_a_first_computation_possible_are_told(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    opened(home, roadmap=a_roadmap(), simulated=True)
    found = preview([vpr_report(tmp_path / "vpr.xlsx")], actor="cli:test", settings=home)
    assert [(one.before, one.after) for one in found.steps if one.step.code == "A1"] == [(State.WAITING, State.DONE)]
    assert [one.is_first for one in found.documents] == [True, True]
    assert (found.lists[0].before, found.lists[0].after) == (0, 1)


def test_files_are_foreseen_together_and_a_refused_one_hides_no_other(home: Settings, tmp_path: Path) -> None:
    opened(home, roadmap=a_roadmap(), simulated=True)
    good = [text_file(tmp_path / "schools.csv", SCHOOLS), vpr_report(tmp_path / "vpr.xlsx")]
    wrong = vpr_report(tmp_path / "wrong.xlsx", changed(2, Отметка="7"))
    found = preview([*good, wrong], actor="cli:test", settings=home)
    assert [report.kind for report in found.files] == ["schools", "vpr"], "the register is known to the second file"
    assert [problem.value for problem in found.refused[str(wrong)].problems] == ["7"]
    assert found.documents


def test_what_is_due_anyway_is_not_the_files_doing(home: Settings, tmp_path: Path) -> None:
    counted(home, tmp_path)
    corrected(home, tmp_path)
    found = preview([text_file(tmp_path / "schools2.csv", SCHOOLS.replace("300", "301"))], actor="c", settings=home)
    assert (found.recomputed, found.lists, found.documents) == ((), (), ())


def test_without_an_open_year_there_is_nothing_to_compare(home: Settings, tmp_path: Path) -> None:
    found = preview([text_file(tmp_path / "schools.csv", SCHOOLS)], actor="cli:test", settings=home)
    assert (found.cycles, [report.rows for report in found.files]) == ((), [2])
    assert not home.secret_path.exists()


@pytest.mark.parametrize("name", ["нет.csv"])
def test_a_file_that_is_not_there_is_refused_in_words(home: Settings, tmp_path: Path, name: str) -> None:
    found = preview([tmp_path / name], actor="cli:test", settings=home)
    assert list(found.refused) == [str(tmp_path / name)]
