"""How the training of teachers goes in all schools (Zhigalovo, section I, item 8): their plans, and room for numbers.

Whether a school's plan of training is handed in and accepted, and when, stands in the record. How many teachers are
enrolled and how many have been trained does not: people write it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import JournalEntry, Step
from models.roadmap.definition import Measure
from models.steps.status import Move, Status
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.register import Register, register_of, told_of
from tasks.record.book import approved_schools
from tasks.settings import Settings

BLANK = "training_report"
PLAN = "training_plan"  # what the roadmap calls the draft of a school's plan


@dataclass(frozen=True)
class _Plans:
    """The schools' plans. of: school → its step, None where there is none; handed_in: step → the day it was, last."""

    measure: Measure
    register: Register
    of: Mapping[str, Step | None]
    handed_in: Mapping[int, date]


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One report for each of the roadmap's periods; without plans, schools or dates there is nothing to report."""
    measure = next((one for one in asked.book.roadmap.measures if one.draft == PLAN), None)
    plans = _plans(session, settings, asked, measure) if measure else None
    for step in asked.steps:
        if plans is None or not plans.of or step.opens_on is None or step.due_on is None:
            yield Draft(step, lacks=[*_lacking(plans, step)])
            continue
        title = _("Сведения об обучении педагогов")
        content = filled(BLANK, title, _values(plans, asked, step.opens_on, step.due_on), asked.head)
        name = f"{title} {in_digits(step.opens_on)}–{in_digits(step.due_on)}.docx"
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, content, DOCX)})


def _lacking(plans: _Plans | None, step: Step) -> Iterator[str]:
    if plans is None:
        yield _("планов повышения квалификации эта дорожная карта не просит")
    elif not plans.of:
        yield _("список школ года ещё не утверждён: vekha group approve")
    if step.opens_on is None or step.due_on is None:
        yield _("нет дат отчётного периода: задайте их командой vekha dates")


def _plans(session: Session, settings: Settings, asked: Asked, measure: Measure) -> _Plans:
    """Of the schools of the target group; where a school has several in the cycle, the one that falls due last."""
    shelves = [shelf for (code, _key), shelf in asked.book.steps.items() if code == measure.code]
    steps = [step for shelf in shelves for step in shelf.values() if step.cycle_id == asked.cycle.id]
    last = {step.unit: step for step in sorted(steps, key=lambda one: (one.due_on or date.max, one.id or 0))}
    entries = select(JournalEntry).where(
        JournalEntry.move == Move.SUBMIT, col(JournalEntry.step_id).in_([step.id for step in last.values()])
    )
    return _Plans(
        measure=measure,
        register=register_of(session, settings),
        of={one.school: last.get(one.school) for one in approved_schools(session, asked.cycle)},
        handed_in={one.step_id: one.as_of for one in session.exec(entries.order_by(col(JournalEntry.seq)))},
    )


def _values(plans: _Plans, asked: Asked, start: date, end: date) -> dict[str, Any]:
    missing = [told_of(plans.register, school)["school"] for school, step in plans.of.items() if _is_missing(step)]
    return {
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        "start": in_digits(start),
        "end": in_digits(end),
        "plan": plans.measure.in_words,
        **_counts(plans.of, start, end),
        "missing": ", ".join(missing),
        "missing_count": len(missing),
        "rows": [*_rows(plans, asked.as_of)],
    }


def _counts(own: Mapping[str, Step | None], start: date, end: date) -> dict[str, int]:
    """How many schools there are, and how their plans stand."""
    many = Counter(step.status for step in own.values() if step)
    closed = [step.closed_on for step in own.values() if step and step.status is Status.DONE]
    return {
        "schools": len(own),
        "accepted_count": many[Status.DONE],
        "accepted_now_count": sum(one is not None and start <= one <= end for one in closed),
        "submitted_count": many[Status.SUBMITTED],
        "waived_count": many[Status.WAIVED],
    }


def _is_missing(step: Step | None) -> bool:
    """Whether the school's plan is neither handed in nor dropped."""
    return step is None or step.status in (Status.PLANNED, Status.OPEN)


def _rows(plans: _Plans, as_of: date) -> Iterator[dict[str, str]]:
    """A line a school: how its plan stands; how many are enrolled and trained people fill in."""
    for number, (school, step) in enumerate(plans.of.items(), 1):
        stands = _stands(step, plans.handed_in, as_of)
        yield {"number": str(number), **told_of(plans.register, school), "plan": stands, "enrolled": "", "trained": ""}


def _stands(step: Step | None, handed_in: Mapping[int, date], as_of: date) -> str:
    """The plan in words: accepted, handed in, dropped, or when it is or was due."""
    if step is None:
        return _("шага нет")
    if step.status is Status.WAIVED:
        return _("снят: {reason}").format(reason=step.reason)
    submitted = in_digits(handed_in.get(step.id or 0))
    if step.status is Status.DONE:
        return _("сдан {submitted}, принят {closed}").format(submitted=submitted, closed=in_digits(step.closed_on))
    if step.status is Status.SUBMITTED:
        return _("сдан {submitted}, ждёт приёмки").format(submitted=submitted)
    if step.due_on is None:
        return _("не сдан, срока нет")
    told = _("не сдан, срок был {due}") if step.due_on < as_of else _("не сдан, срок {due}")
    return told.format(due=in_digits(step.due_on))
