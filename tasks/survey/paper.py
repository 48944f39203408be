"""What both papers of a risk profile say: whose it is, by which formula, its picture, what is not decided yet."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from models.language import _
from models.roadmap.definition import Measure
from models.survey.decided import DecidedFactor
from models.survey.significance import Significance
from models.wording import day, decimal, fixed, percent
from tasks.charts.picture import Picture
from tasks.charts.risk_profile import Bar, risk_profile
from tasks.drafting.contract import Asked
from tasks.survey.profiling import Survey


def survey_year(asked: Asked) -> int:
    """The year whose answers the measure's steps rest on: what its `data` says, else the cycle's own."""
    named = _years(asked.measure, asked.cycle.year)
    return max(named) if named else asked.cycle.year


def _years(measure: Measure, year: int) -> set[int]:
    return {one for need in measure.data if need.kind == "answers" for one in need.years_for(year)}


def lacking_decisions(survey: Survey, school: str, source: str, *, verified: bool) -> Iterator[str]:
    """What people have not decided yet of a profile that is there, and by which command they do."""
    if survey.profile(school, source).empty:
        yield _("ответов школы нет: загрузите анкеты (vekha load)")
        return
    if verified and not all(one.is_verified for one in survey.decided(school, source)):
        yield _("профиль не проверен куратором (vekha survey verify {school})").format(school=school)
    if not survey.chosen(school):
        yield _("школа не выбрала факторы (vekha survey choose {school} …)").format(school=school)


def profile_values(survey: Survey, school: str, source: str, asked: Asked) -> dict[str, Any]:
    """What both papers say: whose profile it is, by which formula, the chosen factors."""
    register, questionnaire = survey.schools, survey.questionnaire
    is_known = school in register.index
    formula = _(
        "Балл фактора — от 0 (дефицита нет) до 1: взвешенное среднее ответов по группам; высокая значимость — от "
        "{high}, средняя — от {middle}. {about}"
    ).format(
        high=decimal(questionnaire.high_from), middle=decimal(questionnaire.middle_from), about=questionnaire.about
    )
    return {
        "school": survey.name_of(school),
        "municipality": register.loc[school, "municipality"] if is_known else "—",
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        "year": survey.year,
        "formula": formula,
        "chosen": [named(survey, factor) for factor in survey.chosen(school)],
    }


def named(survey: Survey, factor: str) -> str:
    """A factor by its name; one that the questionnaire has no more, by its code."""
    known = survey.questionnaire.factors.get(factor)
    return known.title if known else factor


def relevant(survey: Survey, school: str, source: str) -> Iterator[dict[str, str]]:
    """The factors of high and middle significance with their names, the higher ones first."""
    stands = survey.decided(school, source)
    for significance in (Significance.HIGH, Significance.MIDDLE):
        for one in stands:
            if one.significance is significance:
                yield {"factor": named(survey, one.factor), "significance": significance.label}


def factor_row(survey: Survey, row: Mapping[Any, Any], stands: DecidedFactor) -> dict[str, str]:
    """A factor of the profile with its score, how many answered, and its place among the other schools."""
    corrected = _(" (по ответам — {computed})").format(computed=stands.computed.label) if stands.is_corrected else ""
    score = "—" if pd.isna(row["score"]) else fixed(row["score"])
    bounds = "" if pd.isna(row["lower"]) else f" ({fixed(row['lower'])}–{fixed(row['upper'])})"
    titles = {code: group.title for code, group in survey.questionnaire.groups.items()}
    people = ", ".join(f"{titles[code]} {n}" for code, n in map(str.split, filter(None, row["people"].split(", "))))
    place = "—" if pd.isna(row["place"]) else _("хуже, чем {share} школ").format(share=percent(100 * row["place"], 0))
    return {
        "factor": named(survey, row["factor"]),
        "significance": stands.significance.label + corrected,
        "score": score + bounds,
        "people": people,
        "place": place,
    }


def drawn(survey: Survey, school: str, source: str) -> Picture:
    """The chart of the profile as people have decided it, beside the median of all schools."""
    rows = survey.profile(school, source)
    stands = {one.factor: one for one in survey.decided(school, source)}
    questionnaire = survey.questionnaire
    bars = [
        Bar(
            name=named(survey, row["factor"]),
            score=None if pd.isna(row["score"]) else row["score"],
            bounds=None if pd.isna(row["lower"]) else (row["lower"], row["upper"]),
            median=survey.median(row["factor"], source) if row["schools"] > 1 else None,
            significance=stands[row["factor"]].significance,
        )
        for row in rows.to_dict("records")
    ]
    title = _("Рисковый профиль: {school}").format(school=survey.name_of(school))
    cuts = questionnaire.middle_from, questionnaire.high_from
    return Picture(title, risk_profile(title, bars, cuts, questionnaire.about))
