"""What stands in each list: its sheets, columns and criterion. How a sheet is drawn belongs in spreadsheet.py."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.school_lists import AT_RISK, STABLY_HIGH
from models.assessment.small_cells import LEAST_N, is_small
from models.language import _
from tasks.documents.objectivity import seen, why_silent, works_of


class Cells(Enum):
    """How a column's values are written."""

    TEXT = auto()
    NUMBER = auto()
    PERCENT = auto()  # a number 0–100
    FEW = auto()  # a flag: too few participants


@dataclass(frozen=True)
class Column:
    """One column: the frame's name for it, its header, width in characters."""

    key: str
    header: str
    width: int
    cells: Cells = Cells.TEXT


@dataclass(frozen=True)
class Sheet:
    """A named table."""

    name: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame


@dataclass(frozen=True)
class Listing:
    """A list for people: by which criterion its rows were chosen, and its sheets, the list itself first."""

    criterion: str
    sheets: tuple[Sheet, ...]


def listing(analysis: str, result: Result, schools: pd.DataFrame) -> Listing:
    """The list that this analysis's result makes, with schools by name."""
    return _LISTINGS[analysis](result, schools)


def with_names(rows: pd.DataFrame, schools: pd.DataFrame) -> pd.DataFrame:
    """The rows with `municipality` and `name` of their school; an unknown school goes by its login."""
    register = schools[["school", "name", "municipality"]].drop_duplicates("school").astype("string")
    named = rows.merge(register, on="school", how="left")
    return named.assign(name=named["name"].fillna(named["school"]), municipality=named["municipality"].fillna("—"))


def _school() -> tuple[Column, ...]:
    return (
        Column("municipality", _("Муниципалитет"), 20),
        Column("name", _("Школа"), 34),
        Column("school", _("Логин"), 13),
    )


def _counts() -> tuple[Column, ...]:
    return (
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("n_low", _("Ниже минимума"), 12, Cells.NUMBER),
        Column("low_share", _("Доля"), 9, Cells.PERCENT),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )


def _with_share(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(low_share=100 * rows["n_low"] / rows["n"])


def _without_small_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words in place of numbers that tell of a few pupils."""
    small = is_small(rows["n"], rows["n_low"])
    return rows.assign(**{name: rows[name].astype(object).mask(small, hidden()) for name in ("n_low", "low_share")})


def hidden() -> str:
    """What stands in place of a number that tells of a few pupils."""
    return _("скрыто")


def _pupils_at_risk(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *_school(),
        Column("class_name", _("Класс"), 8),
        Column("pupil", _("Обучающийся (шифр)"), 28),
        Column("failed", _("Предметов с «2»"), 12, Cells.NUMBER),
        Column("subjects", _("Предметы"), 40),
    )
    criterion = _("отметка «2» по итогам ВПР не менее чем по {number} предметам").format(
        number=result.facts["failed_subjects"]
    )
    return Listing(criterion, (Sheet(_("Список"), columns, with_names(result.table, schools)),))


def _low_units(unit: tuple[Column, ...], result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *_school(),
        *unit,
        Column("low_subjects", _("Предметов"), 11, Cells.NUMBER),
        Column("subjects", _("Предметы с низкими результатами"), 40),
        Column("n", _("Участников (наибольшее)"), 14, Cells.NUMBER),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    reasons = (*_school(), *unit, Column("subject", _("Предмет"), 22), *_counts())
    works = with_names(_without_small_cells(_with_share(result.details["works"])), schools)
    criterion = _("низкие результаты ВПР (не менее установленной доли «2») более чем по {number} предметам").format(
        number=result.facts["subjects_over"]
    )
    listed = Sheet(_("Перечень"), columns, with_names(result.table, schools))
    return Listing(criterion, (listed, Sheet(_("Основания"), reasons, works)))


def _low_branches(result: Result, schools: pd.DataFrame) -> Listing:
    return _low_units((Column("branch", _("Филиал"), 26),), result, schools)


def _low_classes(result: Result, schools: pd.DataFrame) -> Listing:
    return _low_units((Column("class_name", _("Класс"), 8),), result, schools)


def _teacher_support(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *_school(),
        Column("teacher", _("Педагог (табельный код)"), 15),
        Column("subject", _("Предмет"), 24),
        Column("source", _("Источник"), 10),
        Column("class_name", _("Класс"), 8),
        *_counts(),
    )
    criterion = _("работы классов с низкими результатами; порядок — по школе и коду, рейтинг не составляется")
    return Listing(criterion, (Sheet(_("Потребность"), columns, with_names(_with_share(result.table), schools)),))


def _hard_elements(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        Column("grade", _("Класс"), 8, Cells.NUMBER),
        Column("subject", _("Предмет"), 20),
        Column("element", _("Элемент содержания"), 56),
        Column("level", _("Уровень"), 10),
        Column("tasks", _("Задания"), 14),
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("share", _("Выполнение"), 12, Cells.PERCENT),
        Column("minimum", _("Порог"), 9, Cells.PERCENT),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    criterion = _("доля набранных баллов от максимума по региону ниже порога уровня заданий; не приступил — 0 баллов")
    everything = Sheet(_("Все элементы"), columns, _without_few_participants(result.details["elements"]))
    return Listing(criterion, (Sheet(_("Перечень"), columns, _without_few_participants(result.table)), everything))


def _without_few_participants(elements: pd.DataFrame) -> pd.DataFrame:
    return elements.assign(share=elements["share"].astype(object).mask(elements["n"].lt(LEAST_N), hidden()))


def _small(value: float) -> str:
    """A probability to two digits: «0,0012»."""
    return f"{value:.2g}".replace(".", ",") if value >= 1e-4 else "< 0,0001"


def _objectivity(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *_school(),
        Column("markers", _("Возможные признаки"), 22),
        Column("aspects", _("О разном"), 10, Cells.NUMBER),
        Column("repeated", _("И в прежние годы"), 18),
        Column("sample", _("Участников"), 12),
    )
    criterion = _(
        "не менее двух возможных признаков, говорящих о разном, или один и тот же два года; "
        "требует дополнительного анализа"
    )
    listed = Sheet(_("Требуют анализа"), columns, with_names(result.table, schools))
    return Listing(criterion, (listed, _marked_works(result, schools), _grounds(result, schools), _unanswered(result)))


def _marked_works(result: Result, schools: pd.DataFrame) -> Sheet:
    """«4 РУ, 4 МА, 5 РУ, 5 МА» of every school, as regional lists have it."""
    table = result.details["works"]
    columns = (
        *_school(),
        *(Column(name, name, 8, Cells.NUMBER) for name in works_of(table)),
        Column("marked", _("Количество маркеров"), 13, Cells.NUMBER),
        Column("whole", _("По школе или классу в целом"), 14, Cells.NUMBER),
    )
    return Sheet(_("Работы"), columns, with_names(table, schools))


def _grounds(result: Result, schools: pd.DataFrame) -> Sheet:
    """The signs behind the list, with what was seen and on how many pupils."""
    columns = (
        *_school(),
        Column("year", _("Год"), 7),
        Column("marker", _("Признак"), 9),
        Column("procedure", _("Работа"), 30),
        Column("seen", _("Что видно"), 34),
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("q", "q", 9),
    )
    signs = result.details["signs"].astype({"year": "string"})
    signs = signs.assign(seen=[seen(row) for row in signs.to_dict("records")], q=signs["q"].map(_small))
    return Sheet(_("Основания"), columns, with_names(signs, schools))


def _unanswered(result: Result) -> Sheet:
    """Why markers say nothing of some works of the last year."""
    evidence = result.details["evidence"]
    silent = evidence[evidence["why"].ne("") & evidence["year"].eq(result.facts["year"])]
    rows = silent.groupby(["marker", "why"], as_index=False).agg(
        schools=("school", "nunique"), works=("school", "size")
    )
    columns = (
        Column("marker", _("Признак"), 9),
        Column("why", _("Почему не рассчитан"), 60),
        Column("schools", _("Школ"), 10, Cells.NUMBER),
        Column("works", _("Работ"), 10, Cells.NUMBER),
    )
    return Sheet(_("Не рассчитано"), columns, rows.assign(why=rows["why"].map(why_silent)))


def _school_lists(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *_school(),
        Column("low", _("Низких процедур"), 12, Cells.NUMBER),
        Column("near", _("Близких к низким"), 12, Cells.NUMBER),
        Column("procedures", _("Процедур"), 12, Cells.NUMBER),
        Column("good_share", _("Отметок «4» и «5»"), 12, Cells.PERCENT),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    reasons = (*_school(), Column("year", _("Год"), 7), Column("procedure", _("Процедура"), 32), *_counts())
    criterion = _(
        "группа риска — низкая процедура в последнем году или не менее {near} таких, где ниже минимума не менее "
        "{percent} % участников; стабильно высокие — каждый год ниже минимума не более {few} % по каждой процедуре и "
        "не менее {good} % отметок «4» и «5»; рейтинг не составляется"
    ).format(
        near=result.facts["near_procedures"],
        percent=result.facts["near_percent"],
        few=result.facts["low_at_most_percent"],
        good=result.facts["good_marks_percent"],
    )
    named = with_names(result.table, schools)
    lists = {AT_RISK: _("Группа риска"), STABLY_HIGH: _("Стабильно высокие")}
    sheets = [Sheet(title, columns, named[named["kind"].eq(kind)]) for kind, title in lists.items()]
    behind = with_names(_with_share(result.details["results"]), schools)
    return Listing(criterion, (*sheets, Sheet(_("Основания"), reasons, behind)))


_LISTINGS: dict[str, Callable[[Result, pd.DataFrame], Listing]] = {
    "pupils_at_risk": _pupils_at_risk,
    "low_branches": _low_branches,
    "low_classes": _low_classes,
    "teacher_support": _teacher_support,
    "hard_elements": _hard_elements,
    "objectivity": _objectivity,
    "school_lists": _school_lists,
}
