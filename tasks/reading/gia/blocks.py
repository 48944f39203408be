"""The blocks that a ГИА file stacks: a title «01 - Русский язык 2024.06.03», headings, participants, footers.

An appeals file has two rows of headings; a technical dump has no title, and its file's name says the exam.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.language import _
from tasks.reading.columns import Block, Complaints, block_below
from tasks.reading.gia.headings import is_heading
from tasks.reading.tables import Sheet, Texts
from tasks.reading.values import plain

FOOTERS = ("средние", "средний", "минимальная граница", "всего участников")
APPEAL = "балл до изменения"
# ОГЭ subjects by code, where all sources agree; from 09 on they contradict each other (domain.md §4.2).
SUBJECTS = {
    "01": "русский язык",
    "02": "математика",
    "03": "физика",
    "04": "химия",
    "05": "информатика",
    "06": "биология",
    "07": "история",
    "08": "география",
}

_TITLE = re.compile(r"^(?:\d{1,2}\s*-\s*)?(\D+?)\s*(?:п\.:\s*)?(\d{4})\.(\d{2})\.(\d{2})\b")
_NAME = re.compile(r"(?<!\d)(\d{2})_(\d{4})\.(\d{2})\.(\d{2})(?!\d)")


@dataclass(frozen=True)
class Exam:
    """A block of a file.

    subject, held_on: by its title; the day is an ISO date
    appeals:  whether it tells of appeals
    block:    its rows
    declared: participants by its footer
    """

    subject: str
    held_on: str
    appeals: bool
    block: Block
    declared: int | None


def is_protocol(sheet: Sheet) -> bool:
    """Whether a sheet holds protocols, appeals or a dump."""
    return any(is_heading(row) for row in sheet.texts[:60])


def exams_of(sheet: Sheet, complaints: Complaints) -> Iterator[Exam]:
    """The sheet's blocks; one that nobody can tell the exam of is a problem."""
    headings = [index for index, row in enumerate(sheet.texts) if is_heading(row)]
    titles = [_title_above(sheet, heading) for heading in headings]
    starts = [heading if title is None else title[0] for heading, title in zip(headings, titles, strict=True)]
    for heading, title, end in zip(headings, titles, [*starts[1:], len(sheet.texts)], strict=True):
        told = _told(sheet, heading, title, complaints)
        if told is not None:
            appeals, block, declared = _rows(sheet, heading, end)
            yield Exam(*told, appeals, block, declared)


def _told(
    sheet: Sheet, heading: int, title: tuple[int, re.Match[str]] | None, complaints: Complaints
) -> tuple[str, str] | None:
    """Subject and day of a block, by its title or by the file's name."""
    named = _NAME.search(complaints.file)
    if title is not None:
        row, said = title[0] + 1, title[1]
        subject = plain(said.group(1)).strip(" -.")
    elif named is not None and named.group(1) in SUBJECTS:
        row, said, subject = heading + 1, named, SUBJECTS[named.group(1)]
    else:
        remedy = _("над таблицей нет названия экзамена вида «01 - Русский язык 2024.06.03»: впишите его")
        complaints.add(remedy, sheet=sheet.name, row=heading + 1)
        return None
    held_on = _day(said)
    if held_on is None:
        remedy = _("такого дня нет: дата экзамена пишется «2024.06.03»")
        complaints.add(remedy, value=said.group(0), sheet=sheet.name, row=row)
        return None
    return subject, held_on


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


def _rows(sheet: Sheet, heading: int, end: int) -> tuple[bool, Block, int | None]:
    """Whether the rows under a heading are appeals, the rows, and how many the footer says there are."""
    texts = sheet.texts
    appeals = APPEAL in {plain(text) for text in texts[heading]}
    if appeals and heading + 1 < len(texts):
        texts = texts.copy()
        texts[heading + 1] = _joined(texts[heading], texts[heading + 1])
        heading += 1
    block = block_below(Sheet(sheet.name, texts), heading, end)
    footers = [index for index, row in enumerate(block.texts) if _is_footer(row)]
    declared = next(
        (_last_number(row) for row in block.texts[footers] if "всего участников" in plain(_first(row))), None
    )
    kept = np.ones(len(block), dtype=bool)
    kept[footers[0] if footers else len(block) :] = False
    return appeals, block.where(kept), declared


def _joined(upper: Texts, lower: Texts) -> list[str]:
    """The headings of an appeals file: «Текущие / Балл» where the second row tells the first one's parts apart."""
    joined, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        joined.append(f"{group} / {below}" if below else above)
    return joined


def _is_footer(row: Texts) -> bool:
    return plain(_first(row)).startswith(FOOTERS)


def _first(row: Texts) -> str:
    return next((str(text) for text in row if text), "")


def _last_number(row: Texts) -> int | None:
    numbers = [int(text) for text in row if re.fullmatch("[0-9]{1,9}", text)]
    return numbers[-1] if numbers else None
