"""What one text of a cell says: pure, one text in, one value out. Columns and files belong to the neighbours.

A function answers None when the text is wrong and MISSING when it rightly says nothing.
"""

import re
from collections.abc import Callable, Iterable

import pandas as pd

Value = object | None
Understand = Callable[[str], Value]

MISSING = pd.NA
NOT_ATTEMPTED = frozenset({"X", "Х", "x", "х", "-", "—", "–"})  # Latin and Cyrillic
ABSENT = re.compile(r"отсутств|не\s+присутств", re.IGNORECASE)
NO_MARK = frozenset({"", "-", "—", "–", "нет отметки", "нет"})

_LOGIN = re.compile(r"(?<![a-z0-9])(?:sch|edu)(\d{6})(?!\d)", re.IGNORECASE)
_TASK = re.compile(r"^(\d+(?:[.,]\d+)?(?:[КK]\d+)?)\s*\((\d+)\s*б\)$")  # domain.md 4.1: both letters K occur
_LOOKALIKE = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_CLASS = re.compile(r"^(\d{1,2})([А-ЯЁA-Z0-9]{0,6})$")
_WHOLE = re.compile(r"^\d+(?:[.,]0+)?$")


def plain(text: str) -> str:
    """A heading for comparing: lower case, single spaces."""
    return " ".join(text.lower().split())


def whole(low: int, high: int, *, missing: Iterable[str] = ()) -> Understand:
    """Whole numbers from low to high; «2,0» is 2. The given texts say that there is none."""
    says_nothing = frozenset(missing)

    def understand(text: str) -> Value:
        if text in says_nothing:
            return MISSING
        if not _WHOLE.match(text):
            return None
        number = int(re.split("[.,]", text)[0])
        return number if low <= number <= high else None

    return understand


def required(text: str) -> Value:
    """Any text but none, with single spaces."""
    return " ".join(text.split()) or None


def anything(text: str) -> Value:
    """Any text, also none."""
    return " ".join(text.split())


def login(text: str) -> Value:
    """The canonical login in a text: «sch680101», «МБОУ «СОШ № 1» (edu680101)» → «edu680101»."""
    found = _LOGIN.search(text)
    return f"edu{found.group(1)}" if found else None


def school_code(text: str) -> Value:
    """«Код ОО»: six digits; a spreadsheet may have eaten the zeros in front."""
    return text.zfill(6) if re.fullmatch(r"\d{4,6}", text) else None


def inn(text: str) -> Value:
    """Ten digits, or nothing."""
    return text if re.fullmatch(r"\d{10}|", text) else None


def class_name(text: str) -> Value:
    """«4 "а"», «4-A» → «4А», so that every file calls a class alike."""
    bare = re.sub(r"[\s\"'«»„“”.\-–—]", "", text.upper()).translate(_LOOKALIKE)
    found = _CLASS.match(bare)
    return bare if found and 1 <= int(found.group(1)) <= 12 else None


def subject(text: str) -> Value:
    """Lower case, single spaces, ё as printed."""
    return plain(text) or None


def task_heading(text: str) -> tuple[str, int] | None:
    """«3,1 (2б)» → («3.1», 2); «15K1 (3 б)» → («15К1», 3) with a Cyrillic К."""
    found = _TASK.match(" ".join(text.split()))
    return (task(found.group(1)), int(found.group(2))) if found else None


def task(text: str) -> str:
    """A task's number as all files write it: a point, a Cyrillic К."""
    return text.replace(",", ".").replace("K", "К").replace("k", "К").replace("к", "К").replace(" ", "")


def task_number(text: str) -> Value:
    """A task's number, or wrong."""
    return task(text) if re.fullmatch(r"\d+(?:[.,]\d+)?(?:[КкKk]\d+)?", text) else None


def level(text: str) -> Value:
    """Б, П or В; Latin B is taken for В."""
    letter = text.upper().replace("B", "В")
    return letter if letter in {"Б", "П", "В"} else None


def participant_code(text: str) -> Value:
    """The grade's digits and four more: «40001»."""
    return text if re.fullmatch(r"\d{5,6}", text) else None
