"""Ask for drafts, and hand one in as it is: what is prepared is read first, what is handed in is recorded after."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Step
from models.roadmap.definition import Measure
from models.steps.status import FINAL
from tasks.database import reading, writing
from tasks.drafting.contract import Asked, Draft
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle, measure_of, read_book
from tasks.record.writer import Author
from tasks.settings import Settings


def drafts_of(settings: Settings, of: StepRef, as_of: date) -> list[Draft]:
    """The drafts of the measure's steps that are not closed: of one school, or of all when the reference names none.

    Where a school has several such steps, the one that falls due first, or the one that begins as `of.window` says.
    """
    with reading(settings) as session:
        cycle = find_cycle(session, of.roadmap, of.year)
        book = read_book(session, cycle)
        measure = measure_of(book.roadmap, of.measure)
        _refuse_without_drafts(measure)
        own = (step for (code, _key), units in book.steps.items() if code == of.measure for step in units.values())
        steps = _next_of_each(step for step in own if step.cycle_id == cycle.id and _is_meant(step, of))
        if not steps:
            told = _("Шагов {ref}, которые ещё сдают, в цикле {year} нет: см. vekha status.")
            raise NotFound(told.format(ref=of, year=of.year))
        return [*_prepared(session, settings, Asked(cycle, book, measure, steps, as_of))]


def hand_in_draft(settings: Settings, of: StepRef, said: Evidence, *, as_of: date, author: Author) -> Outcome:
    """Hand in the draft of one step as Vekha has made it; the № and date that a person gives go with each paper.

    VekhaError when something is lacking; StaleVersion when the step has moved since the draft was made.
    """
    found = drafts_of(settings, of, as_of)
    if len(found) > 1:
        raise VekhaError(_("{code} исполняется в каждой школе: назовите школу (--school).").format(code=of.measure))
    (draft,) = found
    if draft.lacks:
        told = _("Черновик сдать нельзя, не хватает: {lacks}.")
        raise VekhaError(told.format(lacks="; ".join(draft.lacks)))
    papers = [replace(said, title=title, document=paper) for title, paper in draft.documents.items()]
    ref = replace(of, window=draft.step.occurrence, version=draft.step.version)
    with writing(settings) as session:
        return handover.submit(session, settings, ref, papers, as_of=as_of, author=author)


def _refuse_without_drafts(measure: Measure) -> None:
    if measure.draft is None:
        told = _("Для {code} Веха ничего не готовит: документ составляете вы, сдаёт его vekha submit.")
        raise NotFound(told.format(code=measure.code))


def _is_meant(step: Step, of: StepRef) -> bool:
    is_there = step.occurrence.startswith(of.window) or str(step.opens_on).startswith(of.window)
    return step.status not in FINAL and is_there and of.unit in ("", step.unit)


def _next_of_each(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The step of each unit that falls due first."""
    by_deadline = sorted(steps, key=lambda step: (step.due_on or date.max, step.id))
    return tuple({step.unit: step for step in reversed(by_deadline)}.values())[::-1]


def _prepared(session: Session, settings: Settings, asked: Asked) -> Collection[Draft]:
    from tasks.drafting.registry import DRAFTERS  # documents, only when one is made

    assert asked.measure.draft is not None
    return [*DRAFTERS[asked.measure.draft](session, settings, asked)]
