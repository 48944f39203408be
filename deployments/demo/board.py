"""What the demo shows at its end: phases × months, what came late, the schools found, the notices, the truth."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from deployments.cli.looking import ATTENTION, STYLES
from models.assessment.analysis import Result
from models.language import _
from models.roadmap.definition import Phase
from models.steps.state import worst
from tasks.channels.ledger import ledger
from tasks.cycle.proposing import proposed_schools
from tasks.database import reading
from tasks.documents.analyses.registry import PAPERS
from tasks.record.book import find_cycle
from tasks.record.standing import Late, Row, closed_late, rows
from tasks.sample.scoring import Score
from tasks.settings import Settings

SHOWN_LATE = 12
SENTENCES = 2


def show(
    console: Console,
    settings: Settings,
    roadmap: str,
    years: Sequence[int],
    last: date,
    answers: Mapping[str, Result],
    truth: Mapping[str, Score],
) -> None:
    """Everything, as of the last day."""
    with reading(settings) as session:
        cycles = [find_cycle(session, roadmap, year) for year in years]
        steps = [row for cycle in cycles for row in rows(session, cycle, last)]
        late = [one for cycle in cycles for one in closed_late(session, cycle)]
    for year in years:
        console.print(board(steps, year))
    console.print(Panel(_attention(steps, late), title=_("Опоздания и остановки"), title_align="left"))
    if truth:
        console.print(_schools(settings, roadmap, years[-1]))
    console.print(_notices(settings))
    if answers:
        console.print(_unasked(answers))
    if truth:
        console.print(_truth(truth))


def board(steps: Sequence[Row], year: int) -> Table:
    """Phases × months of a year: the worst state of what fell due in the month, and how many steps."""
    title = _("Сроки {year} года: этапы по месяцам, по худшему состоянию").format(year=year)
    table = Table(title=title, title_justify="left", padding=(0, 0, 0, 1), box=box.SIMPLE_HEAD)
    table.add_column(_("Этап"), no_wrap=True, min_width=16)
    for month in range(1, 13):
        table.add_column(f"{month:02}", justify="right", no_wrap=True)
    for phase in Phase:
        table.add_row(phase.label, *(_cell(steps, phase, year, month) for month in range(1, 13)))
    return table


def _cell(steps: Sequence[Row], phase: Phase, year: int, month: int) -> str:
    due = [row for row in steps if row.phase == phase and _falls_due(row, year, month)]
    if not due:
        return ""
    state = worst(row.state for row in due)
    return f"[{STYLES[state]}]{state.label[0]}{len(due)}[/]"


def _falls_due(row: Row, year: int, month: int) -> bool:
    return row.deadline is not None and (row.deadline.year, row.deadline.month) == (year, month)


def _attention(steps: Sequence[Row], late: Sequence[Late]) -> Table:
    """What stands at the end, and what was first closed after its deadline, worst first."""
    table = Table.grid(padding=(0, 2))
    for row in steps:
        if row.state in ATTENTION:
            state = f"[{STYLES[row.state]}]{row.state.label}[/]"
            table.add_row(row.code, row.school or _("карта в целом"), state, row.reason)
    for one in sorted(late, key=lambda one: -one.days)[:SHOWN_LATE]:
        said = _("закрыто {day}, на {days} дн. позже срока").format(day=f"{one.closed_on:%d.%m.%Y}", days=one.days)
        table.add_row(one.code, one.school or _("карта в целом"), _("опоздало"), said)
    if len(late) > SHOWN_LATE:
        table.add_row("", _("и ещё {count}").format(count=len(late) - SHOWN_LATE), "", "")
    return table


def _schools(settings: Settings, roadmap: str, year: int) -> Table:
    title = _("Школы с низкими результатами по последнему расчёту")
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in (_("Школа"), _("Правило"), _("Низкие процедуры")):
        table.add_column(heading)
    for row in proposed_schools(settings, roadmap, year):
        rule = " + ".join(name for name, holds in (("R1", row.r1), ("R2", row.r2)) if holds)
        table.add_row(f"{row.name} ({row.school})", rule, row.procedures)
    return table


def _notices(settings: Settings) -> Table:
    table = Table(title=_("Оповещения"), title_justify="left", box=box.SIMPLE_HEAD)
    for heading in (_("Вид"), _("Канал")):
        table.add_column(heading)
    table.add_column(_("Сколько"), justify="right")
    for line in _notice_lines(settings):
        table.add_row(*line)
    return table


def _notice_lines(settings: Settings) -> Iterator[tuple[str, str, str]]:
    counts = Counter((kind, line.channel.split(":")[0]) for line in ledger(settings) for kind in line.kinds)
    for (kind, channel), count in sorted(counts.items()):
        yield kind.label, channel or _("канала нет, видны в vekha notices"), str(count)


def _unasked(answers: Mapping[str, Result]) -> Table:
    """What rules say that no measure of this roadmap asks: one sentence or two each, counts only."""
    heading = _("Чего ни одно мероприятие этой карты не спрашивает")
    table = Table(title=heading, title_justify="left", box=box.SIMPLE_HEAD)
    for column in (_("Расчёт"), _("Что найдено")):
        table.add_column(column)
    for rule, answer in answers.items():
        papers = PAPERS[rule]
        table.add_row(papers.title(), " ".join(papers.sentences(answer.facts)[:SENTENCES]))
    return table


def _truth(truth: Mapping[str, Score]) -> Table:
    table = Table(title=_("Найдено против заложенного"), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(_("Что"))
    for heading in (_("Заложено"), _("Найдено"), _("Точность"), _("Полнота")):
        table.add_column(heading, justify="right")
    for kind, score in truth.items():
        figures = (str(score.planted), str(score.found), f"{score.precision:.2f}", f"{score.recall:.2f}")
        table.add_row(_planted(kind), *figures)
    return table


def _planted(kind: str) -> str:
    """What was planted, in words."""
    return {
        "schools_r1_only": _("школы только по R1"),
        "schools_r2_only": _("школы только по R2"),
        "schools_both": _("школы по R1 и R2"),
        "schools_at_edge": _("школы на черте (6 из 20)"),
        "schools_just_under": _("школы у черты (20 из 67): не в списке"),
        "schools_at_risk": _("школы группы риска"),
        "risk_factors": _("факторы риска высокой значимости"),
        "risk_factors_just_under": _("факторы чуть ниже высокой значимости: не высокие"),
        "pupils_at_risk": _("обучающиеся группы риска"),
        "pupils_just_under": _("обучающиеся с одной «2»: не в списке"),
        "branches_low": _("филиалы с низкими результатами"),
        "branches_just_under": _("филиалы, низкие ровно в трёх предметах: не в списке"),
        "classes_low": _("классы с низкими результатами"),
        "classes_just_under": _("классы, низкие ровно в трёх предметах: не в списке"),
        "teachers_in_need": _("низкие работы классов учителя"),
        "teachers_just_under": _("работы классов, которым до низкой не хватило одной «2»: не в списке"),
        "elements_hard": _("трудные элементы содержания"),
        "elements_just_over": _("элементы содержания сразу над чертой: не в списке"),
        "effect_of_support": _("эффект поддержки: внутри интервала (20 других регионов, статистика)"),
        "non_objective": _("необъективные школы (статистика, не порог)"),
    }[kind]
