"""What is registered: every flow once, forms in Russian, clocks in the roadmap's own zone, hints for the phases."""

from typing import Any

import pytest
from prefect.client.schemas.schedules import CronSchedule, RRuleSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger

from deployments.register import deployments
from models.roadmap.definition import Phase
from tasks.reading.roadmap import read_roadmap

REGISTERED = {one.flow_name: one for one in deployments()}
HINTS = ("vekha.data.loaded", "vekha.phase.complete", "vekha.step.closed")
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
    assert len(deployments()) == len(REGISTERED)


@pytest.mark.parametrize("name", REGISTERED)
def test_a_form_speaks_russian_and_is_flat(name: str) -> None:
    assert REGISTERED[name].description
    for field in fields(REGISTERED[name]).values():
        assert field["title"][0] in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", field
        assert field["description"], field
        assert field["type"] in ("string", "integer", "boolean"), field


def test_a_phase_offers_its_own_measures_and_all_of_them() -> None:
    measure = fields(REGISTERED["Анкетирование"])["measure"]
    assert (measure["default"], measure["enum"]) == ("все", ["все", "T02", "T03"])
    assert fields(REGISTERED["Анкетирование"])["roadmap"]["enum"] == ["kirsanov-2024"]
    assert fields(REGISTERED["Анкетирование"])["redo"]["enum"] == ["stale", "failed", "all"]


def test_the_form_of_submission_offers_every_measure_and_four_deeds() -> None:
    form = fields(REGISTERED["Сдача и приёмка"])
    assert form["measure"]["enum"] == [measure.code for measure in read_roadmap("kirsanov-2024").measures]
    assert form["action"]["enum"] == ["сдать", "принять", "вернуть", "снять"]


def test_the_tick_comes_every_morning_in_the_roadmaps_time_zone() -> None:
    (clock,) = REGISTERED[TICK].schedules or []
    assert isinstance(clock.schedule, CronSchedule)
    assert (clock.schedule.cron, clock.schedule.timezone) == ("0 7 * * *", "Europe/Moscow")


def test_a_year_opens_on_its_first_day_in_the_roadmaps_time_zone() -> None:
    (clock,) = REGISTERED[YEARLY].schedules or []
    assert isinstance(clock.schedule, RRuleSchedule)
    assert "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=6" in clock.schedule.rrule
    assert "COUNT" not in clock.schedule.rrule
    assert clock.schedule.timezone == "Europe/Moscow"
    assert REGISTERED[YEARLY].parameters == {"roadmap": "kirsanov-2024"}


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
