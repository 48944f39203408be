"""What says that a measure returns: how often, and on which days of each interval."""
# ruff: noqa: D102 — schedule.lark describes each rule, the method has its name

from typing import Any

from lark import Token, Transformer

from models.language import _
from models.roadmap.schedule.phrases import Detail, Doubt, Frequency, Part, Puzzling, Reported, Until
from models.roadmap.schedule.rules import WEEKDAYS
from models.roadmap.schedule.saying.children import Children, day_number, has, number, spells, values

_UNITS = {"YEARS": "year", "MONTHS": "month", "WEEK": "week", "DAY": "day"}
_PARTS = {"QUARTER": "3 months", "SCHOOL_QUARTER": "school-quarter", "HALF": "6 months"}
_REPORTED = (("квартал", "3 months"), ("полугод", "6 months"), ("год", "year"))
_WORKING_WEEK = ("MO", "TU", "WE", "TH", "FR")


class Returns(Transformer[Token, tuple[Part, ...]]):
    """Frequencies and their details."""

    def unit(self, children: Children) -> str:
        if children[-1].type == "PART":
            return _part(children[-1].value, is_school=has(children, "SCHOOL"))
        return "school-year" if has(children, "SCHOOL") else _UNITS[children[-1].type]

    def each(self, children: Children) -> Frequency:
        return Frequency({"every": children[-1].value if isinstance(children[-1], Token) else children[-1]})

    def every_few(self, children: Children) -> Frequency:
        return Frequency({"every": _multiplied(children[-1], values(children, "NUM")[0])})

    def times(self, children: Children) -> Frequency:
        kinds = [child.type for child in children[:-1]]
        turning = next(index for index, kind in enumerate(kinds) if kind in ("TIME", "TWICE"))
        counted = children[turning] if kinds[turning] == "TWICE" else next(iter(children[:turning]), None)
        of_units = next(iter(children[turning + 1 : -1]), None)
        says: dict[str, Any] = {"every": _multiplied(children[-1], of_units.value if of_units else 1)}
        if counted is not None and counted.value != 1:
            says["times"] = counted.value
        return Frequency(says)

    def at_least(self, children: Children) -> Detail:
        return Detail({"at_least": True})

    def by_number(self, children: Children) -> Detail:
        return Detail({"deadline_day": day_number(children)}, _month_if_named(children))

    def on_number(self, children: Children) -> Detail:
        return Detail({"day": day_number(children)}, _month_if_named(children))

    def by_number_after(self, children: Children) -> Reported:
        said = values(children, "MONTH_AFTER")[0].casefold()
        return Reported(day_number(children), next((every for stem, every in _REPORTED if stem in said), None))

    def by_number_of_part(self, children: Children) -> Reported:
        """«до 25 числа последнего месяца квартала»."""
        every = {"QUARTER": "3 months", "HALF": "6 months"}.get(values(children, "PART")[0])
        month: int = values(children, "ORDINAL")[0]
        if every is None or month > int(every[0]):
            raise Puzzling(_("такого месяца у этой части года не бывает: назовите месяцы"))
        return Reported(day_number(children), every, month)

    def day_of_year_after(self, children: Children) -> list[Any]:
        return [Until(spells(children)[0]), Frequency({"every": "year"})]

    def last_day(self, children: Children) -> list[Any]:
        if number(children) != -1:
            raise Puzzling(_("день назван порядковым числом: напишите, какое это число месяца"))
        day: int | str = "last_workday" if has(children, "WORKING") else -1
        parts = [_part(part, is_school=False) for part in values(children, "PART")]
        return [*(Frequency({"every": part}) for part in parts), Detail({"day": day}, _month_if_named(children))]

    def nth_weekday(self, children: Children) -> Detail:
        says = {"weekdays": tuple(values(children, "WEEKDAY")), "nth": number(children)}
        return Detail(says, _month_if_named(children))

    def on_weekdays(self, children: Children) -> Detail:
        returns = has(children, "BY", "EVERY")
        return Detail({"weekdays": tuple(values(children, "WEEKDAY"))}, "week" if returns else None)

    def weekdays_from_to(self, children: Children) -> Detail:
        """«понедельник – пятница», «с понедельника по пятницу»: each day between them too."""
        first, last = (WEEKDAYS.index(weekday) for weekday in values(children, "WEEKDAY"))
        if last <= first:
            raise Puzzling(_("начало позже конца: переставьте дни"))
        return Detail({"weekdays": WEEKDAYS[first : last + 1]}, "week" if has(children, "FROM") else None)

    def on_workdays(self, children: Children) -> Detail:
        return Detail({"weekdays": _WORKING_WEEK}, "week")

    def edge(self, children: Children) -> Detail:
        return Detail({"anchor": values(children, "ANCHOR")[0]})

    def edge_of_each(self, children: Children) -> list[Any]:
        says = {"every": self.unit(children[1:]), "anchor": values(children, "ANCHOR")[0]}
        return [Frequency(says), Doubt(_("не сказано «каждый»: это бывает каждый раз или однажды?"))]


def _part(part: str, is_school: bool) -> str:
    """How often a part of the year returns; only quarters may be called the school's."""
    if part not in _PARTS or (is_school and part != "SCHOOL_QUARTER"):
        raise Puzzling(_("раз в такую часть года записать нельзя: назовите месяцы"))
    return _PARTS[part]


def _multiplied(every: str, count: int) -> str:
    """«3» and «month» → «3 months»; quarters and half-years are counted in months."""
    if count == 1:
        return every
    if every in ("day", "week", "month", "year"):
        return f"{count} {every}s"
    if every.endswith(" months"):
        return f"{count * int(every.split()[0])} months"
    raise Puzzling(_("раз в несколько учебных лет или четвертей записать нельзя: назовите месяцы"))


def _month_if_named(children: Children) -> str | None:
    return "month" if has(children, "MONTHS") else None
