"""What a school's teachers lack, and their programmes of self-development (Zhigalovo, section I, item 6).

The analysis says what the record knows: factors about teachers, teachers whom results name, by code, procedures with
low results; what is not there it calls absent. The programmes begin with the catalogue's measures for teachers against
the school's factors and with those teachers. What teachers want to learn, and everybody else, the school writes.

Which of the two papers a deliverable is, its own words say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.support.candidates import candidates
from models.support.catalogue import Catalogue, CatalogueMeasure
from models.support.results import OF_TEACHERS
from models.survey.decided import DecidedFactor
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.low_results import is_list_computed, why_listed
from tasks.drafting.named_teachers import Named, teachers_named
from tasks.drafting.register import Register, register_of, told_of
from tasks.reading.catalogue import CATALOGUES
from tasks.settings import Settings
from tasks.support.factors import Known, factors_known
from tasks.support.versions import Plan, histories
from tasks.survey.paper import factor_row
from tasks.survey.profiling import SELF, Survey, survey_if_any

ANALYSIS, PROGRAMMES = "teachers_analysis", "self_development"
PROGRAMME = "программ"  # the word by which a deliverable is the programmes; else it is the analysis
ABOUT_TEACHERS = ("RF02", OF_TEACHERS)  # of the factors that «500+» published: too few teachers, and what they lack
EMPTY_LINES = 5
Line = dict[str, str]


@dataclass(frozen=True)
class _Told:
    """What the papers speak of.

    named:  teachers whom results name; None: nobody has computed it
    listed: school → procedures with low results; is_listed: whether a list is computed at all
    fit:    school → codes of measures against its factors
    """

    asked: Asked
    register: Register
    survey: Survey | None
    named: Named | None
    listed: Mapping[str, str]
    is_listed: bool
    known: Known
    catalogue: Catalogue
    fit: Mapping[str, Sequence[str]]
    plans: Mapping[str, Sequence[Plan]]

    def named_of(self, school: str) -> Mapping[str, str]:
        """The school's teachers whom results name, with subjects."""
        return (self.named or {}).get(school, {})


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """Both papers for each school's step. Where nothing is known they are forms, which people fill in and hand in."""
    told = _told(session, settings, asked)
    for step in asked.steps:
        factors = _factors(told, step.unit)
        made = {title: _paper(told, step.unit, title, factors) for title in asked.measure.deliverables}
        is_known = factors or told.named_of(step.unit) or step.unit in told.listed
        lacks = (
            [] if is_known else [_("о педагогах школы в записи ничего нет: заполните бланки и сдайте свои документы")]
        )
        yield Draft(step, made, lacks)


def _told(session: Session, settings: Settings, asked: Asked) -> _Told:
    units = [step.unit for step in asked.steps]
    catalogue = CATALOGUES.of_year(settings, asked.cycle.year)
    known = factors_known(session, settings, asked.cycle, catalogue)
    fit = candidates(catalogue, known.factors, pd.Series(dtype=int))
    return _Told(
        asked=asked,
        register=register_of(session, settings),
        survey=survey_if_any(session, settings, asked.cycle),
        named=teachers_named(session, settings, asked.cycle),
        listed=why_listed(session, asked, units),
        is_listed=is_list_computed(session, asked),
        known=known,
        catalogue=catalogue,
        fit={str(school): [*own["code"]] for school, own in fit[fit["weight"] > 0].groupby("school")},
        plans=histories(session, asked.cycle, units),
    )


def _paper(told: _Told, school: str, deliverable: str, factors: Sequence[Line]) -> Document:
    asked, head = told.asked, told.asked.head
    common = {"basis": head.basis, "scope": head.scope, "day": day(asked.as_of), "year": asked.cycle.year}
    common |= told_of(told.register, school)
    if PROGRAMME in deliverable.lower():
        blank, title, values = PROGRAMMES, _("Программы саморазвития педагогов"), _of_programmes(told, school)
    else:
        blank, title, values = ANALYSIS, _("Анализ дефицитов педагогов"), _of_analysis(told, school, factors)
    return Document(f"{title} {school}.docx", filled(blank, title, common | values, head), DOCX)


def _of_analysis(told: _Told, school: str, factors: Sequence[Line]) -> dict[str, Any]:
    named = told.named_of(school)
    return {
        "factors": factors,
        "about_factors": _about_factors(told, school, factors),
        "teachers": [{"number": n, "teacher": code, "subjects": named[code]} for n, code in enumerate(named, 1)],
        "no_teachers": _("Расчёт никого в школе не назвал.")
        if told.named is not None
        else _("По этой дорожной карте такого расчёта нет: кому нужна поддержка, школа устанавливает сама."),
        "listed": told.listed.get(school, ""),
        "not_listed": _("В последнем рассчитанном перечне школ с низкими результатами школы нет.")
        if told.is_listed
        else _("По этой дорожной карте перечень школ с низкими результатами не рассчитан."),
        "needs": [*({"teacher": code} for code in named), *({"teacher": ""} for _line in range(EMPTY_LINES))],
    }


def _factors(told: _Told, school: str) -> list[Line]:
    """The school's factors about teachers with score and number of answers, verified or not; none without a profile."""
    survey = told.survey
    if survey is None or survey.profile(school).empty:
        return []
    stands = {one.factor: one for one in survey.decided(school)}
    rows = survey.profile(school).to_dict("records")
    return [
        factor_row(survey, row, stands[row["factor"]]) | {"source": _source(survey, school, stands[row["factor"]])}
        for row in rows
        if row["factor"] in ABOUT_TEACHERS
    ]


def _source(survey: Survey, school: str, one: DecidedFactor) -> str:
    """How far the factor is to be believed."""
    if one.is_verified:
        return _("проверено {day}").format(day=in_digits(one.as_of))
    return _("по самодиагностике") if survey.source_of(school) == SELF else _("по ответам, не проверено")


def _about_factors(told: _Told, school: str, factors: Sequence[Line]) -> str:
    """What the scores rest on, or why there are none, as a sentence."""
    year = told.asked.cycle.year
    if told.survey is None:
        return _("Опросника на {year} год нет: факторов риска в записи нет.").format(year=year)
    if told.survey.profile(school).empty:
        return _("Ответов школы на опросник за {year} год нет: факторов риска в записи нет.").format(year=year)
    if not factors:
        return _("О педагогах опросник {year} года не спрашивает.").format(year=year)
    if told.survey.source_of(school) == SELF:
        return _(
            "Баллы поставила школьная команда: анкет педагогов за {year} год нет. Балл — от 0 (дефицита нет) до 1."
        ).format(year=year)
    return _("Баллы — по анкетам {year} года: от 0 (дефицита нет) до 1, в скобках границы.").format(year=year)


def _of_programmes(told: _Told, school: str) -> dict[str, Any]:
    measures = [told.catalogue.by_code[code] for code in told.fit.get(school, ())]
    lines = [*_measure_lines(told, school, [one for one in measures if one.is_for_teachers])]
    named = [_line(teacher, _low(subjects)) for teacher, subjects in told.named_of(school).items()]
    return {
        "rows": [*lines, *named, *(_line() for _number in range(EMPTY_LINES))],
        "without_measures": "" if lines else _why_no_measures(told, school),
    }


def _measure_lines(told: _Told, school: str, measures: Sequence[CatalogueMeasure]) -> Iterator[Line]:
    """A line a measure: whom it is for, against what, the plan's deadline where it is in the plan, what confirms it."""
    versions = told.plans.get(school, ())
    due = {item.code: item.due_on for item in versions[-1].items} if versions else {}
    for one in measures:
        factor = told.catalogue.factors[one.factor]
        when = in_digits(due[one.code]) if one.code in due else ""
        yield _line(one.for_whom, factor, one.title, when, "; ".join(one.deliverables))


def _why_no_measures(told: _Told, school: str) -> str:
    if school in told.known.unready:
        return _("Мер каталога здесь нет: школа ещё не выбрала факторы, или куратор их не проверил.")
    if school not in told.fit:
        return _("Мер каталога здесь нет: факторов риска школы в записи нет.")
    return _("Мер для педагогов против факторов школы в каталоге нет.")


def _low(subjects: str) -> str:
    return _("низкие результаты: {subjects}").format(subjects=subjects)


def _line(teacher: str = "", deficit: str = "", activity: str = "", due: str = "", evidence: str = "") -> Line:
    """A line of the programmes; what is empty people fill in."""
    return {"teacher": teacher, "deficit": deficit, "activity": activity, "due": due, "evidence": evidence}
