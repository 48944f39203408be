"""What is registered: every flow once, forms in Russian, clocks in the roadmap's own zone, hints for the phases."""

from typing import Any

import pytest
from prefect.client.schemas.schedules import CronSchedule, RRuleSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger

from deployments.register import deployments
from models.roadmap.definition import Phase
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six

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


def test_a_roadmap_of_ones_own_stands_among_the_choices() -> None:
    own = {one.flow_name: one for one in deployments([six()])}
    assert fields(own["Наставничество"])["roadmap"]["enum"] == [*shipped_names(), "six"]
    assert {"D4", "E5"} <= set(fields(own["Наставничество"])["measure"]["enum"])
    assert "A1" not in fields(own["Наставничество"])["measure"]["enum"]
    assert "A1" in fields(own["Сдача и приёмка"])["measure"]["enum"]


@pytest.mark.parametrize("name", REGISTERED)
def test_choices_are_offered_and_not_enforced(name: str) -> None:
    assert REGISTERED[name].enforce_parameter_schema is False


def zones(registered: list[RunnerDeployment]) -> list[str | None]:
    clocks = [clock.schedule for one in registered if one.flow_name == TICK for clock in one.schedules or []]
    assert {clock.cron for clock in clocks if isinstance(clock, CronSchedule)} == {"0 7 * * *"}
    return [clock.timezone for clock in clocks if isinstance(clock, CronSchedule)]


def test_the_tick_comes_every_morning_in_the_time_zone_of_every_roadmap_that_runs() -> None:
    shipped = sorted({read_roadmap(name).time_zone for name in shipped_names()})
    assert zones(deployments()) == shipped
    far = six().model_copy(update={"time_zone": "Asia/Kamchatka"})
    assert zones(deployments([far])) == sorted({*shipped, "Asia/Kamchatka"})


def test_a_year_opens_on_its_first_day_in_the_roadmaps_time_zone() -> None:
    yearly = {one.parameters["roadmap"]: one for one in deployments() if one.flow_name == YEARLY}
    assert sorted(yearly) == shipped_names()
    for name, one in yearly.items():
        (clock,) = one.schedules or []
        assert isinstance(clock.schedule, RRuleSchedule)
        assert "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=6" in clock.schedule.rrule
        assert "COUNT" not in clock.schedule.rrule
        assert clock.schedule.timezone == read_roadmap(name).time_zone


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
