"""`vekha report monitoring`: a period summed up on the screen, as JSON and as a paper."""

from pathlib import Path

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, opened, six_with

ON = ("--as-of", "2024-10-05")


def test_a_period_is_shown_and_written(home: Settings, tmp_path: Path) -> None:
    opened(home, FIRST, SECOND, roadmap=six_with("D4", draft="curator_report"))
    vekha = Vekha()
    assert "Школ: 2, отчётов кураторов: 0." in vekha("report", "monitoring", *ON).said
    told = vekha("report", "monitoring", "--to", tmp_path / "отчёт", *ON, "--json").json
    assert [(one["school"], one["risks"]) for one in told["schools"]] == [
        (FIRST, ["no_report", "overdue"]),
        (SECOND, ["no_report", "overdue"]),
    ]
    (paper,) = (tmp_path / "отчёт").iterdir()
    assert paper.name == "Сводный отчёт о мониторинге 2024-09-01–2024-09-30.docx"


def test_an_order_without_such_reports_says_so(home: Settings) -> None:
    opened(home, FIRST)
    assert "сводить нечего" in Vekha()("report", "monitoring", *ON).complaint
