"""The school year of a roadmap: its first and last day, quarters, trimesters, holidays. Data, with the usual defaults.

What the words «четверть» or «каникулы» of a schedule mean by these belongs in saying.py and occurrences.py.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from models.language import _
from models.roadmap.schedule.rules import Days, MonthDay, YearlyWindow

_SEASONS = {"осен": "осенние", "зимн": "зимние", "весен": "весенние", "летн": "летние"}


def _month_day(written: Any) -> Any:
    """«09-01» as YAML has it; anything else is pydantic's to refuse."""
    if isinstance(written, str) and (found := re.fullmatch(r"(\d\d)-(\d\d)", written)):
        day = MonthDay(int(found[1]), int(found[2]))
        date(2000, *day)  # a day that is in no calendar is a ValueError, and so a problem of the file
        return day
    return written


Day = Annotated[MonthDay, BeforeValidator(_month_day), PlainSerializer(str)]


def _window(written: Any) -> Any:
    return YearlyWindow(*map(_month_day, written)) if isinstance(written, list) and len(written) == 2 else written


Spell = Annotated[YearlyWindow, BeforeValidator(_window), PlainSerializer(lambda spell: [str(day) for day in spell])]


def _yearly(*days: tuple[int, int]) -> YearlyWindow:
    opens, ends = days
    return YearlyWindow(MonthDay(*opens), MonthDay(*ends))


class Holidays(BaseModel):
    """Pupils' holidays of one school year, both days included: autumn («осенние»), winter, spring, summer."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> "Holidays":
        if self.end < self.start:
            raise ValueError(_("конец каникул раньше их начала"))
        return self


class SchoolTerms(BaseModel):
    """How the school year is divided; 29 February means the end of February.

    The defaults: 1 September to 31 May; quarters of two, two, three and two months; trimesters of three months. No
    holidays: schools set them each year.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    school_year: Spell = _yearly((9, 1), (5, 31))
    quarters: Annotated[tuple[Spell, ...], Field(min_length=4, max_length=4)] = (
        _yearly((9, 1), (10, 31)),
        _yearly((11, 1), (12, 31)),
        _yearly((1, 1), (3, 31)),
        _yearly((4, 1), (5, 31)),
    )
    trimesters: Annotated[tuple[Spell, ...], Field(min_length=3, max_length=3)] = (
        _yearly((9, 1), (11, 30)),
        _yearly((12, 1), (2, 29)),
        _yearly((3, 1), (5, 31)),
    )
    holidays: tuple[Holidays, ...] = ()

    @property
    def opens(self) -> MonthDay:
        """The first day of a school year."""
        return self.school_year.start

    @property
    def ends(self) -> MonthDay:
        """Its last day, in the next calendar year."""
        return self.school_year.end

    def holidays_meant(self, event: str) -> Iterator[Days]:
        """The holidays that an event of a schedule names («осенних каникул», «каникул»), where they are known."""
        said = event.casefold()
        if not re.search(r"\bканикул", said):
            return
        seasons = {season for stem, season in _SEASONS.items() if stem in said} or set(_SEASONS.values())
        for one in self.holidays:
            if one.name.casefold() in seasons:
                yield Days(one.start, one.end)


USUAL_TERMS = SchoolTerms()
