"""What is legal in a roadmap but worth a person's knowing. Mistakes are consistency.py's; here nothing is refused."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.language import _
from models.problems import Problem
from models.roadmap.definition import Measure, Roadmap, Unit
from models.roadmap.needs import Prerequisite
from models.roadmap.plan import Plan, by_measure, occurrences, why_no_steps_of_a_target
from models.roadmap.printing import without_markup
from models.roadmap.schedule.reading import read


def warnings(roadmap: Roadmap) -> list[Problem]:
    """Every remark, measures as printed."""
    plan = by_measure(occurrences(roadmap))
    remarks: list[Problem] = []
    for measure in roadmap.measures:
        remarks += _schedule_needs_review(roadmap, measure)
        remarks += _reading_without_a_reason(measure)
        remarks += _late_prerequisites(roadmap, measure, plan)
        remarks += _no_steps_by_calendar(roadmap, measure, plan)
        remarks += _shares_without_schools(roadmap, measure)
    return remarks


def _schedule_needs_review(roadmap: Roadmap, measure: Measure) -> Iterator[Problem]:
    cell = roadmap.schedule_of(measure)
    rule = read(roadmap.reading_of(measure), roadmap.plan_period)
    if rule.needs_review:
        yield _remark(measure, cell, _("сроки прочитаны предположительно: {reason}").format(reason=rule.reason))


def _reading_without_a_reason(measure: Measure) -> Iterator[Problem]:
    if measure.read_as and not measure.note:
        told = _("сроки прочитаны не так, как напечатаны («{cell}»), а почему, не сказано: напишите в note.")
        yield _remark(measure, measure.read_as, told.format(cell=without_markup(measure.schedule)))


def _late_prerequisites(roadmap: Roadmap, measure: Measure, plan: Mapping[str, Plan]) -> Iterator[Problem]:
    """Hard prerequisites that fall due on or after the measure's own deadline; one remark an edge."""
    for needed in measure.hard_prerequisites:
        late = list(_late(measure, needed, plan))
        if late:
            before = roadmap.by_code[needed.measure]
            told = _("ждёт {place} «{title}» ({code}), а его срок не раньше: {dates}.")
            dates = ", ".join(f"{theirs:%d.%m.%Y}" for _own, theirs in late)
            remedy = told.format(place=before.place, title=before.title, code=before.code, dates=dates)
            yield _remark(
                measure, _("до {dates}").format(dates=", ".join(f"{own:%d.%m.%Y}" for own, _theirs in late)), remedy
            )


def _late(measure: Measure, needed: Prerequisite, plan: Mapping[str, Plan]) -> Iterator[tuple[date, date]]:
    """Own deadlines and those of the awaited occurrences, where these come no earlier."""
    due = {found.key: found.due_on for found in plan.get(needed.measure, ())}
    for occurrence in plan.get(measure.code, ()):
        for key in (named.occurrence for named in occurrence.prerequisites if named.measure == needed.measure):
            own, theirs = occurrence.due_on, due.get(key)
            if own and theirs and theirs >= own:
                yield own, theirs


def _no_steps_by_calendar(roadmap: Roadmap, measure: Measure, plan: Mapping[str, Plan]) -> Iterator[Problem]:
    """Measures that the calendar alone gives no step, or no dates."""
    cell, planned = roadmap.schedule_of(measure), plan.get(measure.code, ())
    if measure.is_target:
        yield _remark(measure, cell, _("{reason}.").format(reason=why_no_steps_of_a_target()))
    elif not planned:
        yield _remark(measure, cell, _("шагов по календарю нет: они появятся по запросу (vekha request)."))
    elif all(occurrence.due_on is None for occurrence in planned):
        yield _remark(measure, cell, _("дат в приказе нет: их нужно назначить (vekha dates)."))


def _shares_without_schools(roadmap: Roadmap, measure: Measure) -> Iterator[Problem]:
    """A share of schools where nothing is counted by schools."""
    for needed in measure.prerequisites:
        if needed.share < 1 and not _counts_schools(roadmap, measure, needed):
            told = _("доля школ у предшественника {code} ни на что не влияет: он исполняется не по школам.")
            yield _remark(measure, str(needed.share), told.format(code=needed.measure))


def _counts_schools(roadmap: Roadmap, measure: Measure, needed: Prerequisite) -> bool:
    return measure.unit is Unit.ROADMAP and roadmap.by_code[needed.measure].unit is Unit.SCHOOL


def _remark(measure: Measure, value: str, remedy: str) -> Problem:
    place = _("{code}, {place}").format(code=measure.code, place=measure.place)
    return Problem(place, without_markup(value), remedy)
