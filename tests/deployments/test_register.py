"""What is registered: every flow once, forms in Russian, clocks in the roadmap's own zone, hints for the phases."""

from typing import Any

import pytest
from prefect.client.schemas.schedules import CronSchedule, RRuleSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger

from deployments.register import deployments
from models.roadmap.definition import Phase, Roadmap
from tasks.reading.roadmap import read_roadmap, shipped_names

SHIPPED = [read_roadmap(name) for name in shipped_names()]
REGISTERED = {one.flow_name: one for one in deployments()}
HINTS = ("vekha.data.loaded", "vekha.group.approved", "vekha.phase.complete", "vekha.step.closed")
TICK, YEARLY = "Ежедневная проверка", "Годовой цикл"


def fields(of: RunnerDeployment) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = of._parameter_openapi_schema.model_dump()["properties"]
    return found


def _plain(hint: DeploymentEventTrigger) -> dict[str, Any]:
    match: dict[str, Any] = hint.model_dump()["match"]
    return match


def test_every_flow_is_registered_once() -> None:
    phases = [phase.label for phase in Phase]
    assert set(REGISTERED) == {*phases, TICK, YEARLY, "Сдача и приёмка", "Загрузка данных"}
    others = [one for one in deployments() if one.flow_name != YEARLY]
    assert len(others) == len(REGISTERED) - 1


@pytest.mark.parametrize("name", REGISTERED)
def test_a_form_speaks_russian_and_is_flat(name: str) -> None:
    assert REGISTERED[name].description
    for field in fields(REGISTERED[name]).values():
        assert field["title"][0] in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", field
        assert field["description"], field
        assert field["type"] in ("string", "integer", "boolean"), field


def test_a_phase_offers_its_own_measures_and_all_of_them() -> None:
    measure = fields(REGISTERED["Анкетирование"])["measure"]
    assert (measure["default"], measure["enum"]) == ("все", ["все", "T02", "T03", "Z-A3"])
    assert fields(REGISTERED["Анкетирование"])["roadmap"]["enum"] == shipped_names()
    assert fields(REGISTERED["Анкетирование"])["redo"]["enum"] == ["stale", "failed", "all"]


def test_the_form_of_submission_offers_every_measure_and_four_deeds() -> None:
    form = fields(REGISTERED["Сдача и приёмка"])
    assert form["measure"]["enum"] == [measure.code for roadmap in SHIPPED for measure in roadmap.measures]
    assert form["action"]["enum"] == ["сдать", "принять", "вернуть", "снять"]


def test_the_tick_comes_every_morning_in_each_roadmaps_time_zone() -> None:
    clocks = [clock.schedule for clock in REGISTERED[TICK].schedules or []]
    assert {clock.cron for clock in clocks if isinstance(clock, CronSchedule)} == {"0 7 * * *"}
    assert [clock.timezone for clock in clocks if isinstance(clock, CronSchedule)] == sorted(
        {roadmap.time_zone for roadmap in SHIPPED}
    )


@pytest.mark.parametrize("roadmap", SHIPPED, ids=lambda roadmap: str(roadmap.name))
def test_a_year_opens_on_its_first_day_in_the_roadmaps_time_zone(roadmap: Roadmap) -> None:
    (yearly,) = [one for one in deployments() if one.parameters == {"roadmap": roadmap.name}]
    assert yearly.flow_name == YEARLY
    (clock,) = yearly.schedules or []
    assert isinstance(clock.schedule, RRuleSchedule)
    assert "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=6" in clock.schedule.rrule
    assert "COUNT" not in clock.schedule.rrule
    assert clock.schedule.timezone == roadmap.time_zone


@pytest.mark.parametrize("phase", Phase)
def test_a_phase_listens_for_hints_about_itself_and_live_cycles_only(phase: Phase) -> None:
    hints = [one for one in REGISTERED[phase.label].triggers if isinstance(one, DeploymentEventTrigger)]
    assert sorted(event for hint in hints for event in hint.expect) == sorted(HINTS)
    for hint in hints:
        assert _plain(hint) == {"vekha.opens": phase.value, "vekha.clock": "live"}


@pytest.mark.parametrize("name", [*(phase.label for phase in Phase), TICK, YEARLY])
def test_what_has_a_clock_or_a_hint_runs_one_at_a_time(name: str) -> None:
    assert REGISTERED[name].concurrency_limit == 1


def test_two_people_may_fill_forms_in_at_once() -> None:
    assert REGISTERED["Сдача и приёмка"].concurrency_limit is None
