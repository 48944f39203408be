"""With a quorum a gate opens for the schools whose data are in order, and says which are not."""

from datetime import date
from pathlib import Path

from sqlmodel import select

from models.assessment.parameters import Parameters
from models.records import ResultTable
from models.roadmap.definition import Roadmap
from models.roadmap.needs import DataCheck, DataNeed
from models.steps.state import State
from models.steps.summary import Examination
from tasks.database import reading
from tasks.record.book import find_cycle
from tasks.record.standing import rows
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import JANUARY, MARCH, done, opened, ref, six_with
from tests.tasks.keeping.counted import load
from tests.tasks.reading.files import DENSE, SCHOOLS, text_file, vpr_report

ONE, TWO = "edu680101", "edu680102"
OF_TWO = [(TWO, "Примерск", "МБОУ «СОШ №2»", "40009", "4А", 2, 0, 0, 0, 0, "2", 3)]


def a_roadmap(code: str, check: DataCheck, **changes: object) -> Roadmap:
    needs = (DataNeed(kind="vpr", years=(2024,)), DataNeed(kind="schools"))
    six = six_with(code, data=needs, checks=(check,), **changes)
    fields = {name: getattr(six, name) for name in Roadmap.model_fields}
    return Roadmap(**fields | {"assessment": Parameters(risk_failed_subjects=1, vpr_grades=(4,))})


def looked(home: Settings, code: str, day: date = JANUARY) -> Examination:
    return examine(home, code, Wish("six", 2024, day))


def loaded(home: Settings, folder: Path, register: str = SCHOOLS) -> None:
    load(home, text_file(folder / "schools.csv", register))
    load(home, vpr_report(folder / "vpr.xlsx"))


def test_without_a_quorum_one_school_stops_all(home: Settings, tmp_path: Path) -> None:
    loaded(home, tmp_path)
    check = DataCheck(name="results_are_present")
    opened(home, roadmap=a_roadmap("A1", check, action="pupils_at_risk", acceptance=None))
    assert looked(home, "A1").state is State.DATA_CHECK_FAILED


def test_with_a_quorum_the_gate_opens_and_names_who_is_left_out(any_home: Settings, tmp_path: Path) -> None:
    loaded(any_home, tmp_path)
    check = DataCheck(name="results_are_present", quorum=0.5)
    opened(any_home, roadmap=a_roadmap("A1", check, action="pupils_at_risk", acceptance=None))
    assert looked(any_home, "A1").state is State.DONE
    with reading(any_home) as session:
        (row,) = [one for one in rows(session, find_cycle(session, "six", 2024), JANUARY) if one.code == "A1"]
    assert row.reason == "Исполнено 15.01.2024. Без школ, чьи данные не в порядке (1): edu680102."
    assert looked(any_home, "A1").changed == 0


def test_what_a_left_out_school_has_is_not_counted(home: Settings, tmp_path: Path) -> None:
    loaded(home, tmp_path, SCHOOLS.replace("Сосновка;300", "Сосновка;2"))
    load(home, vpr_report(tmp_path / "two.xlsx", OF_TWO, organisation="МБОУ «СОШ №2» (edu680102) | Примерск | 1"))
    check = DataCheck(name="participants_fit_the_register", quorum=0.5)
    opened(home, roadmap=a_roadmap("A1", check, action="pupils_at_risk", acceptance=None))
    assert looked(home, "A1").state is State.DONE
    with reading(home) as session:
        table = session.exec(select(ResultTable).where(ResultTable.name == "list")).one()
    assert table.rows == 1, "of two pupils with «2» one is of the school that has more participants than pupils"


def test_of_schools_each_is_stopped_by_its_own_data_only(home: Settings, tmp_path: Path) -> None:
    loaded(home, tmp_path)
    check = DataCheck(name="results_are_present", quorum=0.5)
    opened(home, ONE, TWO, roadmap=a_roadmap("B2", check))
    done(home, ref("A1"))
    said = looked(home, "B2", MARCH)
    assert said.counts == {State.OPEN: 1, State.DATA_CHECK_FAILED: 1}
    with reading(home) as session:
        found = {
            one.unit: one.state for one in rows(session, find_cycle(session, "six", 2024), MARCH) if one.code == "B2"
        }
    assert found == {ONE: State.OPEN, TWO: State.DATA_CHECK_FAILED}


def test_appeals_that_time_has_closed_stop_no_longer(home: Settings, tmp_path: Path) -> None:
    loaded(home, tmp_path)
    load(home, text_file(tmp_path / "p.csv", DENSE))
    needs, check = (DataNeed(kind="ege", years=(2024,)),), DataCheck(name="appeals_are_closed")
    opened(home, roadmap=six_with("A1", data=needs, checks=(check,)))
    assert looked(home, "A1", date(2024, 6, 20)).state is State.DATA_CHECK_FAILED, "held on 3 June"
    assert looked(home, "A1", date(2024, 7, 3)).state is State.OVERDUE, "the same files, a later day"
