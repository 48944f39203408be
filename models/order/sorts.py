"""The kinds of rows that a measures' table can hold, and what tells them without looking at their neighbours.

Judging rows one after another belongs in sorting.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from models.order.definition import Doubt
from models.order.rows import Entry
from models.order.words import (
    digits_of,
    is_capitals,
    is_emphasised,
    is_lettered,
    is_listed,
    is_number,
    is_roman,
    letters,
    opens_small,
    plain,
    split_number,
)

ASIDE = re.compile(
    r"^\W*(?:цел[ьи]\b|задач[аи]\b|ожидаем\w+ результат|целев\w+ (?:показател|ориентир|индикатор)|примечани"
    r"|итого\b|всего\b)",
    re.IGNORECASE,
)
_TASK = re.compile(r"^\W*(цель|задача)\s*(?:№\s*)?\d", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"^(?:[IVXLCІХ]{1,6}[.)\s]|раздел\b|блок\b|этап\b|направление\b|модуль\b)", re.IGNORECASE)
_LONGEST_SECTION = 300
_NUMBERED_SHARE = 0.2


class Sort(StrEnum):
    """What a row can be."""

    MEASURE = "measure"
    HEADING = "heading"
    SECTION = "section"
    ASIDE = "aside"
    REST = "rest"
    ECHO = "echo"
    COPY = "copy"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Sorted:
    """A row (or lines between rows) and what it is.

    text:   of a section or an aside, as printed
    parent: of a measure, the printed number of the position that it belongs to
    """

    sort: Sort
    entry: Entry | None = None
    text: str = ""
    parent: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Habits:
    """How a table is written.

    numbers:              its measures are numbered
    small:                their texts open in lower case
    digits_open_sections: «4. Работа с кадрами» over «4.1» is a section, and no position with sub-items
    tasks:                «задача», «цель»: which of them, numbered, head measures as sections do
    """

    numbers: bool
    small: bool
    digits_open_sections: bool = True
    tasks: frozenset[str] = frozenset()


def habits_of(entries: Sequence[Entry], *, has_lines: bool = False) -> Habits:
    """What most full rows of a table do; `has_lines` where lines of text between its pieces name its sections."""
    full = [entry for entry in entries if entry.is_full]
    headings = [entry for entry in entries if entry.title.rstrip().endswith(":") and not entry.is_full]
    numbered = sum(1 for entry in (*full, *headings) if is_number(entry.number) and not is_lettered(entry.number))
    small = sum(1 for entry in full if opens_small(entry.title))
    return Habits(
        numbers=numbered > 0 and numbered >= _NUMBERED_SHARE * len(full),
        small=small > len(full) / 2,
        digits_open_sections=not has_lines and not any(map(_names_section, entries)) and not _counts_simply(full),
        tasks=_heading_tasks(entries),
    )


def numbered_task(text: str) -> str:
    """«задача» of «Задача 2. Обучение педагогов», «цель» of «Цель 1: …»; nothing where none is numbered."""
    found = _TASK.match(plain(text))
    return found[1].lower() if found else ""


def _heading_tasks(entries: Sequence[Entry]) -> frozenset[str]:
    """Which of goals and tasks always stand right above a measure; those that follow each other are only a list."""
    below = pairwise(entries)
    tasks = [(numbered_task(entry.lone_text), not following.lone_text) for entry, following in below]
    return frozenset(word for word, _heads in tasks if word) - {word for word, heads in tasks if not heads}


def _counts_simply(full: Sequence[Entry]) -> bool:
    """Whether a measure has a number of one part: «7» is not below a section «7»."""
    return any(len(digits_of(entry.number)) == 1 for entry in full)


def _names_section(entry: Entry) -> bool:
    """Whether a row can be nothing but a section: a Roman number, or one text that stands out and has no number."""
    if is_roman(entry.number) and entry.title and not any(entry.values):
        return True
    text = entry.lone_text
    stands_out = entry.is_wide or is_emphasised(text) or is_capitals(text) or opens_section(text)
    return bool(text) and stands_out and not split_number(plain(text))[0] and not ASIDE.match(plain(text))


def section_of_lines(texts: Sequence[str]) -> str:
    """The section that lines between two pieces of a table name; nothing when they are prose."""
    told = [text.strip() for text in texts if not ASIDE.match(plain(text)) and not is_listed(text)]
    tasks = [text.strip() for text in texts if numbered_task(text)]
    if not told and len(tasks) == 1:
        return tasks[0]
    joined = " ".join(told)
    if len(joined) <= _LONGEST_SECTION:
        return joined
    return told[-1] if len(told[-1]) <= _LONGEST_SECTION else ""


def opens_section(text: str) -> bool:
    """Whether a text is numbered or named as sections are: «II Развитие…», «Раздел 2», «1. Организация…»."""
    return bool(_SECTION_NUMBER.match(plain(text)) or split_number(plain(text))[0])


def with_number(entry: Entry) -> str:
    """A section's number and title, where the row has them in two cells."""
    return " ".join(text for text in (entry.number, entry.title) if text)


def tells_after_colon(title: str) -> bool:
    """Whether a position's text names it, then, after a colon, its first sub-item; a name in quotes is none."""
    unquoted = re.sub(r"«[^«»]*»|\"[^\"]*\"|“[^”]*”", "", plain(title))
    return plain(title).endswith(":") or bool(re.search(r":[^:]*\w", unquoted))


def echoes(entry: Entry, following: Entry) -> bool:
    """Whether a row is printed again below, as happens where a page ends: the copy below is the whole one."""
    if not entry.title or letters(entry.title) != letters(following.title):
        return False
    if entry.number and letters(entry.number) != letters(following.number):
        return False
    same = [letters(own) == letters(other) for own, other in zip(entry.values, following.values, strict=True)]
    is_torn = entry.row.after_break or bool(following.number)
    return all(same) or (same[0] and same[1] and is_torn and not entry.number and any(entry.values[:2]))
