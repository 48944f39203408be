"""The demo counted: what `--json` prints. How it is shown to people is in board.py."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlmodel import col, func, select

from models.assessment.analysis import Result
from models.records import Cycle, Notice, Step
from models.steps.status import Status
from tasks.database import reading
from tasks.record.book import recorded_definition
from tasks.record.writer import verify
from tasks.sample.scoring import Score
from tasks.settings import Settings


@dataclass(frozen=True)
class Report:
    """The demo's answer, as `--json` prints it.

    measures: of the order; plan_measures: those that schools' plans brought into the year
    steps: status → number; runs: Prefect state name → flow runs; notices: kind → number; truth: planted kind → score;
    unasked: rule that no measure asks for → rows of its list; glance: a day in mid-play and what came of it (glance.py)
    """

    roadmap: str
    measures: int
    measures_with_steps: int
    plan_measures: int
    steps: Mapping[str, int]
    runs: Mapping[str, int]
    task_runs: int
    notices: Mapping[str, int]
    unasked: Mapping[str, int]
    truth: Mapping[str, Score]
    glance: Mapping[str, object] | None
    journal_verified: bool
    seconds: float

    def as_json(self) -> str:
        """One JSON object on one line."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)


def report(
    settings: Settings,
    roadmap: str,
    *,
    runs: Mapping[str, int],
    task_runs: int,
    unasked: Mapping[str, Result],
    truth: Mapping[str, Score],
    glance: Mapping[str, object] | None,
    seconds: float,
) -> Report:
    """Count what the record holds."""
    with reading(settings) as session:
        cycles = session.exec(select(Cycle).where(Cycle.roadmap == roadmap).order_by(col(Cycle.year))).all()
        definition, _plan = recorded_definition(session, cycles[0])
        ids = [cycle.id for cycle in cycles]
        statuses = Counter(
            Status(status).value for status in session.exec(select(Step.status).where(col(Step.cycle_id).in_(ids)))
        )
        of_order = [one.code for one in definition.measures if one.catalogue is None]
        of_steps = select(func.count(col(Step.measure).distinct())).where(col(Step.measure).in_(of_order))
        with_steps = session.exec(of_steps).one()
        notices = Counter(session.exec(select(Notice.kind)))
        verified = all(verify(session, cycle).holds for cycle in cycles)
    return Report(
        roadmap=roadmap,
        measures=len(of_order),
        plan_measures=len(definition.measures) - len(of_order),
        measures_with_steps=with_steps,
        steps=dict(sorted(statuses.items())),
        runs=dict(sorted(runs.items())),
        task_runs=task_runs,
        notices=dict(sorted(notices.items())),
        unasked={rule: len(answer.table) for rule, answer in unasked.items()},
        truth=truth,
        glance=glance,
        journal_verified=verified,
        seconds=round(seconds, 1),
    )
