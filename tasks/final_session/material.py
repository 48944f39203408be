"""All that the session's papers are made of: read once for all schools and for all papers asked for in one go."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.indicators.reading import Reading
from models.indicators.rows import as_row
from models.language import _
from models.records import School, Step
from models.steps.progress import Progress, progress
from models.steps.status import FINAL
from models.survey.significance import Significance
from models.wording import day, in_digits
from tasks.drafting.contract import Asked
from tasks.drafting.step_lines import Line, step_lines
from tasks.final_session.results import Results, results_of
from tasks.indicators.reading import indicators_of
from tasks.record.book import approved_schools
from tasks.settings import Settings
from tasks.survey.paper import named
from tasks.survey.profiling import Survey, survey_of

Row = Line


@dataclass(frozen=True)
class Material:
    """What is known for the session.

    schools: the approved list; register: by login
    own:     by school, its steps in this cycle, without the papers asked for
    survey:  None where nobody has answered
    """

    asked: Asked
    schools: tuple[str, ...]
    register: Mapping[str, School]
    own: Mapping[str, Sequence[Step]]
    indicators: Sequence[Reading]
    results: Results
    survey: Survey | None = field(default=None, compare=False)

    @cached_property
    def start(self) -> date:
        """The first day that the session looks at: of the year, or of the roadmap where that begins later."""
        return max(date(self.asked.cycle.year, 1, 1), self.asked.book.roadmap.plan_period.start)

    def went(self, steps: Iterable[Step], end: date) -> Progress:
        """How these steps went from the first day to the end, as it can be said on the draft's day."""
        return progress(steps, self.start, end, self.asked.as_of)

    @cached_property
    def every_step(self) -> list[Step]:
        """All steps of the cycle, without the papers that are asked for."""
        code, cycle = self.asked.measure.code, self.asked.cycle.id
        return [
            step
            for (measure, _key), units in self.asked.book.steps.items()
            if measure != code
            for step in units.values()
            if step.cycle_id == cycle
        ]

    def named(self, school: str) -> str:
        """The school's name, or its login where the register does not know it."""
        return self.register[school].name if school in self.register else school

    def factors(self, school: str) -> list[Row]:
        """The factors of high and middle significance by the survey, the higher first; none where none is known."""
        if self.survey is None or self.survey.profile(school).empty:
            return []
        stands = self.survey.decided(school)
        return [
            {"factor": named(self.survey, one.factor), "significance": asked.label}
            for asked in (Significance.HIGH, Significance.MIDDLE)
            for one in stands
            if one.significance is asked
        ]

    def why_no_factors(self, school: str) -> str:
        """Why no factor is named, as a sentence: nobody asked, nobody answered, or none is high or middle."""
        if self.survey is None:
            return _("В {year} году анкетирования не было.").format(year=self.asked.cycle.year)
        if self.survey.profile(school).empty:
            return _("На анкеты {year} года из школы не ответили.").format(year=self.asked.cycle.year)
        return _("По анкетированию {year} года таких нет.").format(year=self.asked.cycle.year)

    def heading(self, end: date) -> dict[str, Any]:
        """What every paper of the session says of where it comes from."""
        head = self.asked.head
        about = {"basis": head.basis, "scope": head.scope, "day": day(self.asked.as_of)}
        return about | {"start": in_digits(self.start), "end": in_digits(end), "year": str(self.asked.cycle.year)}

    def indicator_rows(self, is_wanted: Callable[[Reading], bool] = lambda _one: True) -> list[Row]:
        """The order's indicators as a table says them."""
        return [dict(as_row(one, self.asked.book.roadmap)) for one in self.indicators if is_wanted(one)]


def material(session: Session, settings: Settings, asked: Asked) -> Material:
    """Read all of it: a few queries and one reading of the data, however many schools."""
    schools = tuple(member.school for member in approved_schools(session, asked.cycle))
    units = {*schools, *(step.unit for step in asked.steps if step.unit)}
    known = session.exec(select(School).where(col(School.login).in_(units)))
    return Material(
        asked=asked,
        schools=schools,
        register={one.login: one for one in known},
        own=_own(asked),
        indicators=indicators_of(session, asked.cycle, asked.as_of, asked.book),
        results=results_of(session, settings, asked),
        survey=_survey(session, settings, asked),
    )


def _own(asked: Asked) -> Mapping[str, Sequence[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for (code, _key), units in asked.book.steps.items():
        for unit, step in units.items() if code != asked.measure.code else ():
            if unit and step.cycle_id == asked.cycle.id:
                found[unit].append(step)
    return found


def _survey(session: Session, settings: Settings, asked: Asked) -> Survey | None:
    """The year's survey; none where no questionnaire is of that year or nobody answered."""
    try:
        found = survey_of(session, settings, asked.cycle)
    except NotFound:
        return None
    return None if found.profiles.empty else found


# Rows that several papers have.


def open_rows(steps: Sequence[Step], of: Material) -> list[Row]:
    """Steps that are still open, those of one measure and day as one line, with how many schools' they are."""
    many = Counter((step.measure, step.due_on) for step in steps)
    firsts = {(step.measure, step.due_on): step for step in reversed(steps)}
    shown = [step for step in steps if firsts[step.measure, step.due_on] is step]
    return [
        {**row, "number": str(many[step.measure, step.due_on])}
        for step, row in zip(shown, step_lines(shown, of.asked.book.roadmap), strict=True)
    ]


def open_steps(steps: Iterable[Step], end: date) -> list[Step]:
    """What is still to be closed and fell due by then, the earliest first: it goes on to the next year."""
    found = [step for step in steps if step.status not in FINAL and step.due_on is not None and step.due_on <= end]
    return sorted(found, key=lambda step: (step.due_on or end, step.measure, step.unit))
