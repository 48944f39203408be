"""What a weekly digest says: to a role what is its own and what it takes part in, to the coordinator how all stands."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from models.language import _
from models.people.counting import few_of

# Between what every digest of a roadmap's year begins with and what is said to one role.
HEAD_ENDS = "\n"


@dataclass
class Tally:
    """What is counted for one holder of a role, or for the whole roadmap.

    own, shared: (deadline, measure) of what is open and led by the role; of what another leads and it takes part in
    late:        the titles of the parties that are late, counted; closed: how many steps were closed in the week
    """

    own: set[tuple[date, str]] = field(default_factory=set)
    shared: set[tuple[date, str]] = field(default_factory=set)
    opened: int = 0
    overdue: int = 0
    submitted: int = 0
    closed: int = 0
    late: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.own or self.shared or self.opened or self.overdue or self.submitted or self.closed)


def as_one(digests: Sequence[str]) -> str:
    """Digests of one week to one reader, as texts.py words them: what all of them begin with is said once.

    A person may hold several roles, and a coordinator stands in for whatever nobody holds.
    """
    if len(digests) == 1:
        return digests[0].replace(HEAD_ENDS, " ")
    by_head: dict[str, list[str]] = defaultdict(list)
    for one in digests:
        head, _ends, rest = one.partition(HEAD_ENDS)
        by_head[head].append(f"– {rest}")
    return "\n".join(line for head, rest in by_head.items() for line in (head, *rest))


def week_of(day: date) -> str:
    """The ISO week of a day: «2024-W31»."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def lines(tally: Tally) -> tuple[str, ...]:
    """The sentences for one role."""
    own = _("За вами: открыто — {opened}, просрочено — {overdue}, ждёт приёмки — {submitted}.")
    counts = own.format(opened=tally.opened, overdue=tally.overdue, submitted=tally.submitted)
    nearest = _("Ближайшие сроки: {listed}.").format(listed=_deadlines(tally.own))
    shared = _("Вы соисполнитель: {listed}.").format(listed=_deadlines(tally.shared))
    is_leading = tally.opened or tally.overdue or tally.submitted
    return tuple(said for said, holds in ((counts, is_leading), (nearest, tally.own), (shared, tally.shared)) if holds)


def overall(tally: Tally) -> tuple[str, ...]:
    """The sentences for the coordinator."""
    counts = _(
        "По карте: открыто — {opened}, просрочено — {overdue}, ждёт приёмки — {submitted}, закрыто за неделю — {closed}"
        "."
    )
    said = counts.format(opened=tally.opened, overdue=tally.overdue, submitted=tally.submitted, closed=tally.closed)
    late = ", ".join(f"{party} — {count}" for party, count in tally.late.most_common())
    return (said, _("Опаздывают: {late}.").format(late=late)) if late else (said,)


def _deadlines(found: set[tuple[date, str]]) -> str:
    """«T05 до 31.08.2024, T06 до 15.09.2024 и ещё 3», the earliest first."""
    until = _("{measure} до {day}")
    return few_of([until.format(measure=measure, day=f"{due:%d.%m.%Y}") for due, measure in sorted(found)])
