"""Preliminary projects of the schools' plans for the coming school year (Kirsanov, item 32): what each begins with.

A project, not a plan: what is open, which factors stay, where the school stands. A school's plan is proposed and agreed
by `vekha plan`; here design sessions find all schools side by side.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from models.language import _
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.final_session.material import Material, material, open_steps
from tasks.settings import Settings

BLANK = "next_year_projects"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One paper for the roadmap's step, a section a school; without an approved list there is nobody to plan for."""
    of = material(session, settings, asked)
    for step in asked.steps:
        if lacks := [*_lacking(of, step.due_on)]:
            yield Draft(step, lacks=lacks)
            continue
        assert step.due_on is not None
        title = _("Предварительные проекты планов")
        paper = filled(BLANK, title, _values(of, step.due_on), asked.head)
        yield Draft(step, {asked.measure.deliverables[0]: Document(f"{title} {step.due_on:%Y-%m}.docx", paper, DOCX)})


def _lacking(of: Material, end: date | None) -> Iterator[str]:
    if end is None:
        yield _("нет дат сессии: задайте их командой vekha dates")
    if not of.schools:
        yield _("список школ не утверждён (vekha group approve)")


def _values(of: Material, end: date) -> dict[str, Any]:
    return {**of.heading(end), "schools": [_school(of, school, end) for school in of.schools]}


def _school(of: Material, school: str, end: date) -> dict[str, Any]:
    awaited = open_steps(of.own.get(school, ()), end)
    by_code = of.asked.book.roadmap.by_code
    return {
        "name": of.named(school),
        "stands": of.results.stands(school),
        "dynamics": of.results.changed(school),
        "factors": [f"{one['factor']} — {one['significance']}" for one in of.factors(school)],
        "open": [by_code[step.measure].in_words for step in awaited],
    }
