"""How a period went in all schools, from the record and the curators' reports: counts, and schools at risk. Pure.

One school's period is progress.py's; what is said of it in words belongs to whoever shows it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.language import _
from models.records import Step
from models.steps.progress import Progress, progress
from models.steps.status import Status

NUMBERS = ("done", "late", "overdue", "submitted", "waived", "coming")


class Risk(StrEnum):
    """Why a school wants looking at. In the order in which they are told."""

    NO_REPORT = "no_report"
    OVERDUE = "overdue"
    MOSTLY_LATE = "mostly_late"
    QUIET_PAIRS = "quiet_pairs"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Risk.NO_REPORT: _("нет отчёта куратора"),
            Risk.OVERDUE: _("есть просроченное"),
            Risk.MOSTLY_LATE: _("больше половины исполнено поздно"),
            Risk.QUIET_PAIRS: _("наставники не встречаются"),
        }[self]


@dataclass(frozen=True)
class OfSchool:
    """One school's period. report: the step of the curator's report; None: none is asked for of this school."""

    school: str
    municipality: str
    went: Progress
    report: Step | None
    risks: tuple[Risk, ...]

    @property
    def is_reported(self) -> bool:
        """Whether the curator has handed the report in."""
        return self.report is not None and self.report.status in (Status.SUBMITTED, Status.DONE)

    @property
    def counts(self) -> Counter[str]:
        """How many steps of each kind (NUMBERS)."""
        return Counter({name: len(getattr(self.went, name)) for name in NUMBERS})


@dataclass(frozen=True)
class RollUp:
    """The period of all schools, in order of municipality and school."""

    start: date
    end: date
    as_of: date
    schools: tuple[OfSchool, ...]

    @property
    def totals(self) -> Counter[str]:
        """Of all schools together."""
        return summed(self.schools)

    @property
    def missing(self) -> tuple[OfSchool, ...]:
        """The schools whose report is asked for and not there."""
        return tuple(one for one in self.schools if one.report is not None and not one.is_reported)

    def by_municipality(self) -> Mapping[str, tuple[OfSchool, ...]]:
        """The schools of each municipality."""
        found: dict[str, list[OfSchool]] = defaultdict(list)
        for one in self.schools:
            found[one.municipality].append(one)
        return {place: tuple(schools) for place, schools in found.items()}

    def most_overdue(self) -> list[tuple[str, int]]:
        """By measure, in how many schools it is overdue; most first."""
        late = Counter(step.measure for one in self.schools for step in one.went.overdue)
        return sorted(late.items(), key=lambda item: (-item[1], item[0]))


def rolled_up(
    steps: Mapping[str, Sequence[Step]],
    reports: Mapping[str, Step],
    places: Mapping[str, str],
    period: tuple[date, date],
    as_of: date,
    quiet: frozenset[str] = frozenset(),
) -> RollUp:
    """How the schools' steps went in the period, as it can be said on that day.

    steps: school → its steps, without the reports; reports: school → the step of its report on this period
    places: school → municipality; quiet: schools with pairs that do not meet
    """
    found = [
        _of_school(school, own, reports.get(school), places.get(school, "—"), period, as_of, school in quiet)
        for school, own in steps.items()
    ]
    return RollUp(*period, as_of, tuple(sorted(found, key=lambda one: (one.municipality, one.school))))


def _of_school(
    school: str,
    steps: Sequence[Step],
    report: Step | None,
    place: str,
    period: tuple[date, date],
    as_of: date,
    is_quiet: bool,
) -> OfSchool:
    went = progress(steps, *period, as_of)
    bare = OfSchool(school, place, went, report, ())
    is_due = report is not None and report.due_on is not None and report.due_on < as_of
    said = {
        Risk.NO_REPORT: is_due and not bare.is_reported and report is not None and report.status is not Status.WAIVED,
        Risk.OVERDUE: bool(went.overdue),
        Risk.MOSTLY_LATE: 2 * len(went.late) > len(went.done),
        Risk.QUIET_PAIRS: is_quiet,
    }
    return OfSchool(school, place, went, report, tuple(risk for risk, is_so in said.items() if is_so))


def summed(schools: Sequence[OfSchool]) -> Counter[str]:
    """The counts of several schools together (NUMBERS)."""
    total: Counter[str] = Counter(dict.fromkeys(NUMBERS, 0))
    for one in schools:
        total.update(one.counts)
    return total
