"""What Vekha proposes: the matching by the data that are loaded and by what people have said. Writes nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.mentoring.candidates import positions
from models.mentoring.frames import MENTOR, NEED, PAIR, Situation, Will, typed
from models.mentoring.matching import Matching, match
from models.mentoring.needs import READS, situation_of
from models.records import Computation, Cycle, HelperKind, MentorPair, MentorWish, ResultTable, Step, Wish
from tasks.data.datasets import frames, holding, load_frame
from tasks.database import reading
from tasks.mentoring.helping import appointed
from tasks.mentoring.pairs import absences, closed_schools, standing, wishes
from tasks.record.book import find_cycle
from tasks.settings import Settings

NEEDS_SUPPORT = "teacher_support"


def proposal(settings: Settings, roadmap: str, year: int, *, anew: bool = False) -> Matching:
    """The best matching for the year. Pairs that stand are kept, unless people have said otherwise or ask anew.

    Its pairs have one column more, is_standing; is_pinned is said of people's pins only.

    NotFound when nobody's need of support is computed or no list of mentors is loaded.
    """
    with reading(settings) as session:
        cycle = find_cycle(session, roadmap, year)
        situation = _situation(session, settings, cycle)
        found = match(situation, _will(session, cycle, situation, anew=anew))
        return replace(found, pairs=_told_apart(found.pairs, session, cycle))


def _told_apart(pairs: pd.DataFrame, session: Session, cycle: Cycle) -> pd.DataFrame:
    """Which pairs people have pinned, and which stand already: to the solver both were pins."""
    pinned = _as_pairs(one for one in wishes(session, cycle) if one.wish is Wish.PINNED)
    present = _as_pairs(standing(session, cycle))
    is_pinned, is_standing = positions(pairs, pinned, PAIR) >= 0, positions(pairs, present, PAIR) >= 0
    return pairs.assign(is_pinned=is_pinned, is_standing=is_standing)


def _situation(session: Session, settings: Settings, cycle: Cycle) -> Situation:
    """By the data and the record: mentors who have left are none, pairs of the year before are last year's."""
    datasets = holding(session, READS)
    if not any("mentors" in json.loads(one.frames) for one in datasets):
        raise NotFound(_("Список наставников не загружен: vekha load mentors.csv (см. docs/mentoring.md)."))
    found = situation_of(_support(session, settings, cycle), frames(settings, datasets, READS))
    gone = pd.DataFrame([(one.mentor_school, one.mentor) for one in absences(session, cycle)], columns=MENTOR)
    closed = closed_schools(session, cycle)
    here = found.mentors[(positions(found.mentors, gone, MENTOR) < 0) & ~found.mentors["mentor_school"].isin(closed)]
    found = replace(found, needs=found.needs[~found.needs["school"].isin(closed)])
    before = session.exec(select(Cycle).where(Cycle.roadmap == cycle.roadmap, Cycle.year == cycle.year - 1)).first()
    last_year = _as_pairs(standing(session, before) if before else ())
    return replace(found, mentors=here, agreements=_agreements(session, cycle), last_year=last_year)


def _agreements(session: Session, cycle: Cycle) -> pd.DataFrame:
    """A school and its partner school agree on working together."""
    partners = [(one.school, one.helper) for one in appointed(session, cycle, HelperKind.PARTNER)]
    return typed("agreements", pd.DataFrame(partners, columns=["school", "mentor_school"]))


def _support(session: Session, settings: Settings, cycle: Cycle) -> pd.DataFrame:
    found = teachers_in_need(session, settings, cycle)
    if found is None:
        told = _(
            "Кому нужен наставник, ещё не посчитано: загрузите результаты и закрепление учителей, vekha run analysis."
        )
        raise NotFound(told)
    return found


def teachers_in_need(session: Session, settings: Settings, cycle: Cycle) -> pd.DataFrame | None:
    """The latest table of teachers who need support that is due by the end of the cycle's year; None: not computed."""
    frame = session.exec(
        select(ResultTable.frame)
        .join(Step, col(Step.id) == col(ResultTable.step_id))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .join(Computation, col(Computation.step_id) == col(Step.id))
        .where(Cycle.roadmap == cycle.roadmap, col(Step.due_on) <= date(cycle.year, 12, 31))
        .where(Computation.analysis == NEEDS_SUPPORT, ResultTable.name == "list")
        .order_by(col(Step.due_on).desc(), col(Step.id).desc())
    ).first()
    return load_frame(settings, frame) if frame else None


def _will(session: Session, cycle: Cycle, situation: Situation, *, anew: bool) -> Will:
    """Pins, then the pairs that stand as if they were pins, where no pin says otherwise and both are still there."""
    said, present = wishes(session, cycle), _as_pairs(standing(session, cycle))
    pinned = _as_pairs(one for one in said if one.wish is Wish.PINNED)
    forbidden = _as_pairs(one for one in said if one.wish is Wish.FORBIDDEN)
    if anew:
        return Will(pinned, forbidden, present)
    is_free = (positions(present, pinned, NEED) < 0) & (positions(present, situation.needs, NEED) >= 0)
    kept = present[is_free & (positions(present, situation.mentors, MENTOR) >= 0)]
    return Will(pd.concat([pinned, kept], ignore_index=True), forbidden, present)


def _as_pairs(rows: Iterable[MentorPair | MentorWish]) -> pd.DataFrame:
    listed: Sequence[tuple[str, ...]] = [tuple(getattr(one, name) for name in PAIR) for one in rows]
    return typed("pairs", pd.DataFrame(listed, columns=PAIR))
