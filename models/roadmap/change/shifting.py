"""A schedule's words moved to another year by calendar meaning: rewritten only where they then read as they should.

Which of a roadmap's values are moved belongs in rollover.py, what a schedule means in schedule.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.errors import VekhaError
from models.language import _
from models.roadmap.schedule.occurrences import spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Days, Deadline, Deadlines, Mixed, MonthDay, Recurring, Rule, Window, Windows

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The years of «01.04.23» and «2023/24», which read as full ones.
_SHORT_YEAR = re.compile(r"(?<=\d\.\d\d\.)\d\d(?![\d.])|(?<=20\d\d/)\d\d(?!\d)")
_LEAP_DAY = re.compile(r"\b29(?=\s+феврал|\.0?2\b)", re.IGNORECASE)
_BETWEEN = r"\s*(?:,|и|-|–|—)\s*"
# What is said of several years, and then of one.
_OF_ONE_YEAR = {"годы": "год", "годов": "года", "годам": "году", "годами": "годом", "годах": "году", "гг": "г"}


@dataclass(frozen=True)
class Shift:
    """From which period to which; when the new one has fewer years, every year is folded onto its first."""

    old: Period
    new: Period

    @property
    def years(self) -> int:
        """By how many years the period's start moves."""
        return self.new.start.year - self.old.start.year

    @property
    def folds(self) -> bool:
        """Whether several years become one."""
        return len(self.new.years) < len(self.old.years)

    def by(self, year: int) -> int:
        """By how many years what begins in that year moves."""
        return self.new.start.year - year if self.folds else self.years


@dataclass(frozen=True)
class Moved:
    """A schedule's words in the new year, the old ones where none read as meant; `doubt`: what a person must decide."""

    text: str
    doubt: str = ""


def next_period(written: str, to: str) -> str:
    """The period that a plan has when it moves: «2024-2025» to 2026 is «2026», «2023/2024» to 2024 is «2024/2025».

    to: a year, or a whole period where another length is wanted
    """
    cleaned = re.sub(r"\s+", "", written).replace("–", "-").replace("—", "-")
    if not YEAR.fullmatch(to.strip()):
        Period.parse(to)
        return to.strip()
    year, first = int(to), int(YEAR.findall(cleaned)[0])
    if re.fullmatch(r"\d{4}-\d{4}", cleaned):
        return str(year)
    return YEAR.sub(lambda found: str(int(found.group()) + year - first), cleaned)


def shift(old: Period, new: Period) -> Shift:
    """From one period to a later one."""
    if new.start <= old.start:
        raise VekhaError(
            _("Перенести план можно только вперёд: он начинается {old:%d.%m.%Y}, а нужен с {new:%d.%m.%Y}.").format(
                old=old.start, new=new.start
            )
        )
    return Shift(old, new)


def move_schedule(text: str, way: Shift) -> Moved:
    """The schedule's words in the new period, when they then mean the same there; else the words with the doubt."""
    rule = read(text, way.old)
    proposals = list(dict.fromkeys(_proposals(text, way)))
    if rule.kind in ("error", "unspecified"):
        return Moved(text, _("срок не прочитать и в прежнем году: {reason}").format(reason=rule.reason or text or "—"))
    expected = [one for is_sticky in (False, True) if (one := _shifted(rule, way, is_sticky)) is not None]
    if not expected:
        return Moved(text, _("части срока приходятся на разные годы; возможно: «{text}»").format(text=proposals[-1]))
    for is_as_meant in (_same_rule, _same_days):
        for proposal in proposals:
            if any(is_as_meant(read(proposal, way.new), one, proposal, way) for one in expected):
                return Moved(proposal, _beyond(proposal, way))
    return Moved(text, _("перенести по словам не удалось; возможно: «{text}»").format(text=proposals[-1]))


def _beyond(text: str, way: Shift) -> str:
    """A doubt about years after the new period, empty when there are none."""
    later = sorted({int(year) for year in YEAR.findall(text)} - set(way.new.years))
    if not later:
        return ""
    return _("срок выходит за период: {years} год не в плане, эта часть отпадёт").format(
        years=", ".join(map(str, later))
    )


# ── Words ────────────────────────────────────────────────────────────────────


def _proposals(text: str, way: Shift) -> Iterator[str]:
    """The words with other years: all moved alike; folded, all the same year and named once; without 29 February."""
    named = [int(year) for year in YEAR.findall(text)]
    by = way.by(min(named)) if named else way.years
    moved = [_with_years(text, lambda year: year + by)]
    if way.folds:
        first = way.new.start.year
        folded = _with_years(text, lambda _year: first)
        moved.append(re.sub(rf"{first}(?:{_BETWEEN}{first})+(\s*)({'|'.join(_OF_ONE_YEAR)}\b)?", _named_once, folded))
    yield from moved
    yield from (_LEAP_DAY.sub("28", one) for one in moved)


def _named_once(found: re.Match[str]) -> str:
    """One year in place of the same one several times: «2026-2026 годы» is «2026 год»."""
    space, noun = found.group(1, 2)
    return f"{found.group()[:4]}{space}{_OF_ONE_YEAR[noun] if noun else ''}"


def _with_years(text: str, new: Callable[[int], int]) -> str:
    full = YEAR.sub(lambda found: str(new(int(found.group()))), text)
    return _SHORT_YEAR.sub(lambda found: f"{new(2000 + int(found.group())) % 100:02}", full)


# ── Meaning ──────────────────────────────────────────────────────────────────


def _same_rule(found: Rule, meant: Rule, text: str, way: Shift) -> bool:
    return _without_review(found) == _without_review(meant)


def _same_days(found: Rule, meant: Rule, text: str, way: Shift) -> bool:
    """Whether both give the same steps in the new period, and the words name no year outside it."""
    days = spans(meant, way.new)
    return bool(days) and spans(found, way.new) == days and not _beyond(text, way)


def _without_review(rule: Rule) -> Rule:
    return replace(rule, needs_review=False, reason="", readings=())


def _shifted(rule: Rule, way: Shift, is_sticky: bool) -> Rule | None:
    """The rule in the new period; None when its parts cannot be folded onto one year.

    is_sticky: 28 February that was the month's last day stays its last day
    """
    if isinstance(rule, Window):
        return _shifted_window(rule, way, is_sticky)
    if isinstance(rule, Windows):
        return _of_windows(_folded([_shifted_days(days, way, is_sticky) for days in rule.windows], rule.windows, way))
    if isinstance(rule, Deadline):
        return Deadline(date=_in_year(rule.date, way.by(rule.date.year), is_sticky))
    if isinstance(rule, Deadlines):
        old = [Days(day, day) for day in rule.dates]
        return _of_deadlines(_folded([_shifted_days(days, way, is_sticky) for days in old], old, way))
    if isinstance(rule, Recurring):
        return _shifted_recurring(rule, way, is_sticky)
    if isinstance(rule, Mixed):
        return _shifted_parts(rule, way, is_sticky)
    return rule


def _shifted_window(rule: Window, way: Shift, is_sticky: bool) -> Rule:
    if (rule.start, rule.end) == (way.old.start, way.old.end):
        return Window(start=way.new.start, end=way.new.end)
    start, end = _shifted_days(Days(rule.start, rule.end), way, is_sticky)
    return Window(start=start, end=end)


def _shifted_days(days: Days, way: Shift, is_sticky: bool) -> Days:
    """A window moves as a whole, with its start."""
    by = way.by(days.start.year)
    return Days(_in_year(days.start, by, is_sticky), None if days.end is None else _in_year(days.end, by, is_sticky))


def _in_year(day: date, by: int, is_sticky: bool) -> date:
    """The same day so many years on; 29 February is the end of February."""
    is_last = (day + timedelta(days=1)).timetuple()[1:3] == (3, 1)
    meant = MonthDay(2, 29) if is_last and (is_sticky or day.day == 29) else MonthDay(day.month, day.day)
    return meant.in_year(day.year + by)


def _folded(moved: list[Days], old: tuple[Days, ...] | list[Days], way: Shift) -> list[Days] | None:
    """Each window once; None when the years that are folded did not have the same windows."""
    if not way.folds:
        return moved
    by_year: dict[int, list[Days]] = {}
    for before, after in zip(old, moved, strict=True):
        by_year.setdefault(before.start.year, []).append(after)
    first = next(iter(by_year.values()))
    return first if all(windows == first for windows in by_year.values()) else None


def _of_windows(windows: list[Days] | None) -> Rule | None:
    if windows is None:
        return None
    return Windows(windows=tuple(windows)) if len(windows) > 1 else Window(start=windows[0].start, end=windows[0].end)


def _of_deadlines(days: list[Days] | None) -> Rule | None:
    if days is None:
        return None
    dates = tuple(one.start for one in days)
    return Deadlines(dates=dates) if len(dates) > 1 else Deadline(date=dates[0])


def _shifted_recurring(rule: Recurring, way: Shift, is_sticky: bool) -> Rule | None:
    """What returns stays; the days between which it does move together."""
    limits = [day for day in (rule.start, rule.end) if day is not None]
    if len({way.by(day.year) for day in limits}) > 1:
        return None
    moved = {
        name: _in_year(day, way.by(day.year), is_sticky)
        for name, day in (("start", rule.start), ("end", rule.end))
        if day is not None
    }
    return replace(rule, start=moved.get("start"), end=moved.get("end"))


def _shifted_parts(rule: Mixed, way: Shift, is_sticky: bool) -> Rule | None:
    """Parts follow each other: they move together or not at all."""
    steps = {way.by(year) for part in rule.parts for year in _first_years(part)}
    parts = [_shifted(part, way, is_sticky) for part in rule.parts]
    if len(steps) > 1 or any(part is None for part in parts):
        return None
    return replace(rule, parts=tuple(part for part in parts if part is not None))


def _first_years(part: Rule) -> Iterator[int]:
    """The year in which a dated part begins."""
    if isinstance(part, Window):
        yield part.start.year
    elif isinstance(part, Windows):
        yield part.windows[0].start.year
    elif isinstance(part, Deadline):
        yield part.date.year
    elif isinstance(part, Deadlines):
        yield part.dates[0].year
