"""The deployments: which flow starts by which clock, event or form. Registered by `vekha up` and by the demo."""

from typing import Any

from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.flows import Flow
from prefect.schedules import Cron, RRule
from prefect.types.entrypoint import EntrypointType

from flows.annual_cycle import annual_cycle
from flows.daily_tick import daily_tick
from flows.loading import loading
from flows.phases import PHASES
from flows.submission import submission
from models.roadmap.definition import Phase
from tasks.nudge import PHASE_COMPLETE, STEP_CLOSED
from tasks.reading.roadmap import read_roadmap, shipped_names

TICK_AT = "0 7 * * *"


def deployments() -> list[RunnerDeployment]:
    """Every deployment of the product."""
    phases = [_deployment(flow, triggers=_hints(phase)) for phase, flow in PHASES.items()]
    return [*phases, *_annual_cycles(), _daily_tick(), _deployment(submission), _deployment(loading)]


def _deployment(flow: "Flow[..., Any]", name: str = "веха", **options: object) -> RunnerDeployment:
    made = flow.to_deployment(
        name,
        description=flow.description,
        tags=["vekha"],
        entrypoint_type=EntrypointType.MODULE_PATH,
        concurrency_limit=1,
        **options,  # type: ignore[arg-type]
    )
    assert isinstance(made, RunnerDeployment)
    return made


def _hints(phase: Phase) -> list[DeploymentEventTrigger]:
    """A phase starts when the one before it is complete, or when a step that it waits for is closed."""
    return [
        DeploymentEventTrigger(
            name=f"{phase.label}: {event}",
            expect={event},
            match={"vekha.opens": phase.value, "vekha.clock": "live"},
            parameters={
                "roadmap": "{{ event.resource['vekha.roadmap'] }}",
                "cycle": {"__prefect_kind": "json", "value": {"__prefect_kind": "jinja", "template": _CYCLE}},
                "as_of": "{{ event.resource['vekha.as_of'] }}",
            },
        )
        for event in (PHASE_COMPLETE, STEP_CLOSED)
    ]


_CYCLE = "{{ event.resource['vekha.cycle'] | int }}"


def _annual_cycles() -> list[RunnerDeployment]:
    """A deployment a roadmap: each opens its year on the first of January of its own time zone."""
    return [
        _deployment(
            annual_cycle,
            f"{roadmap.name} ежегодно",
            parameters={"roadmap": roadmap.name},
            schedule=RRule(
                "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=6;BYMINUTE=0;BYSECOND=0", timezone=roadmap.time_zone
            ),
        )
        for roadmap in map(read_roadmap, shipped_names())
    ]


def _daily_tick() -> RunnerDeployment:
    """One tick a day for each time zone that a roadmap lives in; a second one on a day does no harm."""
    zones = sorted({read_roadmap(name).time_zone for name in shipped_names()})
    return _deployment(daily_tick, schedules=[Cron(TICK_AT, timezone=zone) for zone in zones])
