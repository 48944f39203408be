"""What a phase shows the authority: the heat map while profiles are made, the period's dashboard; else nothing."""

from datetime import date
from pathlib import Path

from models.roadmap.definition import Phase
from tasks.database import reading
from tasks.record.book import find_cycle, read_book
from tasks.running.dashboards import dashboard_of
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, opened, ref, six_with, waive
from tests.tasks.survey.field import ENOUGH, HEAD, answers, load, surveyed

APRIL, OCTOBER = date(2024, 4, 10), date(2024, 10, 5)


def board(home: Settings, phase: Phase, as_of: date = APRIL) -> str:
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        return dashboard_of(session, home, cycle, read_book(session, cycle), phase, as_of)


def test_the_heat_map_shows_the_schools_that_answered(any_home: Settings, tmp_path: Path) -> None:
    surveyed(any_home, tmp_path)
    assert board(any_home, Phase.RISK_SURVEY) == "", "nobody has answered"
    load(any_home, tmp_path, "answers.csv", HEAD + answers(any_home, FIRST, ENOUGH))
    shown = board(any_home, Phase.RISK_SURVEY)
    assert "| Школа № 1 | ◐ |" in shown
    assert "Школа № 2" not in shown


def test_when_every_profile_is_finished_the_map_is_drawn_no_more(home: Settings, tmp_path: Path) -> None:
    surveyed(home, tmp_path)
    load(home, tmp_path, "answers.csv", HEAD + answers(home, FIRST, ENOUGH))
    for school in (FIRST, SECOND):
        waive(home, ref("B2", school))
    assert board(home, Phase.RISK_SURVEY) == ""


def test_the_dashboard_is_the_monitoring_phases_and_only_where_curators_report(home: Settings) -> None:
    opened(home, FIRST, SECOND, roadmap=six_with("D4", draft="curator_report"))
    assert "Период 01.09.2024 – 30.09.2024, на 05.10.2024." in board(home, Phase.MONITORING, OCTOBER)
    assert board(home, Phase.ANALYSIS, OCTOBER) == ""


def test_an_order_without_curators_reports_has_no_dashboard(home: Settings) -> None:
    opened(home, FIRST)
    assert board(home, Phase.MONITORING, OCTOBER) == ""
