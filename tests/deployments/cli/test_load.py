"""`vekha load`: what was loaded, what was refused and why."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from deployments.cli.load import Kind, load
from tasks.reading.recognising import KINDS
from tasks.settings import Settings
from tests.tasks.keeping.counted import counted
from tests.tasks.reading.files import DENSE, SCHOOLS, changed, text_file, vpr_report

APP = typer.Typer()
APP.command()(load)


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(APP, [str(word) for word in words])
    return result.exit_code, result.output


def test_what_was_loaded_is_shown(home: Settings, tmp_path: Path) -> None:
    schools = text_file(tmp_path / "schools.csv", SCHOOLS)
    code, shown = run(schools)
    assert code == 0
    assert "реестр школ" in shown
    assert "уже был загружен" in run(schools)[1]


def test_a_refused_file_is_told_in_full_and_the_others_are_loaded(home: Settings, tmp_path: Path) -> None:
    schools = text_file(tmp_path / "schools.csv", SCHOOLS)
    wrong = vpr_report(tmp_path / "w.xlsx", changed(2, Отметка="7", Класс="А"))
    code, shown = run(wrong, schools, text_file(tmp_path / "p.csv", DENSE))
    assert code == 1
    assert "Файл «w.xlsx» не загружен, замечаний: 2" in shown
    assert "строка 10, столбец «Отметка»: «7» — отметка — целое число от 2 до 5" in shown
    assert "протокол ЕГЭ" in shown


def test_the_answer_can_be_read_by_a_program(home: Settings, tmp_path: Path) -> None:
    code, shown = run("--json", text_file(tmp_path / "s.csv", SCHOOLS), tmp_path / "нет.csv")
    answer = json.loads(shown)
    assert code == 1
    assert [(report["kind"], report["rows"]) for report in answer["loaded"]] == [("schools", 2)]
    assert answer["refused"][0]["problems"][0]["remedy"].startswith("файл не читается")


def test_a_file_of_another_kind_than_asked_is_refused(home: Settings, tmp_path: Path) -> None:
    code, shown = run("--as", "vpr", text_file(tmp_path / "s.csv", SCHOOLS))
    assert code == 1
    assert "это «реестр школ»" in shown


def test_a_kind_that_does_not_exist_is_refused_with_the_ones_that_do(home: Settings, tmp_path: Path) -> None:
    code, shown = run("--as", "впр", text_file(tmp_path / "s.csv", SCHOOLS))
    assert code == 2
    assert "assignments" in shown


def test_the_kinds_that_can_be_asked_for_are_those_that_are_recognised() -> None:
    assert {kind.value for kind in Kind} == set(KINDS)


def test_a_known_file_of_another_kind_than_asked_is_refused_too(home: Settings, tmp_path: Path) -> None:
    schools = text_file(tmp_path / "s.csv", SCHOOLS)
    assert run(schools)[0] == 0
    assert run("--as", "vpr", schools)[0] == 1


def test_a_file_is_named_as_it_is_called(home: Settings, tmp_path: Path) -> None:
    assert "res[final].csv" in run(text_file(tmp_path / "res[final].csv", SCHOOLS))[1]


def test_a_preview_shows_what_would_change_and_loads_nothing(home: Settings, tmp_path: Path) -> None:
    counted(home, tmp_path)
    correction = vpr_report(tmp_path / "vpr2.xlsx", changed(0, Отметка="2", Первичный_балл=0, task1=0, task2=0))
    code, shown = run("--preview", correction)
    assert code == 0
    assert "vpr2.xlsx: будет загружен, строк: 3" in shown
    assert "Списки: строк" in shown
    assert "Ничего не загружено" in shown
    told = json.loads(run("--preview", "--json", correction)[1])
    assert [(one["before"], one["after"]) for one in told["lists"]] == [(1, 2)]
    assert told["cycles"] == [{"roadmap": "six", "cycle": 2024, "as_of": "2024-01-15"}]
    assert json.loads(run("--json", correction)[1])["loaded"][0]["superseded"] == [2], "only now it is loaded"
    assert "Ничего не изменится." in run("--preview", correction)[1]


def test_a_preview_of_a_wrong_file_says_what_is_wrong_in_it(home: Settings, tmp_path: Path) -> None:
    code, shown = run("--preview", vpr_report(tmp_path / "w.xlsx", changed(2, Отметка="7")))
    assert code == 1
    assert "«7» — отметка — целое число от 2 до 5" in shown
    assert "Ни один год не открыт" in shown
