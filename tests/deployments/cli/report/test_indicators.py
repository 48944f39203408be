"""`vekha report indicators` and `vekha indicator`: targets against the record; what is unknown is null and said why."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tasks.reading.roadmap import read_roadmap
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, opened


@pytest.fixture
def vekha(home: Settings) -> Vekha:
    """The command, in a home where Zhigalovo's 2023 is open for two schools."""
    opened(
        home, FIRST, SECOND, roadmap=read_roadmap("zhigalovo-2023"), year=2023, as_of=date(2023, 4, 1), simulated=True
    )
    return Vekha()


def test_what_nobody_knows_is_null_with_the_reason_and_never_zero(vekha: Vekha) -> None:
    found = vekha("report", "indicators", "--json").json
    assert len(found) == 31
    by_people = next(one for one in found if one["measure"] == "Z-B2")
    assert (by_people["count"], by_people["met"]) == (None, "not_available")
    assert "никто не внёс" in by_people["why"]
    closed = next(one for one in found if one["measure"] == "Z-A3")
    assert (closed["count"], closed["met"]) == ({"numerator": 0, "denominator": 2}, "not_met")


def test_a_persons_count_is_shown_against_the_target(vekha: Vekha) -> None:
    said = vekha("indicator", "Z-B4", "--count", 30, "--of", 40, "--basis", "отчёт № 7").said
    assert "30 из 40 (75\u00a0%)" in said
    shown = next(one for one in vekha("report", "indicators", "--json").json if one["measure"] == "Z-B4")
    assert shown["met"] == "met"
    table = vekha("report", "indicators").said
    assert "достигнут — 1" in table
    assert "vekha indicator" in table


def test_the_workbook_has_a_row_for_each_indicator(vekha: Vekha, tmp_path: Path) -> None:
    path = tmp_path / "показатели.xlsx"
    vekha("report", "indicators", "--xlsx", path)
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][2] == "Показатель, как в приказе"
    assert len(rows) == 32
