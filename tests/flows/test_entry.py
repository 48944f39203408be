"""Submission and loading through Prefect: the same record as the command line's, and refusals in plain Russian."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prefect.client.schemas.objects import State
from sqlmodel import select

from flows.loading import loading
from flows.submission import submission
from models.records import Dataset
from tasks.database import engine, reading
from tests.flows.prefect_api import ended, graph_of, run_of, runs
from tests.flows.stories import KIRSANOV, SCHOOLS, Home
from tests.tasks.reading.files import SCHOOLS as REGISTER
from tests.tasks.reading.files import changed, text_file, vpr_report

FORM = "prefect-form:declared"


def filled(measure: str, action: str, day: str, **fields: Any) -> State[Any]:
    """The form, filled in by Petrova."""
    return ended(submission, KIRSANOV, measure, action, "Петрова", as_of=day, **fields)


def test_the_form_writes_what_the_command_line_writes(server: str, own_home: Home, tmp_path: Path) -> None:
    by_form = own_home.opened(simulated=True).answered()
    engine(by_form.settings.database).dispose()  # the last connection writes everything into the one file
    with Home.made(tmp_path / "other", own_home.settings.root / "vekha.db") as by_hand:
        by_hand.accepted("T02", date(2024, 2, 20))
        by_hand.accepted("T03", date(2024, 3, 20), unit=SCHOOLS[0])
        by_hand.returned("T08", date(2024, 4, 1), "нет подписи")
        by_hand.waived("T07", date(2024, 5, 2), "опорных школ нет")
    opening = len(by_form.authors())
    with by_form.meant():
        filled("T02", "сдать", "2024-02-20", number="7", dated="2024-02-20")
        filled("T02", "принять", "2024-02-20")
        filled("T03", "сдать", "2024-03-20", number="7", dated="2024-03-20", school=SCHOOLS[0])
        filled("T03", "принять", "2024-03-20", school=SCHOOLS[0])
        filled("T08", "сдать", "2024-04-01", number="7", dated="2024-04-01")
        filled("T08", "вернуть", "2024-04-01", reason="нет подписи")
        waived = filled("T07", "снять", "2024-05-02", reason="опорных школ нет")
    assert (waived.name, waived.message) == ("Waived", "Снято: опорных школ нет")
    assert by_form.steps() == by_hand.steps()
    assert by_form.moves() == by_hand.moves()
    assert by_form.notices() == by_hand.notices()
    assert set(by_form.authors()[opening:]) == {("Петрова", FORM)}


@pytest.mark.parametrize(
    ("filled_in", "answer"),
    [
        (("T02", "принять", "2024-02-20", {}), "сейчас нельзя, шаг — «запланировано»"),
        (("T99", "принять", "2024-02-20", {}), "Мероприятия T99 в дорожной карте нет"),
        (("T02", "сдать", "2024-02-20", {}), "Нечего сдавать: укажите файл, ссылку или № и дату документа"),
        (("T02", "сдать", "20 февраля", {"number": "7"}), "«20 февраля» — не дата: напишите 2024-08-31"),
        (("T02", "снять", "2024-02-20", {}), "нужна причина"),
        (
            ("T03", "сдать", "2024-03-20", {"number": "7", "dated": "2024-03-19", "school": SCHOOLS[0]}),
            "Сдавать рано, не исполнено: T02",
        ),
        (
            ("T03", "сдать", "2024-03-20", {"number": "7", "dated": "2024-03-19", "school": "edu1"}),
            "Шага T03 edu1 в цикле 2024 нет",
        ),
    ],
)
def test_what_cannot_be_done_is_red_and_says_why_in_russian(
    filled_in: tuple[str, str, str, dict[str, str]], answer: str, server: str, own_home: Home
) -> None:
    before = own_home.opened(simulated=True).everything()
    measure, action, day, fields = filled_in
    refused = filled(measure, action, day, **fields)
    assert (refused.name, refused.is_failed()) == ("Refused", True)
    assert re.search(answer, str(refused.message)), refused.message
    assert own_home.everything() == before


def test_a_form_for_a_roadmap_that_is_not_open_says_so(server: str, own_home: Home) -> None:
    refused = filled("T02", "принять", "2024-02-20")
    assert (refused.name, refused.message) == ("Refused", f"У дорожной карты «{KIRSANOV}» нет открытых циклов.")


def test_files_are_loaded_one_task_each_and_once(server: str, own_home: Home, tmp_path: Path) -> None:
    text_file(tmp_path / "schools.csv", REGISTER.replace("sch68", "edu68"))
    vpr_report(tmp_path / "vpr.xlsx")
    folder = tmp_path / "incoming"
    folder.mkdir()
    for name in ("schools.csv", "vpr.xlsx"):
        (tmp_path / name).rename(folder / name)
    first, again = ended(loading, str(folder)), ended(loading, str(folder))
    assert (first.name, first.message) == ("Loaded", "Файлов загружено: 2.")
    assert again.is_completed()
    boxes = graph_of(server, run_of(again), 2).boxes
    assert {name: box.message for name, box in boxes.items()} == {
        "schools.csv": "schools.csv: уже загружен, строк: 2.",
        "vpr.xlsx": "vpr.xlsx: уже загружен, строк: 3.",
    }
    with reading(own_home.settings) as session:
        assert sorted(one.kind for one in session.exec(select(Dataset))) == ["schools", "vpr"]


def test_a_wrong_file_is_red_and_everything_wrong_is_said(server: str, own_home: Home, tmp_path: Path) -> None:
    register = text_file(tmp_path / "schools.csv", REGISTER.replace("sch68", "edu68"))
    report = vpr_report(tmp_path / "vpr.xlsx", changed(1, Отметка="7"))
    refused = ended(loading, f"{register}; {report}; {tmp_path / 'absent.csv'}")
    shown = next(run for run in runs(server) if run["id"] == str(run_of(refused)))
    assert (shown["state_name"], shown["state_type"]) == ("Refused", "FAILED")
    said = shown["state"]["message"]
    assert "vpr.xlsx" in said
    assert "«7»" in said
    assert "absent.csv" in said
    with reading(own_home.settings) as session:
        assert [one.kind for one in session.exec(select(Dataset))] == ["schools"], "the right file is in, the wrong not"
