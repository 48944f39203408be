"""The plan's period, as people write it: «2024-2025», «2023», «2023/2024», «2022-09/2024-05». Pure dates.

What a schedule means inside a period belongs in schedule.py, the steps it makes in occurrences.py.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.errors import VekhaError
from models.language import _
from models.roadmap.schedule.terms import USUAL_TERMS, SchoolTerms


def last_day_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True)
class Period:
    """The days a plan covers, both ends included, and how its school years are divided."""

    start: date
    end: date
    is_school_year: bool = False
    terms: SchoolTerms = USUAL_TERMS

    @property
    def years(self) -> tuple[int, ...]:
        """Every calendar year that the period touches."""
        return tuple(range(self.start.year, self.end.year + 1))

    @property
    def holds_each_month_once(self) -> bool:
        """Whether a month without a year can mean one month only: the period is a year or less."""
        return self.end < _year_after(self.start)

    def year_of(self, month: int) -> int:
        """The year that a month without a year takes: its first occurrence since the plan's start."""
        return self.start.year if month >= self.start.month else self.start.year + 1

    @classmethod
    def parse(cls, text: str, terms: SchoolTerms = USUAL_TERMS) -> "Period":
        """Read «2023» (calendar year), «2023/2024» (school year), «2022-2024» (years), «2022-09/2024-05» (months)."""
        cleaned = re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-")
        for pattern, build in _NOTATIONS:
            if found := re.fullmatch(pattern, cleaned):
                return _checked(build([int(part) for part in found.groups()], terms), text)
        raise _unreadable(text)


def _year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def _calendar_years(parts: list[int], terms: SchoolTerms) -> Period | None:
    return Period(date(parts[0], 1, 1), date(parts[-1], 12, 31), terms=terms)


def _school_year(parts: list[int], terms: SchoolTerms) -> Period | None:
    first, second = parts
    if second != first + 1:
        return None
    return Period(terms.opens.in_year(first), terms.ends.in_year(second), is_school_year=True, terms=terms)


def _months(parts: list[int], terms: SchoolTerms) -> Period | None:
    if not (1 <= parts[1] <= 12 and 1 <= parts[3] <= 12):
        return None
    return Period(date(parts[0], parts[1], 1), last_day_of(parts[2], parts[3]), terms=terms)


_YEAR = r"((?:19|20)\d\d)"
_NOTATIONS: tuple[tuple[str, Callable[[list[int], SchoolTerms], Period | None]], ...] = (
    (_YEAR, _calendar_years),
    (f"{_YEAR}-{_YEAR}", _calendar_years),
    (f"{_YEAR}/{_YEAR}", _school_year),
    (rf"{_YEAR}-(\d\d)/{_YEAR}-(\d\d)", _months),
)


def _checked(period: Period | None, text: str) -> Period:
    if period is None or period.end < period.start or period.end - period.start > timedelta(days=366 * 20):
        raise _unreadable(text)
    return period


def _unreadable(text: str) -> VekhaError:
    return VekhaError(
        _(
            "Период плана «{text}» не читается. Напишите его так: 2023 (календарный год), 2023/2024 (учебный год), "
            "2022-2024 (годы) или 2022-09/2024-05 (месяцы); начало не позже конца."
        ).format(text=text)
    )
