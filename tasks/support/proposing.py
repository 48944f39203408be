"""Propose plans: for every school of the target group, or for some, from their factors. People change them after."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, ListedSchool, Step
from models.roadmap.schedule.period import Period
from models.support.catalogue import Catalogue
from models.support.choosing import Capacity, Choice, choose
from models.support.plan import DEEDS, Deed, Item, Stage, dated, new_item
from tasks.record.book import approved_schools, recorded_definition
from tasks.record.writer import Author
from tasks.support.versions import Next, Plan, Plans, present_plans, write


@dataclass(frozen=True)
class Proposal:
    """What was proposed, what was left out of it and why, and of which schools nothing can be said."""

    plans: Sequence[Plan]
    choice: Choice
    without_factors: Sequence[str]


@dataclass(frozen=True)
class Basis:
    """What plans are chosen by. factors: school, factor, level, score; low: school → how many low procedures."""

    catalogue: Catalogue
    factors: pd.DataFrame
    capacity: Capacity
    low: pd.Series


def propose(
    session: Session,
    cycle: Cycle,
    basis: Basis,
    schools: Collection[str] = (),
    deed: Deed = Deed.PROPOSE,
    *,
    as_of: date,
    author: Author,
) -> Proposal:
    """Write proposals for these schools (all of the target group by default). The cycle is held by the caller.

    deed: PROPOSE writes drafts where there is no plan or but a draft, CORRECT changes approved plans by new results;
          plans at other stages are at people's hands and left alone. A plan that goes on from an earlier year is
          corrected; it is begun anew, with PROPOSE, only for a school that is named.
    A school without factors gets no plan and is named; what is in a plan already keeps its dates and its indicator.
    """
    members = [member.school for member in approved_schools(session, cycle)]
    plans = present_plans(session, cycle)
    if deed is Deed.PROPOSE and schools:
        plans = plans.written_in(cycle)
    free = [school for school in _wanted(members, schools) if _stage(plans, school) in DEEDS[deed]]
    if not free:
        raise VekhaError(_("Предлагать нечего: планы этих школ уже у людей. Изменить: vekha plan change ШКОЛА."))
    own = basis.factors[basis.factors["school"].isin(free)]
    choice = choose(basis.catalogue, own, basis.capacity, basis.low)
    last = Period.parse(recorded_definition(session, cycle)[0].period).end
    items = _chosen(choice, basis.catalogue, plans, as_of, last)
    versions = [*_versions(items, plans, deed)]
    written = write(session, cycle, basis.catalogue.name, versions, as_of=as_of, author=author)
    return Proposal(written, choice, sorted({*free} - {*own["school"]}))


def low_procedures(session: Session, cycle: Cycle) -> pd.Series:
    """School → on how many procedures its results are low, by the latest list of the roadmap that names it."""
    query = select(ListedSchool.school, ListedSchool.procedures).join(Step, col(Step.id) == col(ListedSchool.step_id))
    of_roadmap = query.join(Cycle, col(Cycle.id) == col(Step.cycle_id)).where(Cycle.roadmap == cycle.roadmap)
    listed = dict(session.exec(of_roadmap.order_by(col(Step.due_on), col(Step.id))).all())
    return pd.Series({school: said.count(";") + 1 for school, said in listed.items() if said}, dtype=int)


def _wanted(members: Sequence[str], schools: Collection[str]) -> list[str]:
    if strangers := sorted({*schools} - {*members}):
        told = _("Этих школ нет в целевой группе: {schools}. Список: vekha group show.")
        raise NotFound(told.format(schools=", ".join(strangers)))
    if not members:
        raise NotFound(_("Список школ года ещё не утверждён: vekha group approve."))
    return [school for school in members if school in schools or not schools]


def _stage(plans: Plans, school: str) -> Stage | None:
    plan = plans.by_school.get(school)
    return plan.row.stage if plan else None


def _chosen(
    choice: Choice, catalogue: Catalogue, plans: Plans, start: date, last: date
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Each school that anything was chosen for, with its items."""
    for name, lines in choice.lines.groupby("school", sort=True):
        yield str(name), _items(lines, catalogue, start, last, plans.by_school.get(str(name)))


def _versions(chosen: Iterable[tuple[str, tuple[Item, ...]]], plans: Plans, deed: Deed) -> Iterator[Next]:
    """A version for each school whose plan does not say the same already."""
    reason = _("новые результаты") if deed is Deed.CORRECT else ""
    for school, items in chosen:
        present = plans.by_school.get(school)
        if present is None or items != present.items:
            yield Next(school, deed, items, present.row.version if present else 0, reason)


def _items(
    lines: pd.DataFrame, catalogue: Catalogue, start: date, last: date, present: Plan | None
) -> tuple[Item, ...]:
    """The lines as items; what is in the plan already keeps its dates, its baseline and its target."""
    kept = {item.code: item for item in present.items} if present else {}
    days = dated(catalogue, lines["code"], start, last)
    columns = (lines[name] for name in ("code", "level", "benefit", "needed_for", "displaces"))
    return tuple(
        kept.get(code)
        or new_item(
            catalogue,
            code,
            days[code],
            level=level if isinstance(level, str) else "",
            benefit=round(benefit, 3),
            needed_for=needed_for,
            displaces=displaces,
        )
        for code, level, benefit, needed_for, displaces in zip(*columns, strict=True)
    )
