"""Pupils to help before an exam: by their ciphers, for the school alone; for help, never a mark or a parting."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted, percent
from tasks.documents.analyses.papers import Facts, Papers, Row
from tasks.documents.analyses.places import by_municipality
from tasks.documents.analyses.readiness.words import band, skill, slope
from tasks.documents.analyses.words import of_schools, unjudged
from tasks.documents.lists.columns import hidden, of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def _title() -> str:
    return _("Список обучающихся, которым может понадобиться помощь перед ГИА")


def _purpose() -> str:
    return _("Список — для помощи обучающемуся, не для отметки и не для отчисления.")


def _sentences(facts: Facts) -> list[str]:
    told = [_purpose(), *_answered(facts), *_linked(facts), *unjudged(facts)]
    if not facts["left_out"]:
        return told
    return [*told, _("Не даётся (почему — в справке): {exams}.").format(exams=facts["left_out"])]


def _answered(facts: Facts) -> list[str]:
    if facts.get("withheld"):
        return [_("Сколько обучающихся в списке, скрыто: по этому числу можно узнать о немногих.")]
    if not facts["answered"]:
        return [_("Ни по одному экзамену {year} года список не составлен.").format(year=facts["year"])]
    pupils, everybody = (
        counted(int(facts[name]), _("обучающемуся"), _("обучающимся"), _("обучающимся"))
        for name in ("pupils", "participants")
    )
    said = _(
        "Перед экзаменами {year} года помощь может понадобиться {pupils} в {schools}: вероятность не преодолеть "
        "минимум {edge} % и больше. Сдавать экзамены в школах, составивших сопоставление шифров, — {all}."
    )
    edge = str(facts["bands"]).split("; ", maxsplit=1)[0]
    schools = of_schools(int(facts["schools"]))
    return [said.format(year=facts["year"], pupils=pupils, schools=schools, edge=edge, all=everybody)]


def _linked(facts: Facts) -> list[str]:
    pupils = counted(int(facts["linked"]), _("обучающегося"), _("обучающихся"), _("обучающихся"))
    return [
        _("Результаты ВПР и экзамена прежних лет связаны не более чем у {pupils} по одному экзамену.").format(
            pupils=pupils
        )
    ]


def _why(reason: str) -> str:
    """Why nothing is said of an exam; «есть» where it is."""
    return {
        "": _("есть"),
        "not_better": _("не даётся: работа обучающегося говорит не больше, чем результаты школы"),
        "few_years": _("не даётся: нужны связанные результаты хотя бы двух лет"),
        "few_schools": _("не даётся: школ с сопоставлением мало"),
        "few_linked": _("не даётся: связанных результатов мало"),
        "few_below": _("не даётся: не преодолевших слишком мало, чтобы судить"),
        "no_cohort": _("не даётся: у школ с сопоставлением нет ВПР тех, кому сдавать"),
    }[reason]


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    criterion = _(
        "обучающиеся школ, составивших сопоставление шифров, с вероятностью не преодолеть минимум {edge} % и больше; "
        "по своей последней ВПР и результатам школы; для помощи обучающемуся, не для отметки и не для отчисления"
    ).format(edge=str(result.facts["bands"]).split("; ", maxsplit=1)[0])
    return Listing(criterion, (_pupils(result, schools), _exams(result), _calibration(result)))


def _pupils(result: Result, schools: pd.DataFrame) -> Sheet:
    columns = (
        *of_school(),
        Column("class_name", _("Класс"), 8),
        Column("pupil", _("Обучающийся (шифр)"), 28),
        Column("procedure", _("Экзамен"), 26),
        Column("told", _("Вероятность не преодолеть минимум"), 18),
        Column("school_told", _("Без его работы, по школе"), 18),
        Column("works", _("По работе ВПР"), 18),
    )
    rows = with_names(result.table, schools)
    said = {name: _bands(rows[of], result.facts) for name, of in (("told", "band"), ("school_told", "school_band"))}
    return Sheet(_("Список"), columns, rows.assign(**said))


def _bands(numbers: pd.Series, facts: Facts) -> list[str]:
    return [band(int(number), facts) for number in numbers]


def _exams(result: Result) -> Sheet:
    columns = (
        Column("procedure", _("Экзамен"), 28),
        Column("years", _("Лет"), 7, Cells.NUMBER),
        Column("schools", _("Школ"), 8, Cells.NUMBER),
        Column("pupils", _("Связано обучающихся"), 13, Cells.NUMBER),
        Column("base", _("Ниже минимума"), 11, Cells.PERCENT),
        Column("skilled", _("Навык против прогноза по школе"), 22),
        Column("sloped", _("Наклон"), 9),
        Column("answer", _("Прогноз"), 44),
    )
    rows = result.details["subjects"]
    records = rows.to_dict("records")
    said = {"skilled": [skill(row) for row in records], "sloped": [slope(row) for row in records]}
    return Sheet(_("Экзамены"), columns, rows.assign(**said, answer=rows["why"].map(_why)))


def _calibration(result: Result) -> Sheet:
    columns = (
        Column("procedure", _("Экзамен"), 28),
        Column("told", _("Полоса"), 18),
        Column("pupils", _("Обучающихся"), 13, Cells.NUMBER),
        Column("predicted", _("Предсказано"), 13, Cells.PERCENT),
        Column("observed", _("Наступило"), 13, Cells.PERCENT),
    )
    rows = result.details["calibration"]
    return Sheet(_("Проверка на прошлых годах"), columns, rows.assign(told=_bands(rows["band"], result.facts)))


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    places = by_municipality(result, schools, "participants", "pupils")
    if result.facts.get("withheld"):
        places = [{**place, "pupils": hidden()} for place in places]
    return {"places": places, "exams": [_exam(row) for row in result.details["subjects"].to_dict("records")]}


def _exam(row: Row) -> dict[str, Any]:
    return {
        "procedure": row["procedure"],
        "pupils": str(row["pupils"]),
        "base": "—" if pd.isna(row["base"]) or not row["pupils"] else percent(row["base"]),
        "skill": skill(row),
        "slope": slope(row),
        "answer": _why(row["why"]),
    }


PAPERS = Papers("pupils_before_exams", _title, _sentences, _listing, _letter)
