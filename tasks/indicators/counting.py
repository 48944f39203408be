"""A person's count for an indicator: a direct, validated write. Imports neither Prefect nor pandas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from models.errors import NotFound, VekhaError
from models.indicators.reading import Count
from models.language import _
from models.records import Cycle, IndicatorCount
from models.roadmap.definition import Indicator, Roadmap, Unit
from tasks.record.book import approved_schools, measure_of, recorded_definition
from tasks.record.writer import Author


@dataclass(frozen=True)
class Said:
    """What a person says: of which indicator, of which school (empty: all together), how many of how many, by what.

    measure: empty for an indicator of the whole plan; nth: which of its indicators, from 1
    """

    measure: str
    nth: int
    count: Count
    basis: str
    unit: str = ""
    is_baseline: bool = False


def state(session: Session, cycle: Cycle, said: Said, *, as_of: date, author: Author) -> IndicatorCount:
    """Record the count. NotFound when there is no such indicator or school; VekhaError when it cannot be so."""
    roadmap, _plan = recorded_definition(session, cycle)
    indicator = _indicator(roadmap, said)
    _refuse_what_is_computed(indicator)
    _refuse_the_wrong_unit(session, cycle, roadmap, indicator, said)
    _refuse_numbers(indicator, said)
    row = IndicatorCount(
        cycle_id=cycle.id or 0,
        measure=said.measure,
        indicator=indicator.text,
        unit=said.unit,
        numerator=said.count.numerator,
        denominator=said.count.denominator,
        is_baseline=said.is_baseline,
        basis=said.basis,
        counted_on=as_of,
        said_by=author.actor,
        at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row


def rename(session: Session, cycle: Cycle, codes: Mapping[str, str]) -> None:
    """Let the counts of measures follow them to their new codes. codes: old → new."""
    if codes:
        measure = col(IndicatorCount.measure)
        moved = sa.update(IndicatorCount).where(col(IndicatorCount.cycle_id) == cycle.id, measure.in_(codes))
        session.execute(moved.values(measure=sa.case(dict(codes), value=measure)))


def _indicator(roadmap: Roadmap, said: Said) -> Indicator:
    listed = measure_of(roadmap, said.measure).indicators if said.measure else roadmap.indicators
    if not listed:
        what = said.measure or _("карты в целом")
        raise NotFound(_("У {what} приказ не ставит показателей: см. vekha report indicators.").format(what=what))
    if not 1 <= said.nth <= len(listed):
        told = _("Показателя № {nth} нет, всего их {all}: назовите --nth от 1 до {all}.")
        raise NotFound(told.format(nth=said.nth, all=len(listed)))
    return listed[said.nth - 1]


def _refuse_what_is_computed(indicator: Indicator) -> None:
    if indicator.by is not None:
        told = _("Показатель «{text}» Веха считает сама по журналу и расчётам: вносить его не нужно.")
        raise VekhaError(told.format(text=indicator.text))


def _refuse_the_wrong_unit(session: Session, cycle: Cycle, roadmap: Roadmap, indicator: Indicator, said: Said) -> None:
    """An indicator that every school tells of names a school of the list, another one none."""
    is_of_schools = indicator.per is Unit.SCHOOL or (
        said.measure != "" and roadmap.by_code[said.measure].unit is Unit.SCHOOL
    )
    if is_of_schools != bool(said.unit):
        told = _("Этот показатель вносит каждая школа: назовите её (--school).")
        whole = _("Этот показатель один на всех: школу называть не нужно.")
        raise VekhaError(told if is_of_schools else whole)
    if said.unit and said.unit not in {member.school for member in approved_schools(session, cycle)}:
        raise NotFound(_("Школы {school} нет в утверждённом списке цикла.").format(school=said.unit))


def _refuse_numbers(indicator: Indicator, said: Said) -> None:
    """A share is so many of so many, not more; a plain number is of nobody."""
    many, of = said.count.numerator, said.count.denominator
    if not said.basis.strip():
        raise VekhaError(_("По какому документу посчитано? Назовите его: --basis."))
    if indicator.as_share and of is None:
        raise VekhaError(_("Это доля: назовите, из скольких (--of)."))
    if not indicator.as_share and of is not None:
        raise VekhaError(_("Это число, а не доля: --of не нужно."))
    if many < 0 or (of is not None and not 0 < of >= many):
        raise VekhaError(_("Так не бывает: {many} из {of}.").format(many=many, of=of if of is not None else "—"))
