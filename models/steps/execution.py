"""How a measure is being carried out, in the words of the column «Отметка об исполнении». Pure; no commands, no advice.

What a step's state is belongs in gate.py; here many steps of one measure become a few lines that may be signed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.language import _
from models.records import Deliverable, Step
from models.roadmap.definition import Measure, Unit
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.state import State, worst
from models.steps.status import FINAL, Status
from models.wording import counted, joined

SHOWN_DOCUMENTS = 3


@dataclass(frozen=True)
class Execution:
    """One measure's mark.

    said:      the state in a word or two («Исполнено», «Исполняется», «Просрочено», «Срок не наступил»)
    counts:    «исполнено в 6 из 7 школ», «исполнено сроков: 2 из 4»; as many lines as it takes
    closed_on: the last day on which something was closed
    due_on:    the nearest deadline of what is not closed yet
    documents: «Справка: № 7 от 20.03.2024», or a file's name; the latest first
    is_done:   every step is closed, and not one of them only waived
    """

    state: State
    said: str
    counts: tuple[str, ...] = ()
    closed_on: date | None = None
    due_on: date | None = None
    documents: tuple[str, ...] = ()
    is_done: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The mark as it stands in one cell, the state and its date first."""
        first = self.said
        if self.closed_on and self.is_done:
            first = f"{self.said} {self.closed_on:%d.%m.%Y}"
        due = (_("срок {day}").format(day=f"{self.due_on:%d.%m.%Y}"),) if self.due_on else ()
        return (first, *self.counts, *due, *shortened(self.documents))


def execution(
    measure: Measure, steps: Sequence[Step], papers: Mapping[int, Sequence[Deliverable]], book: Book, as_of: date
) -> Execution:
    """The measure's mark as of a day, over these steps of it; papers: by step id, those that nothing supersedes."""
    if not steps:
        return Execution(State.WAITING, _without_steps(measure, book))
    states = {id(step): judge(step, book, as_of).state for step in steps}
    begun = [step for step in steps if _has_begun(step, as_of)]
    counted_in = [step for step in begun or steps if step.status is not Status.WAIVED] or steps
    state = worst(states[id(step)] for step in counted_in)
    unfinished = [step for step in steps if step.status not in FINAL and step.status is not Status.SUBMITTED]
    is_done = all(step.status in FINAL for step in steps)
    kept = sorted((step for step in steps if step.closed_on), key=lambda step: step.closed_on or date.min)
    return Execution(
        state=state,
        said=_said(state, steps, begun, is_done),
        counts=tuple(_counts(measure, steps, as_of)),
        closed_on=kept[-1].closed_on if kept else None,
        due_on=min((step.due_on for step in unfinished if step.due_on), default=None),
        documents=tuple(_documents(steps, papers)),
        is_done=is_done and state is State.DONE,
    )


def shortened(documents: Sequence[str]) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    if len(documents) <= SHOWN_DOCUMENTS:
        return tuple(documents)
    more = counted(len(documents) - SHOWN_DOCUMENTS, _("документ"), _("документа"), _("документов"))
    return (*documents[:SHOWN_DOCUMENTS], _("и ещё {more}").format(more=more))


def _without_steps(measure: Measure, book: Book) -> str:
    """Why there is nothing to mark, as a document says it."""
    if measure.is_target:
        return _("Целевой показатель")
    years = sorted({one.year for one in book.plan.values() if one.measure == measure.code})
    if not years:
        return _("Запросов не было")
    if not book.open_years & set(years):
        said = _("Срок — в {years} году") if len(years) == 1 else _("Сроки — в {years} годах")
        return said.format(years=joined([str(year) for year in years]))
    return _("Список школ не утверждён") if measure.unit is Unit.SCHOOL else _("Срок не наступил")


def _has_begun(step: Step, as_of: date) -> bool:
    return step.status is not Status.PLANNED or (step.opens_on is not None and step.opens_on <= as_of)


def _said(state: State, steps: Sequence[Step], begun: Sequence[Step], is_done: bool) -> str:
    if not begun:
        return _("Сроки не заданы") if all(step.due_on is None for step in steps) else _("Срок не наступил")
    if all(step.status is Status.WAIVED for step in steps):
        reasons = dict.fromkeys(step.reason for step in steps)
        return _("Снято: {reason}").format(reason="; ".join(reasons))
    is_under_way = state is State.OPEN or (state is State.DONE and not is_done)
    return _("Исполняется") if is_under_way else state.word


def _counts(measure: Measure, steps: Sequence[Step], as_of: date) -> Iterable[str]:
    """How many terms are done, and of a measure for each school in how many schools, in the term that counts now."""
    terms: dict[str, list[Step]] = {}
    for step in sorted(steps, key=lambda one: (one.due_on or date.max, one.occurrence)):
        if step.status is not Status.WAIVED:
            terms.setdefault(step.occurrence, []).append(step)
    closed = [key for key, its in terms.items() if _is_closed(its)]
    if len(terms) > 1:
        yield _("исполнено сроков: {done} из {total}").format(done=len(closed), total=len(terms))
    if measure.unit is Unit.SCHOOL and terms:
        yield from _in_schools(terms, closed, as_of)
    waived = sum(step.status is Status.WAIVED for step in steps)
    if waived and waived < len(steps):
        yield _("снято: {number}").format(number=waived)


def _in_schools(terms: Mapping[str, Sequence[Step]], closed: Sequence[str], as_of: date) -> Iterable[str]:
    """«исполнено в 6 из 7 школ», of the first term that has begun and is not closed, else of the last closed one."""
    begun = [key for key, its in terms.items() if any(_has_begun(step, as_of) for step in its)]
    shown = next((key for key in begun if key not in closed), closed[-1] if closed else None)
    if shown is None:
        return
    its = terms[shown]
    done = sum(step.status is Status.DONE for step in its)
    total = counted(len(its), _("школы"), _("школ"), _("школ"))
    said = _("исполнено в {done} из {total}").format(done=done, total=total)
    is_one_of_many = len(terms) > 1 and shown not in closed and its[0].due_on is not None
    yield _("{said} (до {day})").format(said=said, day=f"{its[0].due_on:%d.%m.%Y}") if is_one_of_many else said


def _is_closed(steps: Sequence[Step]) -> bool:
    return all(step.status in FINAL for step in steps)


def _documents(steps: Sequence[Step], papers: Mapping[int, Sequence[Deliverable]]) -> Iterable[str]:
    """What the steps were handed in with, the latest first, none twice."""
    found = [paper for step in steps for paper in papers.get(step.id or 0, ())]
    found.sort(key=lambda paper: (paper.dated_on or date.min, paper.journal_seq), reverse=True)
    return dict.fromkeys(map(_document, found))


def _document(paper: Deliverable) -> str:
    if paper.number and paper.dated_on:
        return _("{title}: № {number} от {day}").format(
            title=paper.title, number=paper.number, day=f"{paper.dated_on:%d.%m.%Y}"
        )
    return paper.file_name or paper.link or paper.title
