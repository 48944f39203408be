"""`vekha report slippage`: what people read of moved and missed deadlines."""

from pathlib import Path

from openpyxl import load_workbook

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import MARCH, done, ref

MAY = ("--as-of", "2024-05-15")


def moved(vekha: Vekha, home: Settings) -> None:
    """A1 was moved on by two weeks and is done two working days later still."""
    words = ("--reason", "карантин", "--signer", "заместитель министра", "--as-of", "2024-02-15")
    vekha("extend", "A1", "--to", "2024-03-13", *words)
    done(home, ref("A1"), as_of=MARCH)


def test_the_table_names_plan_deadline_hand_in_and_who_decided(vekha: Vekha, home: Settings) -> None:
    moved(vekha, home)
    said = vekha("report", "slippage", *MAY).said
    first = next(line for line in said.splitlines() if "A1" in line)
    assert [word.strip() for word in first.strip("│").split("│")] == [
        "A1", "", "29.02.2024", "13.03.2024", "15.03.2024", "10\u00a0рабочих дней", "заместитель министра: карантин",
    ]  # fmt: skip
    assert "и ещё без решения: 2\u00a0рабочих дня" in said
    assert "│ B2  │ Школа № 1, Школа № 2 │" in said
    assert "Срок перенесён: 1. Позже плана: 3, из них без решения: 3." in said


def test_where_nothing_slipped_that_is_all_that_is_said(vekha: Vekha) -> None:
    said = vekha("report", "slippage", "--as-of", "2024-02-15").said
    assert said == "Шагов со сроком: 6. Срок перенесён: 0. Позже плана: 0, из них без решения: 0.\n"


def test_one_measure_is_told_by_itself(vekha: Vekha, home: Settings) -> None:
    moved(vekha, home)
    told = vekha("report", "slippage", "--measure", "B2", *MAY, "--json").json
    assert {one["measure"] for one in told["slips"]} == {"B2"}
    assert told["summary"]["steps"] == 2
    assert "Мероприятия B3 в дорожной карте нет." in vekha("report", "slippage", "--measure", "B3", *MAY).complaint


def test_a_program_reads_the_same(vekha: Vekha, home: Settings) -> None:
    moved(vekha, home)
    told = vekha("report", "slippage", *MAY, "--json").json
    first = told["slips"][0]
    assert (first["measure"], first["planned"], first["late"]) == ("A1", "2024-02-29", 2)
    assert first["decisions"][0]["signer"] == "заместитель министра"
    assert told["summary"]["moved"] == 1


def test_the_workbook_has_a_row_a_step(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    moved(vekha, home)
    vekha("report", "slippage", "--xlsx", tmp_path / "сдвиг.xlsx", *MAY)
    sheet = load_workbook(tmp_path / "сдвиг.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[1][0] == "A1"
    assert rows[1][7:9] == (10, 2)
    assert rows[1][10:] == ("заместитель министра", "карантин")
