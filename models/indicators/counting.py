"""How each indicator stands: by a named function over the record (by_record.py), or by what people have counted."""

from collections.abc import Mapping, Sequence

from models.indicators.by_record import COUNTED, first, no_list
from models.indicators.known import Known, Stated
from models.indicators.reading import Count, Met, Reading, met, together
from models.language import _
from models.roadmap.definition import Indicator, Measure, Unit
from models.wording import in_digits


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
        (count, why), baseline = COUNTED[indicator.by](measure, known), first(indicator, known)
        return Reading(
            code, nth, indicator, count, met(indicator, count, baseline), baseline, why=why, source=_record()
        )
    if indicator.per is Unit.SCHOOL or (measure is not None and measure.unit is Unit.SCHOOL):
        return _of_schools(code, nth, indicator, known)
    return _of_plan(code, nth, indicator, known)


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
        return Reading(code, nth, indicator, None, Met.NOT_AVAILABLE, why=no_list())
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
    return known.last_words.get((code, indicator.text, unit, is_baseline))


def _nobody_has_said(indicator: Indicator) -> str:
    return _("никто не внёс, сколько их: {counted}").format(counted=indicator.counted)


def _said(one: Stated) -> str:
    return _("{basis}, {day}").format(basis=one.basis, day=in_digits(one.on))


def _record() -> str:
    return _("журнал и расчёты Вехи")
