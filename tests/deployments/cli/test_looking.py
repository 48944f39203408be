"""What people look at: how things stand, what is late, and the working table."""

from pathlib import Path

from openpyxl import load_workbook

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, done, hand_in, ref

ON = ("--as-of", "2024-02-15")
LATE = ("--as-of", "2024-03-05")


def test_every_measure_is_listed_with_its_title_state_and_sentence(vekha: Vekha) -> None:
    shown = vekha("status", *ON).said
    assert "six, 15.02.2024" in shown
    for said in (
        "A1",
        "Анализ результатов",
        "○ Открыто",
        "срок 29.02.2024",
        "E5",
        "Идёт по запросам: vekha request E5.",
    ):
        assert said in shown


def test_json_says_of_each_step_where_it_stands_and_why(vekha: Vekha) -> None:
    told = vekha("status", *LATE, "--json").json
    assert (told["roadmap"], told["cycle"], told["as_of"]) == ("six", 2024, "2024-03-05")
    step = told["steps"][0]
    assert {name: step[name] for name in ("code", "unit", "window", "status", "state", "flags", "deadline")} == {
        "code": "A1",
        "unit": "",
        "window": "2024-01-01/2024-02-29",
        "status": "planned",
        "state": "Overdue",
        "flags": ["overdue"],
        "deadline": "2024-02-29",
    }
    assert step["reason"] == "Срок истёк 29.02.2024. Открыто, срок 29.02.2024."
    assert [(one["code"], one["unit"]) for one in told["steps"]][1:3] == [("B2", FIRST), ("B2", SECOND)]
    assert {one["measure"]: one["counts"] for one in told["measures"]}["B2"] == {"Waiting": 2}


def test_derived_flags_are_those_that_are_true_now(vekha: Vekha, home: Settings) -> None:
    def flags(*on: str) -> list[list[str]]:
        return [step["flags"] for step in vekha("status", *on, "--json").json["steps"]][:2]

    assert flags("--as-of", "2024-02-25") == [["due_soon"], ["waiting"]]
    hand_in(home, ref("A1"))
    assert flags("--as-of", "2024-02-25") == [[], ["waiting"]]


def test_one_phase_can_be_looked_at(vekha: Vekha) -> None:
    told = vekha("status", "--phase", "mentoring", *ON, "--json").json
    assert {step["code"] for step in told["steps"]} == {"D4"}
    assert [one["measure"] for one in told["measures"]] == ["D4", "E5"]


def test_late_shows_what_needs_somebody_and_nothing_else(vekha: Vekha, home: Settings) -> None:
    assert vekha("status", "--late", *ON).said == "Просроченного, остановленного и устаревшего нет.\n"
    shown = vekha("status", "--late", *LATE).said
    assert "⚠ Просрочено" in shown
    assert "29.02.2024" in shown
    assert "B2" not in shown
    assert [step["code"] for step in vekha("status", "--late", *LATE, "--json").json["steps"]] == ["A1"]
    done(home, ref("A1"))
    assert vekha("status", "--late", *LATE).said == "Просроченного, остановленного и устаревшего нет.\n"


def test_the_working_table_opens_with_a_row_for_each_step(vekha: Vekha, tmp_path: Path) -> None:
    said = vekha("status", *LATE, "--xlsx", tmp_path / "статус.xlsx")
    assert "шагов: 7" in said.said
    sheet = load_workbook(tmp_path / "статус.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["Код", "Пункт", "Мероприятие"]
    assert [row[0] for row in rows[1:]] == ["A1", "B2", "B2", "C3", "D4", "D4", "F6"]
    assert rows[1][9] == "⚠ Просрочено"
    assert sheet.auto_filter.ref


def test_a_table_that_cannot_be_written_is_told_by_its_name(vekha: Vekha, tmp_path: Path) -> None:
    refused = vekha("status", *LATE, "--xlsx", tmp_path / "нет" / "статус.xlsx")
    assert refused.code == 1
    assert refused.complaint.startswith(f"{tmp_path / 'нет' / 'статус.xlsx'}: записать не удалось.")


def test_the_working_table_of_what_is_late_holds_nothing_else(vekha: Vekha, tmp_path: Path) -> None:
    assert "шагов: 1" in vekha("status", "--late", *LATE, "--xlsx", tmp_path / "поздно.xlsx").said
    sheet = load_workbook(tmp_path / "поздно.xlsx").active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["A1"]


def test_a_played_year_is_looked_at_on_its_last_day(vekha: Vekha, home: Settings) -> None:
    hand_in(home, ref("A1"))
    assert vekha("status", "--json").json["as_of"] == "2024-02-15"


def test_status_runs_as_a_program(vekha: Vekha) -> None:
    answer = vekha.program("status", *ON, "--json")
    assert (answer.code, answer.complaint) == (0, "")
    assert len(answer.json["steps"]) == 7


def test_only_what_a_role_leads_is_shown(vekha: Vekha) -> None:
    told = vekha("status", "--party", "МОУО", *ON, "--json").json
    assert {one["measure"] for one in told["measures"]} == {"D4"}
    assert {one["code"] for one in told["steps"]} == {"D4"}
    assert vekha("status", "--party", "МОУ", *ON).complaint.startswith("Роли «МОУ» в дорожной карте нет.")
