"""The named functions that count an indicator by the record (domain.md §5.7); names.py lists their names.

A function gives the count, or None and what is missing. Whom the order counts («ШНОР», «все школы») are the schools of
the approved list, without those that left; a school that was let off is in no denominator. What nobody has ever entered
is not known: that Vekha was told of no curator does not mean that schools have none.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date

from models.indicators.known import Known
from models.indicators.reading import Count
from models.language import _
from models.records import Step
from models.roadmap.definition import Indicator, Measure
from models.steps.status import Status

Found = tuple[Count | None, str]


def no_list() -> str:
    """That nobody has approved the schools which the order counts."""
    return _("список школ не утверждён")


def schools_that_closed(measure: Measure | None, known: Known) -> Found:
    """Schools of the list whose steps of this measure are closed, of those that were not let off."""
    assert measure is not None, "a plan has no steps of its own"
    if not known.schools:
        return None, no_list()
    by_school: dict[str, list[Step]] = {school: [] for school in known.schools}
    for step in known.steps.get(measure.code, ()):
        if step.unit in by_school and step.status is not Status.WAIVED:
            by_school[step.unit].append(step)
    owing = {school: steps for school, steps in by_school.items() if steps}
    if not owing:
        return None, _("ни у одной школы списка нет шага {code}").format(code=measure.code)
    return Count(sum(_is_closed(steps, known.as_of) for steps in owing.values()), len(owing)), ""


def schools_that_answered(measure: Measure | None, known: Known) -> Found:
    """Schools of the list whose answers to the survey are enough, of those that were not let off this measure."""
    assert measure is not None, "a plan has no check of its own"
    if not known.schools:
        return None, no_list()
    let_off = {step.unit for step in known.steps.get(measure.code, ()) if step.status is Status.WAIVED}
    asked = [school for school in known.schools if school not in let_off]
    told = known.answered.get(measure.code, {})
    if silent := sum(school not in told for school in asked):
        why = _("ответы на опросник ещё не проверены у школ: {silent} из {all}")
        return None, why.format(silent=silent, all=len(asked))
    return Count(sum(told[school] for school in asked), len(asked)), ""


def schools_with_curator(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list that a curator is appointed to."""
    return _of_list(known.curated, known, _("кураторов в Вехе никто не назначал: vekha curators approve"))


def schools_with_partner(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list that a partner school helps."""
    return _of_list(known.partnered, known, _("опорных школ в Вехе никто не определял: vekha partners approve"))


def schools_with_plan(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list with an approved support plan."""
    return _of_list(known.planned, known, _("планов поддержки в Вехе никто не предлагал: vekha plan propose"))


def schools_that_met_mentors(_measure: Measure | None, known: Known) -> Found:
    """Schools of the list of whom at least one teacher has met a mentor at least once."""
    return _of_list(known.mentored, known, _("наставников в Вехе никто не назначал: vekha mentors approve"))


def low_schools(_measure: Measure | None, known: Known) -> Found:
    """Schools on the last list of schools with low results, of all schools of the register."""
    if not known.low:
        return None, _("список школ с низкими результатами не посчитан и не утверждён или реестр школ не загружен")
    return known.low[max(known.low)], ""


COUNTED: Mapping[str, Callable[[Measure | None, Known], Found]] = {
    "schools_that_closed": schools_that_closed,
    "schools_that_answered": schools_that_answered,
    "schools_with_curator": schools_with_curator,
    "schools_with_partner": schools_with_partner,
    "schools_with_plan": schools_with_plan,
    "schools_that_met_mentors": schools_that_met_mentors,
    "low_schools": low_schools,
}


def _of_list(those: Set[str] | None, known: Known, why_unknown: str) -> Found:
    """Those of the list, of the list."""
    if not known.schools:
        return None, no_list()
    if those is None:
        return None, why_unknown
    return Count(len(those & set(known.schools)), len(known.schools)), ""


def _is_closed(steps: Sequence[Step], as_of: date) -> bool:
    """Whether something is closed and nothing that has fallen due is not."""
    awaited = [step for step in steps if step.status is not Status.DONE and step.due_on and step.due_on <= as_of]
    return not awaited and any(step.status is Status.DONE for step in steps)


def first(indicator: Indicator, known: Known) -> Count | None:
    """Where it stood in the first year that is known, if that is not the last."""
    return known.low[min(known.low)] if indicator.by == "low_schools" and len(known.low) > 1 else None
