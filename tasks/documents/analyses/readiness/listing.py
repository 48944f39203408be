"""The workbook on readiness: every school's forecast, how good such forecasts were, and what is left out."""

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import percent
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.readiness.words import asked, band, fifth, skill, slope, why_silent
from tasks.documents.lists.columns import of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def listing(result: Result, schools: pd.DataFrame) -> Listing:
    """Every school and exam, by school; the exams with how their forecasts fared; what was forecast and what came."""
    criterion = _(
        "все школы с ВПР параллели, которой сдавать экзамен; прогноз даётся там, где прогнозы прошлых лет были лучше "
        "базовой доли региона; для планирования помощи, не оценка школы; рейтинг не составляется; в границы должно "
        "попасть не меньше {confidence} параллелей"
    ).format(confidence=percent(100 * float(result.facts["confidence"]), 0))
    return Listing(criterion, (_cohorts(result, schools), _exams(result), _calibration(result)))


def _cohorts(result: Result, schools: pd.DataFrame) -> Sheet:
    columns = (
        *of_school(),
        Column("procedure", _("Экзамен"), 26),
        Column("n", _("В параллели"), 11, Cells.NUMBER),
        Column("share", _("Ожидаемая доля ниже минимума"), 14, Cells.PERCENT),
        Column("lower", _("от"), 9, Cells.PERCENT),
        Column("upper", _("до"), 9, Cells.PERCENT),
        Column("base_share", _("Базовая доля"), 11, Cells.PERCENT),
        Column("probability", _("Вероятность низких результатов"), 14, Cells.PERCENT),
        Column("told", _("Полоса"), 13),
        Column("base_probability", _("Базовая вероятность"), 13, Cells.PERCENT),
        Column("works", _("По работам ВПР"), 30),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
        Column("why", _("Прогноз"), 26),
    )
    rows = with_names(result.table, schools)
    told = {number: band(number, result.facts) for number in range(len(str(result.facts["bands"]).split("; ")) + 1)}
    rows = rows.assign(
        told=rows["band"].map(told), why=rows["why"].map(why_silent), small_n=rows["small_n"].fillna(False)
    )
    return Sheet(_("Школы"), columns, rows)


def _exams(result: Result) -> Sheet:
    columns = (
        Column("procedure", _("Экзамен"), 28),
        Column("asked", _("Вопрос"), 34),
        Column("years", _("Лет"), 7, Cells.NUMBER),
        Column("cohorts", _("Параллелей"), 12, Cells.NUMBER),
        Column("base", _("В регионе"), 11, Cells.PERCENT),
        Column("skilled", _("Навык против базовой доли"), 22),
        Column("sloped", _("Наклон"), 9),
        Column("coverage", _("Попало в границы"), 12, Cells.PERCENT),
        Column("answer", _("Прогноз"), 40),
    )
    rows = result.details["subjects"]
    records = rows.to_dict("records")
    said = {"asked": [asked(row["question"], result.facts) for row in records]}
    said |= {"skilled": [skill(row) for row in records], "sloped": [slope(row) for row in records]}
    return Sheet(_("Экзамены"), columns, rows.assign(**said, answer=rows["why"].map(why_silent)))


def _calibration(result: Result) -> Sheet:
    columns = (
        Column("procedure", _("Экзамен"), 28),
        Column("asked", _("Вопрос"), 34),
        Column("told", _("Полоса"), 26),
        Column("cohorts", _("Параллелей"), 12, Cells.NUMBER),
        Column("predicted", _("Предсказано"), 13, Cells.PERCENT),
        Column("observed", _("Наступило"), 13, Cells.PERCENT),
    )
    rows = result.details["calibration"]
    told = [
        _told(question, int(number), result.facts)
        for question, number in zip(rows["question"], rows["band"], strict=True)
    ]
    said = [asked(question, result.facts) for question in rows["question"]]
    return Sheet(_("Проверка на прошлых годах"), columns, rows.assign(told=told, asked=said))


def _told(question: str, number: int, facts: Facts) -> str:
    return band(number, facts) if question == "low" else fifth(number)
