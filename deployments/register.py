"""The deployments: which flow starts by which clock, event or form. Registered by `vekha up` and by the demo."""

from collections.abc import Iterable, Sequence
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
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
from models.roadmap.definition import Phase, Roadmap
from tasks.reading.roadmap import read_roadmap, shipped_names
from tasks.running.nudge import DATA_LOADED, GROUP_APPROVED, PHASE_COMPLETE, STEP_CLOSED

TICK_AT = "0 7 * * *"
YEAR_OPENS_AT = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYHOUR=6;BYMINUTE=0;BYSECOND=0"

# A hint that comes while its phase runs waits for its turn: the run may have passed what the hint is about.
IN_TURN = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
# A second tick beside a running one has nothing of its own to do (after downtime every late one comes at once).
ONCE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def deployments(own: Sequence[Roadmap] = ()) -> list[RunnerDeployment]:
    """Every deployment of the product.

    own: roadmaps that run here besides those that ship: forms offer them, and the tick keeps their time too
    """
    phases = [_of_phase(phase, own) for phase in PHASES]
    forms = [_offering(_deployment(submission), own, Phase), _deployment(loading)]
    return [*phases, *_annual_cycles(), _daily_tick(own), *forms]


def _of_phase(phase: Phase, own: Sequence[Roadmap]) -> RunnerDeployment:
    made = _deployment(PHASES[phase], triggers=_hints(phase), concurrency_limit=IN_TURN)
    return _offering(made, own, [phase])


def _deployment(flow: Flow[Any, Any], name: str = "веха", **options: object) -> RunnerDeployment:
    made = flow.to_deployment(
        name,
        description=flow.description,
        tags=["vekha"],
        entrypoint_type=EntrypointType.MODULE_PATH,
        # The choices of a form are offered: a hint about a roadmap of one's own must not be refused by them.
        enforce_parameter_schema=False,
        **options,  # type: ignore[arg-type]
    )
    assert isinstance(made, RunnerDeployment)
    return made


def _offering(made: RunnerDeployment, own: Sequence[Roadmap], phases: Iterable[Phase]) -> RunnerDeployment:
    """The form, with these roadmaps and their measures of these phases among its choices."""
    wanted = set(phases)
    more = {
        "roadmap": [roadmap.name for roadmap in own],
        "measure": [one.code for roadmap in own for one in roadmap.measures if one.phase in wanted],
    }
    fields = made._parameter_openapi_schema.properties
    for name, choices in more.items():
        fields[name]["enum"] = list(dict.fromkeys([*fields[name]["enum"], *choices]))
    return made


def _hints(phase: Phase) -> list[DeploymentEventTrigger]:
    """A phase starts when the one before it is complete, or when a step, data or schools come that it waits for.

    A parameter that is one template keeps the type of its expression: the cycle arrives as a number.
    """
    return [
        DeploymentEventTrigger(
            name=f"{phase.label}: {event}",
            expect={event},
            match={"vekha.opens": phase.value, "vekha.clock": "live"},
            parameters={
                "roadmap": "{{ event.resource['vekha.roadmap'] }}",
                "cycle": "{{ event.resource['vekha.cycle'] | int }}",
                "as_of": "{{ event.resource['vekha.as_of'] }}",
            },
        )
        for event in (PHASE_COMPLETE, STEP_CLOSED, DATA_LOADED, GROUP_APPROVED)
    ]


def _annual_cycles() -> list[RunnerDeployment]:
    """A deployment a roadmap: each opens its year on the first of January of its own time zone."""
    return [
        _deployment(
            annual_cycle,
            f"{roadmap.name} ежегодно",
            parameters={"roadmap": roadmap.name},
            schedule=RRule(YEAR_OPENS_AT, timezone=roadmap.time_zone),
            concurrency_limit=ONCE,
        )
        for roadmap in map(read_roadmap, shipped_names())
    ]


def _daily_tick(own: Sequence[Roadmap]) -> RunnerDeployment:
    """One tick a day for each time zone that a roadmap lives in; a second one on a day does no harm."""
    zones = sorted({roadmap.time_zone for roadmap in (*map(read_roadmap, shipped_names()), *own)})
    schedules = [Cron(TICK_AT, timezone=zone) for zone in zones]
    return _deployment(daily_tick, schedules=schedules, concurrency_limit=ONCE)
