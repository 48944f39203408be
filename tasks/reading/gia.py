"""Protocols of ОГЭ and ЕГЭ and their appeals (РИС ГИА, domain.md §4.2): who got what on an exam day.

A file stacks blocks: a title «01 - Русский язык 2024.06.03», a heading row (two in an appeals file), participants,
footers. Columns are found by heading, since every second one may be empty. Names and documents live inside
`_pupils_without_names` only: it turns them into keys and gives the rest of the table back without them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.language import _
from tasks.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    array,
    block_below,
    missing_column,
    needed_columns,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet, Texts
from tasks.reading.values import MISSING, plain

OGE, EGE = "ОГЭ", "ЕГЭ"
HEADINGS = {"код оо", "класс", "фамилия"}
NEEDED = ("Код ОО", "Класс")
PERSONAL = ("Фамилия", "Имя", "Отчество", "Серия", "Номер")
SCORES, MARKS = ("балл", "тестовый балл"), ("оценка", "отметка")
FOOTERS = ("средние", "средний", "минимальная граница", "всего участников")
APPEAL = "балл до изменения"
# The federal code lists tell the two levels of mathematics apart in several wordings.
MATHEMATICS = {"профил": "математика профильная", "базов": "математика базовая"}

_TITLE = re.compile(r"^(?:\d{1,2}\s*-\s*)?(\D+?)\s*(?:п\.:\s*)?(\d{4})\.(\d{2})\.(\d{2})\b")


@dataclass(frozen=True)
class Exam:
    """A block of a file.

    block:    its rows, without names and documents
    pupils:   a key for every row
    declared: participants by its footer
    """

    subject: str
    held_on: str
    appeals: bool
    block: Block
    pupils: list[str]
    declared: int | None


def is_protocol(sheet: Sheet) -> bool:
    """Whether a sheet holds protocols or appeals."""
    return any(_is_heading(row) for row in sheet.texts[:60])


def read_protocols(sheets: list[Sheet], register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    """The frame «gia» of a file's protocols. FileRefused with every problem."""
    if not register.by_code:
        complaints.add(_("сначала загрузите реестр школ: без него коды ОО не узнать"))
    exams = [exam for sheet in sheets for exam in _exams(sheet, keys, complaints)]
    frames = [_participants(exam, register, complaints) for exam in exams]
    complaints.refuse()
    frame = typed("gia", pd.concat(frames, ignore_index=True))
    kinds = set(frame["exam"])
    if len(kinds) > 1:
        complaints.add(_("в файле и ОГЭ, и ЕГЭ: разнесите их по двум файлам"))
    if not len(frame):
        complaints.add(_("в протоколах нет ни одного участника: выгрузите файл заново"))
    years = sorted({int(held_on[:4]) for held_on in frame["held_on"]})
    if len(years) > 1:
        complaints.add(_("в файле экзамены разных лет: разнесите их по файлам"), value=", ".join(map(str, years)))
    complaints.refuse()
    kind = "oge" if kinds == {OGE} else "ege"
    return Loaded(kind, _slot(frame, exams), years[0], len(frame), {"gia": frame}, tuple(complaints.warnings))


def _is_heading(row: Texts) -> bool:
    return {plain(text) for text in row} >= HEADINGS


def _exams(sheet: Sheet, keys: Pseudonyms, complaints: Complaints) -> Iterator[Exam]:
    """The sheet's blocks; a heading row without a title above it is a problem."""
    headings = [index for index, row in enumerate(sheet.texts) if _is_heading(row)]
    titles = [_title_above(sheet, heading) for heading in headings]
    starts = [heading if title is None else title[0] for heading, title in zip(headings, titles, strict=True)]
    for heading, title, end in zip(headings, titles, [*starts[1:], len(sheet.texts)], strict=True):
        if title is None:
            remedy = _("над таблицей нет названия экзамена вида «01 - Русский язык 2024.06.03»: впишите его")
            complaints.add(remedy, sheet=sheet.name, row=heading + 1)
            continue
        held_on = _day(title[1])
        if held_on is None:
            remedy = _("такого дня нет: дата экзамена пишется «2024.06.03»")
            complaints.add(remedy, value=title[1].group(0), sheet=sheet.name, row=title[0] + 1)
            continue
        block, appeals, declared = _rows(sheet, heading, end)
        bare, pupils = _pupils_without_names(block, keys, complaints)
        yield Exam(plain(title[1].group(1)).strip(" -."), held_on, appeals, bare, pupils, declared)


def _title_above(sheet: Sheet, heading: int) -> tuple[int, re.Match[str]] | None:
    for index in range(heading - 1, max(-1, heading - 4), -1):
        text = " ".join(text for text in sheet.texts[index] if text)
        if found := _TITLE.match(text):
            return index, found
    return None


def _day(title: re.Match[str]) -> str | None:
    try:
        return date(*map(int, title.groups()[1:])).isoformat()
    except ValueError:
        return None


def _rows(sheet: Sheet, heading: int, end: int) -> tuple[Block, bool, int | None]:
    """The rows under a heading, whether they are appeals, and how many the footer says there are."""
    texts = sheet.texts
    appeals = APPEAL in {plain(text) for text in texts[heading]}
    if appeals:
        texts = texts.copy()
        texts[heading + 1] = _joined(texts[heading], texts[heading + 1])
        heading += 1
    block = block_below(Sheet(sheet.name, texts), heading, end)
    footers = [index for index, row in enumerate(block.texts) if _is_footer(row)]
    declared = next((_last_number(row) for row in block.texts[footers] if "всего участников" in plain(row[0])), None)
    kept = np.ones(len(block), dtype=bool)
    kept[footers[0] if footers else len(block) :] = False
    return block.where(kept), appeals, declared


def _joined(upper: Texts, lower: Texts) -> list[str]:
    """The headings of an appeals file: «Текущие / Балл» where the second row tells the first one's parts apart."""
    joined, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        joined.append(f"{group} / {below}" if below else above)
    return joined


def _is_footer(row: Texts) -> bool:
    first = next((plain(text) for text in row if text), "")
    return first.startswith(FOOTERS)


def _last_number(row: Texts) -> int | None:
    numbers = [int(text) for text in row if text.isdigit()]
    return numbers[-1] if numbers else None


def _participants(exam: Exam, register: Register, complaints: Complaints) -> pd.DataFrame:
    """The rows of «gia» that a block gives."""
    code, group = needed_columns(exam.block, NEEDED, complaints)
    results = _results(exam, complaints)
    frame = pd.DataFrame({"pupil": exam.pupils})
    frame["school"] = _schools(code, register, complaints)
    frame["class_name"] = understood(group, _group, complaints, _("это не класс: нужен вид «9А» или «11»"))
    kind = _exam_kind(results, frame["class_name"], complaints)
    frame["exam"], frame["subject"] = kind, _subject(exam.subject, kind, results)
    frame["year"], frame["held_on"], frame["state"] = int(exam.held_on[:4]), exam.held_on, int(exam.appeals)
    _read_results(frame, exam, results, complaints)
    if exam.declared is not None and exam.declared != len(frame):
        said = _("{subject}, {day}: в протоколе участников {declared}, строк {rows}.")
        complaints.warnings.append(
            said.format(subject=exam.subject, day=exam.held_on, declared=exam.declared, rows=len(frame))
        )
    return frame


def _pupils_without_names(block: Block, keys: Pseudonyms, complaints: Complaints) -> tuple[Block, list[str]]:
    """The block without names and documents, and a key for every row; problems never repeat what they were made of."""
    columns = needed_columns(block, PERSONAL, complaints)
    surname, name, _patronymic, _series, number = columns
    for column in (surname, name, number):
        complaints.every(column, column.texts == "", _("ячейка пуста: участника не узнать, впишите"), hidden=True)
    people = zip(*(column.texts for column in columns[:3]), strict=True)
    documents = zip(*(column.texts for column in columns[3:]), strict=True)
    pupils = keys.gia(people, documents)
    known = (surname.texts != "") & (number.texts != "")
    repeated = pd.Series(pupils, dtype=object).duplicated().to_numpy() & known
    complaints.every(number, repeated, _("этот участник уже есть в протоколе: оставьте одну строку"), hidden=True)
    return block.without(*map(plain, PERSONAL)), pupils


def _schools(code: Column, register: Register, complaints: Complaints) -> Any:
    if not register.by_code:
        return array([MISSING] * len(code.rows), TEXT)

    def understand(text: str) -> values.Value:
        six = values.school_code(text)
        return register.by_code.get(six) if isinstance(six, str) else None

    remedy = _("такого «Код ОО» нет в реестре школ: исправьте код или загрузите реестр с этой школой")
    return understood(code, understand, complaints, remedy)


def _group(text: str) -> values.Value:
    return MISSING if text == "" else values.class_name(text)


@dataclass(frozen=True)
class Results:
    """Where a block's results stand: primary scores, and either test scores or marks."""

    primary: Column | None
    final: Column
    marked: bool


def _results(exam: Exam, complaints: Complaints) -> Results:
    prefix = "текущие / " if exam.appeals else ""
    primary = exam.block.find(f"{prefix}первичный балл")
    marked = exam.block.find(*(prefix + title for title in MARKS))
    scored = exam.block.find(*(prefix + title for title in SCORES))
    final = marked or scored
    if final is None:
        remedy = _("нет столбца с результатом («Оценка», «Балл» или «Тестовый балл»): выгрузите протокол заново")
        final = missing_column(exam.block, _("Оценка"), complaints, remedy)
    return Results(primary, final, marked is not None)


def _exam_kind(results: Results, classes: pd.Series, complaints: Complaints) -> str:
    """ОГЭ is marked and sat by class 9; ЕГЭ is scored, or marked in basic mathematics and sat by class 11."""
    if not results.marked:
        return EGE
    ninth = classes.str.match(r"9(?!\d)").fillna(False).astype(bool)
    senior = classes.str.match(r"1[0-2](?!\d)").fillna(False).astype(bool)
    if ninth.any() and senior.any():
        wrong = senior if ninth.sum() >= senior.sum() else ninth
        column = Column(results.final.sheet, _("Класс"), classes.to_numpy(dtype=object), results.final.rows)
        remedy = _("в одном протоколе и 9, и 11 классы: разнесите ОГЭ и ЕГЭ по разным файлам")
        complaints.every(column, wrong.to_numpy(), remedy)
    return EGE if senior.sum() > ninth.sum() else OGE


def _subject(subject: str, kind: str, results: Results) -> str:
    """The subject as every file calls it; ЕГЭ in mathematics without a level is told by its result."""
    if not subject.startswith("математика"):
        return subject
    named = next((name for part, name in MATHEMATICS.items() if part in subject), None)
    return named or (
        "математика" if kind == OGE else "математика базовая" if results.marked else "математика профильная"
    )


def _read_results(frame: pd.DataFrame, exam: Exam, results: Results, complaints: Complaints) -> None:
    """Put primary scores, test scores and marks into the frame; who has no result is no participant, and is counted."""
    nothing = {"", *values.NOT_ATTEMPTED}
    low, high = (2, 5) if results.marked else (0, 100)
    remedy = _("результат — целое число от {low} до {high}").format(low=low, high=high)
    understand = values.whole(low, high, missing=nothing)
    final = understood(results.final, understand, complaints, remedy, dtype=INTEGER)
    frame["mark" if results.marked else "score"] = final
    if results.primary is not None:
        remedy = _("первичный балл — целое число от 0 до 100")
        understand = values.whole(0, 100, missing=nothing)
        frame["primary"] = understood(results.primary, understand, complaints, remedy, dtype=INTEGER)
    without = int(pd.isna(final).sum())
    if without:
        said = _("{subject}, {day}: строк без результата {count}, они не считаются участниками.")
        complaints.warnings.append(said.format(subject=exam.subject, day=exam.held_on, count=without))


def _slot(frame: pd.DataFrame, exams: list[Exam]) -> str:
    """Which exams, which state, whose: a corrected file of the same exam day falls into the same slot."""
    days = "+".join(sorted({exam.held_on for exam in exams}))
    subjects = "+".join(sorted(set(frame["subject"])))
    state = "+".join(sorted({"апелляции" if exam.appeals else "протокол" for exam in exams}))
    return "/".join([days[:4], days, subjects, state, _identity(frame, exams)])


def _identity(frame: pd.DataFrame, exams: list[Exam]) -> str:
    """The school, else the municipality's code, else the region."""
    schools = set(frame["school"])
    if len(schools) == 1:
        return str(schools.pop())
    columns = [exam.block.find("код мсу", "код мсо", "код ате") for exam in exams]
    codes = {code for column in columns if column is not None for code in column.texts}
    return f"МСУ {codes.pop()}" if len(codes) == 1 else ""
