"""What a work's file says of each pupil beside the points: code, class, variant, primary score, mark, journal mark."""

import re
from typing import Any

import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from tasks.reading import values
from tasks.reading.columns import Block, Complaints, Mask, array, understood
from tasks.reading.values import MISSING, plain
from tasks.reading.vpr.headings import column_of, required_column
from tasks.reading.vpr.preamble import Work

NOTHING = ("", *values.NOT_ATTEMPTED)
MOST = 500  # points of a work whose file does not say them


def pupils_of(block: Block, work: Work, schools: Any, present: Mask, complaints: Complaints) -> pd.DataFrame:
    """The columns of «vpr», with the participant's code in place of a key."""
    code = required_column(block, "code", _("Код участника"), complaints)
    pupils = pd.DataFrame({"school": schools})
    remedy = _("это не код участника: нужны пять цифр, для 10 класса шесть")
    is_code = values.pupil_number if is_form(block) else values.participant_code
    pupils["code"] = understood(code, is_code, complaints, remedy)
    repeated = pupils.duplicated(["school", "code"]).to_numpy() & pupils["code"].notna().to_numpy()
    complaints.every(code, repeated, _("код участника повторяется в этой школе: оставьте одну строку"))
    pupils["year"], pupils["grade"], pupils["subject"] = work.year, work.grade, work.subject
    pupils["class_name"] = _classes(block, work, complaints)
    variant = column_of(block, "variant")
    pupils["variant"] = "" if variant is None else understood(variant, values.anything, complaints, "")
    pupils["primary"], pupils["mark"] = _results(block, work, present, complaints)
    pupils["journal_mark"] = _journal_marks(block, complaints)
    return pupils


def _classes(block: Block, work: Work, complaints: Complaints) -> Any:
    """«4А»; a form of 2024–2025 only numbers the classes of a grade: «4№1»."""
    number = column_of(block, "class_number")
    if number is not None and column_of(block, "class") is None:
        nth = values.whole(1, 99)
        remedy = _("это не порядковый номер класса: нужно число")
        counted = understood(number, nth, complaints, remedy, dtype=INTEGER)
        return (f"{work.grade}№" + pd.Series(counted).astype("string")).array
    column = required_column(block, "class", _("Класс"), complaints)

    def understand(text: str) -> values.Value:
        is_letter = bool(re.fullmatch(r"[\W_]*[^\W\d_][\W_]*", text)) and column_of(block, "mark") is None
        name = values.class_name(f"{work.grade}{text}" if is_letter else text)
        fits = isinstance(name, str) and re.match(rf"({work.grade}|{work.grade + 1})(?![0-9])", name)
        return name if fits or not work.grade else None

    remedy = _("это не класс: нужен вид «4А», того же класса, что и работа, или следующего")
    return understood(column, understand, complaints, remedy)


def _results(block: Block, work: Work, present: Mask, complaints: Complaints) -> tuple[Any, Any]:
    """Primary scores and marks of who wrote; NA where the file has no such column."""
    titles = {"primary": _("Первичный балл"), "mark": _("Отметка")}
    highest = work.highest or MOST
    wanted = {
        "primary": (0, highest, _("первичный балл — целое число от 0 до {highest}").format(highest=highest)),
        "mark": (2, 5, _("отметка — целое число от 2 до 5")),
    }
    found = []
    for role, (low, high, remedy) in wanted.items():
        column = column_of(block, role)
        if column is None and is_form(block):
            found.append(array([MISSING] * len(block), INTEGER))
            continue
        column = column or required_column(block, role, titles[role], complaints)
        empty = present & column.says(*NOTHING)
        complaints.every(column, empty, _("участник писал работу, а значения нет: впишите его"))
        read = understood(column, values.whole(low, high, missing=NOTHING), complaints, remedy, dtype=INTEGER)
        found.append(pd.Series(read).where(present).array)
    return found[0], found[1]


def is_form(block: Block) -> bool:
    """A collection form or dump: it has no marks, and the one of 2022 no sums; a report has its own heading."""
    titles = {plain(title) for title in block.titles}
    return not titles & {"первичный балл", "отметка", "отметка по журналу"}


def _journal_marks(block: Block, complaints: Complaints) -> Any:
    journal = required_column(block, "journal", _("Отметка по журналу"), complaints)
    said = values.whole(1, 5, missing=values.NO_MARK)
    remedy = _("отметка по журналу — число от 1 до 5 или «нет отметки»")
    return understood(journal, lambda text: said(plain(text)), complaints, remedy, dtype=INTEGER)
