"""What the demo shows at its end: a board of phases × months, what is late and why, the schools found, the notices."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from sqlmodel import col, func, select

from deployments.cli.looking import STYLES
from deployments.demo.truth import Score
from models.language import _
from models.people.notices import NoticeKind
from models.records import Cycle, Notice, Step
from models.roadmap.definition import Phase
from models.steps.gate import State, worst
from tasks.book import find_cycle, recorded_definition
from tasks.database import reading
from tasks.proposing import proposed_schools
from tasks.record import verify
from tasks.settings import Settings
from tasks.standing import Row, rows


@dataclass(frozen=True)
class Report:
    """The demo's answer, as `--json` prints it.

    steps: status → number; runs: Prefect state name → flow runs; notices: kind → number; truth: planted kind → score
    """

    roadmap: str
    measures: int
    measures_with_steps: int
    steps: Mapping[str, int]
    runs: Mapping[str, int]
    task_runs: int
    notices: Mapping[str, int]
    truth: Mapping[str, Score]
    journal_verified: bool
    seconds: float

    def as_json(self) -> str:
        """One JSON object on one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def report(
    settings: Settings,
    roadmap: str,
    *,
    runs: Mapping[str, int],
    task_runs: int,
    truth: Mapping[str, Score],
    seconds: float,
) -> Report:
    """Count what the record holds."""
    with reading(settings) as session:
        cycles = session.exec(select(Cycle).where(Cycle.roadmap == roadmap).order_by(col(Cycle.year))).all()
        definition, _plan = recorded_definition(session, cycles[0])
        ids = [cycle.id for cycle in cycles]
        statuses = Counter(
            status.value for status in session.exec(select(Step.status).where(col(Step.cycle_id).in_(ids)))
        )
        with_steps = session.exec(select(func.count(col(Step.measure).distinct()))).one()
        notices = Counter(session.exec(select(Notice.kind)))
        verified = all(verify(session, cycle).holds for cycle in cycles)
    return Report(
        roadmap=roadmap,
        measures=len(definition.measures),
        measures_with_steps=with_steps,
        steps=dict(sorted(statuses.items())),
        runs=dict(sorted(runs.items())),
        task_runs=task_runs,
        notices=dict(sorted(notices.items())),
        truth=truth,
        journal_verified=verified,
        seconds=round(seconds, 1),
    )


def show(console: Console, settings: Settings, told: Report, years: Sequence[int], last: date) -> None:
    """The board, what needs attention, the schools found, the notices by channel, the truth."""
    with reading(settings) as session:
        steps = [row for year in years for row in rows(session, find_cycle(session, told.roadmap, year), last)]
    console.print(board(steps, years))
    console.print(_attention(steps))
    console.print(_schools(settings, told.roadmap, years))
    console.print(_notices(settings))
    console.print(_truth(told.truth))


def board(steps: Sequence[Row], years: Sequence[int]) -> Group:
    """Phases × months: the worst state of what fell due in the month, and how many steps."""
    tables = []
    for year in years:
        table = Table(
            title=_("Сроки {year} года: этапы по месяцам").format(year=year), title_justify="left", padding=(0, 1)
        )
        table.add_column(_("Этап"))
        for month in range(1, 13):
            table.add_column(f"{month:02}", justify="center")
        for phase in Phase:
            table.add_row(phase.label, *(_cell(steps, phase, year, month) for month in range(1, 13)))
        tables.append(table)
    return Group(*tables)


def _cell(steps: Sequence[Row], phase: Phase, year: int, month: int) -> str:
    due = [
        row
        for row in steps
        if row.phase == phase and row.deadline and (row.deadline.year, row.deadline.month) == (year, month)
    ]
    if not due:
        return ""
    state = worst(row.state for row in due)
    return f"[{STYLES[state]}]{state.label[0]} {len(due)}[/]"


def _attention(steps: Sequence[Row]) -> Panel:
    """What is late or stands at the end, and what was closed after its deadline."""
    late = [row for row in steps if row.deadline and row.closed_on and row.closed_on > row.deadline]
    open_now = [
        row for row in steps if row.state in (State.OVERDUE, State.BLOCKED, State.DATA_CHECK_FAILED, State.STALE)
    ]
    table = Table.grid(padding=(0, 2))
    for row in open_now:
        table.add_row(
            row.code, row.school or _("карта в целом"), f"[{STYLES[row.state]}]{row.state.label}[/]", row.reason
        )
    for row in late[:8]:
        days = (row.closed_on - row.deadline).days if row.closed_on and row.deadline else 0
        said = _("закрыто {day}, на {days} дн. позже срока").format(day=f"{row.closed_on:%d.%m.%Y}", days=days)
        table.add_row(row.code, row.school or _("карта в целом"), "", said)
    if len(late) > 8:
        table.add_row("", _("и ещё {count}").format(count=len(late) - 8), "", "")
    return Panel(table, title=_("Опоздания и остановки"), title_align="left")


def _schools(settings: Settings, roadmap: str, years: Sequence[int]) -> Table:
    table = Table("Школа", "Правило", "Низкие процедуры", title=_("ШНОР по последнему расчёту"), title_justify="left")
    for row in proposed_schools(settings, roadmap, years[-1]):
        rule = " + ".join(name for name, holds in (("R1", row.r1), ("R2", row.r2)) if holds)
        table.add_row(f"{row.name} ({row.school})", rule, row.procedures)
    return table


def _notices(settings: Settings) -> Table:
    with reading(settings) as session:
        counts = Counter((notice.kind, notice.channel) for notice in session.exec(select(Notice)))
    table = Table("Вид", "Канал", "Сколько", title=_("Оповещения"), title_justify="left")
    for (kind, channel), count in sorted(counts.items()):
        table.add_row(NoticeKind(kind).label, channel.split(":")[0] or _("ждут канала (vekha notices)"), str(count))
    return table


def _truth(truth: Mapping[str, Score]) -> Table:
    table = Table(
        "Что заложено",
        "Заложено",
        "Найдено",
        "Точность",
        "Полнота",
        title=_("Сверка с заложенным"),
        title_justify="left",
    )
    for kind, score in truth.items():
        table.add_row(kind, str(score.planted), str(score.found), f"{score.precision:.2f}", f"{score.recall:.2f}")
    return table
