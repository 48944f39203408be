"""Dates, numbers and periods as orders' heads write them: «« 05 » марта 2021 года», «№ 114- од», «на 2022 – 2024 годы».

A table's «сроки» are another language: models/roadmap/schedule/reading.py reads them.
"""

import re
from collections.abc import Callable
from datetime import date

from models.order.words import plain

_MONTHS: tuple[str | tuple[str, ...], ...] = (
    "январ",
    "феврал",
    "март",
    "апрел",
    ("май", "мая", "мае"),
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
_DATE = re.compile(
    r"[«\"“]?\s?(?P<day>\d{1,2})\s?[»\"”]?\s?[.\s]\s?(?:(?P<month>\d{1,2})\s?[.\s]|(?P<name>[а-я]{3,8}))\s?(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|\bN)\s*(?P<number>_+|[\w/.]+(?:\s?[-–/]\s?[\w.]+)*)")
_YEAR = r"(20\d\d)(?!\d)"
_TO = r"\s*(?:-|–|—|по|до|и|,)\s*"
_SCHOOL = r"\s*(?:-?\w{0,2}\s*)?уч(?:\.|ебн\w+)\s*г"


def date_in(text: str) -> date | None:
    """The first whole date of a text; None when there is none or it cannot be."""
    for found in _DATE.finditer(plain(text)):
        month = int(found["month"]) if found["month"] else _month(found["name"])
        try:
            return date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
    return None


def number_in(text: str) -> str:
    """The number after «№», without stray spaces: «114-од»; «_____» where it was left blank; empty without one.

    A number holds a digit: «№ п/п» is a column's name.
    """
    found = (found["number"] for found in _NUMBER.finditer(plain(text)))
    number = next((number for number in found if re.search(r"\d|^_", number)), "")
    return re.sub(r"\s*([-–/])\s*", r"\1", number).rstrip(".,")


def period_in(text: str, *, is_told: bool = False) -> str:
    """The period that a text names, in the notation of models/roadmap/schedule/period.py; empty when it names none.

    is_told: the text speaks of the period itself, so that «на» before the years is not needed
    """
    said = plain(text).lower()
    for pattern, build in _PERIODS:
        if found := re.search(("" if is_told else r"\bна\s+(?:период\w*\s+)?") + pattern, said):
            return build(found)
    return ""


def _month(name: str) -> int:
    known = [number for number, stem in enumerate(_MONTHS, 1) if name.lower().startswith(stem)]
    return known[0] if known else 0


def _school_years(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[1][:2] + found[2][-2:])
    return f"{first}/{last}" if last == first + 1 else f"{first}-09/{last}-05"


def _months(found: re.Match[str]) -> str:
    return f"{found[2]}-{_month(found[1]):02}/{found[4]}-{_month(found[3]):02}"


def _half(found: re.Match[str]) -> str:
    is_first = found[1].startswith(("i ", "1", "перв")) or found[1] == "i"
    return f"{found[2]}-01/{found[2]}-06" if is_first else f"{found[2]}-07/{found[2]}-12"


def _years(found: re.Match[str]) -> str:
    """«2022 – 2024 годы», «2024, 2025 и 2026 годы»: from the first year to the last."""
    listed = re.findall(_YEAR, found[0])
    return listed[0] if listed[0] >= listed[-1] else f"{listed[0]}-{listed[-1]}"


_PERIODS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"{_YEAR}\s*/\s*(?:20)?\d\d{_TO}20\d\d\s*/\s*((?:20)?\d\d)", _school_years),
    (rf"{_YEAR}\s*[-–—/]\s*((?:20)?\d\d){_SCHOOL}", _school_years),
    (rf"(?:с\s+)?([а-я]+)\s+{_YEAR}\s*(?:года?|г\.)?{_TO}([а-я]+)\s+{_YEAR}", _months),
    (rf"(i{{1,2}}|[12]-?е|первое|второе)\s+полугодие\s+{_YEAR}", _half),
    (rf"(?:с\s+)?{_YEAR}\s*(?:года?|г\.)?(?:{_TO}{_YEAR}\s*(?:г\.|год\w*)?)*{_TO}{_YEAR}", _years),
    (rf"{_YEAR}\s*/\s*(20\d\d)", _school_years),
    (rf"{_YEAR}", lambda found: found[1]),
)
