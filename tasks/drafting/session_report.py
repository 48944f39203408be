"""The report of the final session (Kirsanov, item 31): measures, indicators, dynamics, the list, the effect of support.

domain.md §6, «Справка»: period, sources, tables, conclusions, proposals. What only people know they add themselves.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from models.indicators.reading import Met
from models.language import _
from models.steps.progress import Kept, Progress, by_measure
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.final_session.material import Material, Row, material, open_rows, open_steps
from tasks.settings import Settings

BLANK = "session_report"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One report for the roadmap's step; a step without dates has no period to report on."""
    of = material(session, settings, asked)
    for step in asked.steps:
        if step.due_on is None:
            yield Draft(step, lacks=[_("нет дат сессии: задайте их командой vekha dates")])
            continue
        title = _("Отчёт итоговой сессии")
        paper = filled(BLANK, title, values(of, step.due_on), asked.head)
        name = f"{title} {of.start:%d.%m.%Y}–{step.due_on:%d.%m.%Y}.docx"
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, paper, DOCX)})


def values(of: Material, end: date) -> dict[str, Any]:
    """What the report says of the period up to that day."""
    went = of.went(of.every_step, end)
    return {
        **of.heading(end),
        **_numbers(went),
        "measures": [_measure(one, of) for one in by_measure(went)],
        "indicators": of.indicator_rows(),
        **_met(of),
        "dynamics": [*of.results.told],
        "effect": [*of.results.effect],
        "why": of.results.why,
        "schools": [_school(number, school, of, end) for number, school in enumerate(of.schools, 1)],
        "newcomers": len([one for school, one in of.results.moved.items() if school not in of.schools]),
        "open": open_rows(open_steps(of.every_step, end), of),
    }


def _numbers(went: Progress) -> dict[str, int]:
    return {f"{name}_count": len(getattr(went, name)) for name in ("done", "late", "overdue", "submitted", "waived")}


def _measure(one: Kept, of: Material) -> dict[str, Any]:
    measure = of.asked.book.roadmap.by_code[one.measure].in_words
    counts = {name: getattr(one, name) for name in ("in_time", "late", "overdue", "submitted", "waived")}
    return {"measure": measure, **counts}


def _met(of: Material) -> dict[str, int]:
    many = Counter(one.met for one in of.indicators)
    return {f"{met.value}_count": many[met] for met in Met}


def _school(number: int, school: str, of: Material, end: date) -> Row:
    """A school of the list: how it kept to its measures, how its results changed, where it stands."""
    went = of.went(of.own.get(school, ()), end)
    kept = _("в срок {in_time}, позже {late}, просрочено {overdue}").format(
        in_time=len(went.done) - len(went.late), late=len(went.late), overdue=len(went.overdue)
    )
    results = {"dynamics": of.results.changed(school), "stands": of.results.stands(school)}
    if of.results.why:
        results = dict.fromkeys(results, "—")
    return {"number": str(number), "name": of.named(school), "kept": kept, **results}
