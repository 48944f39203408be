"""The formats of plain tables, as data: columns, how each text is understood, what to tell who wrote it wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.reading import values
from tasks.reading.values import Understand


@dataclass(frozen=True)
class Cell:
    """A column of a format: its name in the layout, how a text is understood, what is wanted there."""

    name: str
    understand: Understand
    wanted: str


@dataclass(frozen=True)
class Format:
    """A table: heading → cell, and the columns that together may occur once."""

    kind: str
    cells: Mapping[str, Cell]
    once: tuple[str, ...]


_YEAR = Cell("year", values.whole(2015, 2100), "год — четыре цифры, например 2024")
_GRADE = Cell("grade", values.whole(1, 11), "класс — число от 1 до 11")
_LOGIN = Cell("school", values.login, "логин школы имеет вид «edu680101» или «sch680101»")
_SUBJECT = Cell("subject", values.subject, "впишите предмет")

SCHOOLS = Format(
    "schools",
    {
        "Логин": _LOGIN,
        "Код ОО": Cell("code", values.school_code, "код ОО — шесть цифр"),
        "ИНН": Cell("inn", values.inn, "ИНН организации — десять цифр"),
        "Наименование": Cell("name", values.required, "впишите наименование школы"),
        "Муниципалитет": Cell("municipality", values.municipality, "впишите муниципалитет"),
        "Вид": Cell("kind", values.words, "здесь число: строка сдвинута, верните её ячейки на место"),
        "Филиалы": Cell("branches", values.words, "здесь число: строка сдвинута, верните её ячейки на место"),
        "Обучающихся": Cell("pupils", values.whole(0, 100_000, missing=("",)), "число обучающихся — целое"),
        "Учителей": Cell("teachers", values.whole(0, 10_000, missing=("",)), "число учителей — целое"),
    },
    once=("school",),
)
ASSIGNMENTS = Format(
    "assignments",
    {
        "Год": _YEAR,
        "Логин": _LOGIN,
        "Филиал": Cell("branch", values.anything, ""),
        "Класс": Cell("class_name", values.class_name, "класс имеет вид «4А»"),
        "Предмет": _SUBJECT,
        "Код учителя": Cell("teacher", values.required, "впишите код учителя"),
    },
    once=("year", "school", "branch", "class_name", "subject", "teacher"),
)
TASKS = Format(
    "tasks",
    {
        "Год": _YEAR,
        "Класс": _GRADE,
        "Предмет": _SUBJECT,
        "Задание": Cell("task", values.task_number, "номер задания имеет вид «3.1» или «15К1»"),
        "Элемент содержания": Cell("element", values.required, "впишите элемент содержания"),
        "Умение": Cell("skill", values.anything, ""),
        "Уровень": Cell("level", values.level, "уровень — Б, П или В"),
    },
    once=("year", "grade", "subject", "task"),
)
_SCORE = values.whole(1, 200)
SCALES = Format(
    "scales",
    {
        "Год": _YEAR,
        "Класс": _GRADE,
        "Предмет": _SUBJECT,
        "Балл на 3": Cell("from_3", _SCORE, "наименьший первичный балл для отметки — целое число"),
        "Балл на 4": Cell("from_4", _SCORE, "наименьший первичный балл для отметки — целое число"),
        "Балл на 5": Cell("from_5", _SCORE, "наименьший первичный балл для отметки — целое число"),
        "Максимальный балл": Cell("highest", _SCORE, "максимальный первичный балл — целое число"),
    },
    once=("year", "grade", "subject"),
)
MENTORS = Format(
    "mentors",
    {
        "Логин": _LOGIN,
        "Код наставника": Cell("mentor", values.required, "впишите код наставника — его код учителя"),
        "Предмет": _SUBJECT,
        "Уровни": Cell("levels", values.levels, "уровни — НОО, ООО, СОО через «;»"),
        "Языки": Cell("languages", values.several, "впишите языки обучения через «;», например «русский»"),
        "Сколько учителей": Cell("capacity", values.whole(0, 50), "сколько учителей возьмёт — целое от 0 до 50"),
    },
    once=("school", "mentor", "subject"),
)
NEIGHBOURS = Format(
    "neighbours",
    {
        "Муниципалитет": Cell("municipality", values.municipality, "впишите муниципалитет"),
        "Сосед": Cell("neighbour", values.municipality, "впишите соседний муниципалитет"),
    },
    once=("municipality", "neighbour"),
)
CONDITIONS = Format(
    "conditions",
    {
        "Логин": _LOGIN,
        "Местность": Cell("place", values.place, "местность — село или город"),
        "Язык обучения": Cell("language", values.word, "впишите один язык обучения, например «русский»"),
    },
    once=("school",),
)
CURATORS = Format(
    "curators",
    {
        "Код куратора": Cell("curator", values.required, "впишите код куратора, без имени"),
        "Организация": Cell("organisation", values.required, "впишите, от какой организации куратор"),
        "Направления": Cell("factors", values.factors, "коды факторов риска через «;», например «RF01;RF06»"),
        "Сколько школ": Cell("capacity", values.whole(0, 200), "сколько школ возьмёт — целое от 0 до 200"),
    },
    once=("curator",),
)
PARTNERS = Format(
    "partners",
    {
        "Логин": _LOGIN,
        "Сколько школ примет": Cell("capacity", values.whole(0, 50), "скольким школам поможет — целое от 0 до 50"),
    },
    once=("school",),
)
FORMATS = (SCHOOLS, ASSIGNMENTS, TASKS, SCALES, MENTORS, NEIGHBOURS, CONDITIONS, CURATORS, PARTNERS)
