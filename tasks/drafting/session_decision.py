"""The session's decision as a protocol (Rakitnoe, I.11): what was heard, what is proposed, who answers and by when.

domain.md §6, «Решение, протокол»: №, date, present, agenda, heard, decided, who and by when for each point, signatures.
The points follow from the record and the data; whom to charge and by when people write in.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from models.assessment.effect.moves import ENTERED, LEFT, STAYED
from models.indicators.reading import Met
from models.language import _
from models.wording import counted
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.final_session.material import Material, material, open_rows, open_steps
from tasks.settings import Settings

BLANK = "session_decision"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One protocol for the roadmap's step; a step without dates has no period to decide on."""
    of = material(session, settings, asked)
    for step in asked.steps:
        if step.due_on is None:
            yield Draft(step, lacks=[_("нет дат сессии: задайте их командой vekha dates")])
            continue
        title = _("Решение итоговой сессии")
        paper = filled(BLANK, title, _values(of, step.due_on), asked.head)
        yield Draft(step, {asked.measure.deliverables[0]: Document(f"{title} {step.due_on.year}.docx", paper, DOCX)})


def _values(of: Material, end: date) -> dict[str, Any]:
    awaited = open_steps(of.every_step, end)
    return {
        **of.heading(end),
        "heard": [*_heard(of, end)],
        "points": [{"number": f"{nth}", "text": text} for nth, text in enumerate(_points(of, len(awaited)), 1)],
        "unmet": of.indicator_rows(lambda one: one.met is Met.NOT_MET),
        "unknown": of.indicator_rows(lambda one: one.met is Met.NOT_AVAILABLE),
        "open": open_rows(awaited, of),
    }


def _heard(of: Material, end: date) -> Iterator[str]:
    """What the session is told, in sentences."""
    went = of.went(of.every_step, end)
    yield _("Исполнено шагов: {done}, из них позже срока: {late}; просрочено: {overdue}; снято: {waived}.").format(
        done=len(went.done), late=len(went.late), overdue=len(went.overdue), waived=len(went.waived)
    )
    if of.results.why:
        yield _("О результатах сказать нельзя: {why}.").format(why=of.results.why)
    yield from (*of.results.told[:2], *of.results.effect)


def _points(of: Material, awaited: int) -> Iterator[str]:
    """What is proposed to decide: nothing follows from data that are not there."""
    yield _("Принять к сведению отчёт о реализации дорожной карты.")
    if awaited:
        items = counted(awaited, _("шаг"), _("шага"), _("шагов"))
        yield _("Завершить незакрытое ({items}, раздел 5); что не нужно — снять с указанием причины.").format(
            items=items
        )
    if any(one.met is Met.NOT_MET for one in of.indicators):
        yield _("По недостигнутым показателям (раздел 4) назвать меры, ответственных и сроки.")
    if any(one.met is Met.NOT_AVAILABLE for one in of.indicators):
        yield _("По показателям без данных собрать недостающее.")
    yield from _of_schools(of)
    yield _("Незакрытое перенести в план следующего года.")


def _of_schools(of: Material) -> Iterator[str]:
    """What is proposed of those who would leave the list, stay and come: a list is approved by people."""
    many = {move: sum(one.move == move for one in of.results.moved.values()) for move in (LEFT, STAYED, ENTERED)}
    if many[LEFT]:
        said = _("Школам, которые вышли бы из перечня ({schools}), закрепить достигнутое: план у каждой свой.")
        yield said.format(schools=many[LEFT])
    if many[STAYED]:
        yield _("Школам, которые остались бы в перечне ({schools}), продолжить поддержку.").format(schools=many[STAYED])
    if many[ENTERED]:
        said = _("О школах, которые вошли бы в перечень ({schools}), решить при его утверждении.")
        yield said.format(schools=many[ENTERED])
