"""A script for any roadmap: what waits gets what it waits for, something goes wrong once, inside the plan's days."""

from pathlib import Path

import pytest

from deployments.demo.improvising import data_kinds, improvised, result_years, script_for
from deployments.demo.script import KIRSANOV, visited_days
from models.roadmap.definition import Roadmap, Unit
from models.roadmap.parsing import parse
from models.roadmap.plan import by_measure, occurrences
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.models.roadmap.small import SMALL, spoiled

SIX = str(Path(__file__).parent.parent.parent / "data" / "six.yaml")
SCHOOL_YEAR = spoiled(
    ('period: "2024"', "period: 2024/2025"),
    ("Февраль 2024", "Октябрь"),
    ("Март 2024", "Ноябрь"),
    ("Апрель 2024", "Февраль"),
)
ROADMAPS = [*map(read_roadmap, [*shipped_names(), SIX]), parse(SMALL, "small.yaml"), parse(SCHOOL_YEAR, "years.yaml")]

every_roadmap = pytest.mark.parametrize("roadmap", ROADMAPS, ids=lambda roadmap: f"{roadmap.name} {roadmap.period}")


@every_roadmap
def test_whatever_has_no_step_is_asked_for_and_whatever_has_no_dates_gets_them(roadmap: Roadmap) -> None:
    script, plan = improvised(roadmap), by_measure(occurrences(roadmap))
    asked = {code for codes in script.requests.values() for code in codes}
    dated = {code for deeds in script.dated.values() for code, _last, _document in deeds}
    assert asked == {one.code for one in roadmap.measures if one.code not in plan and not one.is_target}
    assert dated == {code for code, planned in plan.items() if any(found.due_on is None for found in planned)}


@every_roadmap
def test_different_measures_go_wrong_and_people_do_them(roadmap: Roadmap) -> None:
    script = improvised(roadmap)
    wrong = [*script.late, *script.returned, *script.waived]
    assert len(set(wrong)) == len(wrong)
    for measure in (roadmap.by_code[code] for code in wrong):
        assert not measure.action
        assert measure.code not in script.waived or measure.unit is Unit.SCHOOL


@every_roadmap
def test_everything_happens_inside_the_plan_and_every_years_schools_are_approved(roadmap: Roadmap) -> None:
    script, period = improvised(roadmap), roadmap.plan_period
    arriving = {day for day, years in script.arrivals.items() if max(years) <= period.end.year}
    assert all(period.start <= day <= period.end for day in script.days() - (set(script.arrivals) - arriving))
    assert sorted(script.approvals.values()) == list(period.years)
    assert min(script.approvals) > script.registers


@every_roadmap
def test_results_arrive_in_their_own_year_and_earlier_ones_at_the_beginning(roadmap: Roadmap) -> None:
    script = improvised(roadmap)
    assert sorted(year for years in script.arrivals.values() for year in years) == result_years(roadmap)
    assert all(max(years) <= day.year for day, years in script.arrivals.items())


def test_kirsanov_has_a_script_of_its_own_and_others_are_improvised() -> None:
    assert script_for(ROADMAPS[0]) is KIRSANOV
    assert script_for(ROADMAPS[1]) == improvised(ROADMAPS[1])
    assert improvised(read_roadmap("svetlogorsk-2022")).group == 1


def test_a_roadmap_that_rests_on_no_results_needs_none() -> None:
    assert (result_years(read_roadmap("novokuznetsk-2022")), data_kinds(read_roadmap("novokuznetsk-2022"))) == (
        [],
        set(),
    )
    assert result_years(read_roadmap("zhigalovo-2023")) == [2021, 2022, 2023]
    assert data_kinds(read_roadmap("rakitnoe-2021")) == {"oge", "ege"}


@every_roadmap
def test_every_month_and_every_deadline_is_visited(roadmap: Roadmap) -> None:
    period, plan = roadmap.plan_period, occurrences(roadmap)
    days = visited_days(plan, script_for(roadmap), period.start, period.end)
    assert days == sorted(set(days))
    assert {found.due_on for found in plan if found.due_on} <= set(days)
    assert days[0] >= period.start
    assert days[-1] <= period.end
