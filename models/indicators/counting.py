"""How each indicator is counted, by named functions over what the record knows (domain.md §5.7).

A function gives the count, or None and what is missing. Whom the order counts («ШНОР», «все школы») are the schools of
the approved list, without those that left; a school that was let off is in no denominator.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from models.indicators.reading import Count, Met, Reading, met, together
from models.language import _
from models.records import Step
from models.roadmap.definition import Indicator, Measure, Roadmap, Unit
from models.steps.status import Status
from models.wording import in_digits


@dataclass(frozen=True)
class Stated:
    """What a person has counted for an indicator (its words), of all or of one school, on which day, by what paper."""

    measure: str
    indicator: str
    unit: str
    count: Count
    on: date
    basis: str
    is_baseline: bool = False


@dataclass(frozen=True)
class Known:
    """What the record knows of one cycle.

    schools: the approved list; steps: by measure, of the cycle
    low:     by year, schools on the list of schools with low results, of all in the register: by result year as
             computed, or where nobody computes it, by the cycle's year as approved
    planned, mentored: schools with an approved support plan; schools whose teachers have met a mentor
    stated:  what people have counted, the last word of each last
    """

    roadmap: Roadmap
    schools: tuple[str, ...]
    steps: Mapping[str, Sequence[Step]]
    as_of: date
    low: Mapping[int, Count] = field(default_factory=dict)
    planned: Set[str] = frozenset()
    mentored: Set[str] = frozenset()
    stated: Sequence[Stated] = ()


Found = tuple[Count | None, str]


def readings(known: Known) -> list[Reading]:
    """Every indicator of the roadmap, those of the whole plan first, then as printed."""
    whole = [(None, nth, one) for nth, one in enumerate(known.roadmap.indicators, 1)]
    of_parts = [(m, nth, one) for m in known.roadmap.measures for nth, one in enumerate(m.indicators, 1)]
    return [_reading(measure, nth, one, known) for measure, nth, one in (*whole, *of_parts)]


def of_measures(found: Sequence[Reading]) -> Mapping[str, Met]:
    """By measure, whether all its indicators are reached: a compound one («100 % школ и не менее 3/4») is two."""
    by_measure: dict[str, list[Met]] = {}
    for one in found:
        by_measure.setdefault(one.measure, []).append(one.met)
    return {measure: together(each) for measure, each in by_measure.items()}


def _reading(measure: Measure | None, nth: int, indicator: Indicator, known: Known) -> Reading:
    code = measure.code if measure else ""
    if indicator.by is not None:
        (count, why), baseline = COUNTED[indicator.by](measure, known), _first(indicator, known)
        return Reading(
            code, nth, indicator, count, met(indicator, count, baseline), baseline, why=why, source=_record()
        )
    if indicator.per is Unit.SCHOOL or (measure is not None and measure.unit is Unit.SCHOOL):
        return _of_schools(code, nth, indicator, known)
    return _of_plan(code, nth, indicator, known)


# By the record.


def schools_that_closed(measure: Measure | None, known: Known) -> Found:
    """Schools of the list whose steps of this measure are closed, of those that were not let off."""
    assert measure is not None, "a plan has no steps of its own"
    if not known.schools:
        return None, _("список школ не утверждён")
    by_school: dict[str, list[Step]] = {school: [] for school in known.schools}
    for step in known.steps.get(measure.code, ()):
        if step.unit in by_school and step.status is not Status.WAIVED:
            by_school[step.unit].append(step)
    owing = {school: steps for school, steps in by_school.items() if steps}
    if not owing:
        return None, _("ни у одной школы списка нет шага {code}").format(code=measure.code)
    return Count(sum(_is_closed(steps, known.as_of) for steps in owing.values()), len(owing)), ""


def schools_with_plan(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list with an approved support plan."""
    return _of_list(known.planned, known)


def schools_that_met_mentors(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list of whom at least one teacher has met a mentor at least once."""
    return _of_list(known.mentored, known)


def low_schools(_measure: Measure | None, known: Known) -> Found:
    """Schools on the last list of schools with low results, of all schools of the register."""
    if not known.low:
        return None, _("список школ с низкими результатами не посчитан и не утверждён или реестр школ не загружен")
    return known.low[max(known.low)], ""


COUNTED: Mapping[str, Callable[[Measure | None, Known], Found]] = {
    "schools_that_closed": schools_that_closed,
    "schools_with_plan": schools_with_plan,
    "schools_that_met_mentors": schools_that_met_mentors,
    "low_schools": low_schools,
}


def _of_list(those: Set[str], known: Known) -> Found:
    """Those of the list, of the list."""
    if not known.schools:
        return None, _("список школ не утверждён")
    return Count(len(those & set(known.schools)), len(known.schools)), ""


def _is_closed(steps: Sequence[Step], as_of: date) -> bool:
    """Whether something is closed and nothing that has fallen due is not."""
    awaited = [step for step in steps if step.status is not Status.DONE and step.due_on and step.due_on <= as_of]
    return not awaited and any(step.status is Status.DONE for step in steps)


def _first(indicator: Indicator, known: Known) -> Count | None:
    """Where it stood in the first year that is known, if that is not the last."""
    return known.low[min(known.low)] if indicator.by == "low_schools" and len(known.low) > 1 else None


# By people.


def _of_plan(code: str, nth: int, indicator: Indicator, known: Known) -> Reading:
    last = _last(known, code, indicator, "")
    before = _last(known, code, indicator, "", is_baseline=True)
    count, baseline = (one.count if one else None for one in (last, before))
    why = "" if count else _nobody_has_said(indicator)
    if count and indicator.at_least is None and indicator.at_most is None and not baseline:
        why = _("порог в приказе не назван, а значения до поддержки никто не внёс")
    source = _said(last) if last else ""
    return Reading(code, nth, indicator, count, met(indicator, count, baseline), baseline, why=why, source=source)


def _of_schools(code: str, nth: int, indicator: Indicator, known: Known) -> Reading:
    """One in each school must be reached in each; one of the plan, told by schools, is their sum."""
    if not known.schools:
        return Reading(code, nth, indicator, None, Met.NOT_AVAILABLE, why=_("список школ не утверждён"))
    found = {school: _last(known, code, indicator, school) for school in known.schools}
    told = [one for one in found.values() if one is not None]
    of_them, silent = Count(len(told), len(found)), len(found) - len(told)
    why = _("нет сведений о школах: {silent} из {all}").format(silent=silent, all=len(found)) if silent else ""
    source = _("сведения школ") if told else ""
    if indicator.per is Unit.SCHOOL:
        each = [met(indicator, one.count if one else None) for one in found.values()]
        count = Count(each.count(Met.MET), len(each)) if told else None
        return Reading(code, nth, indicator, count, together(each), schools=of_them, why=why, source=source)
    count = _sum(told) if not silent else None
    return Reading(code, nth, indicator, count, met(indicator, count), schools=of_them, why=why, source=source)


def _sum(told: Sequence[Stated]) -> Count:
    of_all = [one.count.denominator for one in told if one.count.denominator is not None]
    return Count(sum(one.count.numerator for one in told), sum(of_all) if of_all else None)


def _last(known: Known, code: str, indicator: Indicator, unit: str, *, is_baseline: bool = False) -> Stated | None:
    asked = (code, indicator.text, unit, is_baseline)
    found = [one for one in known.stated if (one.measure, one.indicator, one.unit, one.is_baseline) == asked]
    return found[-1] if found else None


def _nobody_has_said(indicator: Indicator) -> str:
    return _("никто не внёс, сколько их: {counted}").format(counted=indicator.counted)


def _said(one: Stated) -> str:
    return _("{basis}, {day}").format(basis=one.basis, day=in_digits(one.on))


def _record() -> str:
    return _("журнал и расчёты Вехи")
