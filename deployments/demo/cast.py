"""The cast: simulated responsible parties. They act through the same functions as people, and leave the same record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from deployments.demo.deciding import Office
from deployments.demo.deeds import COORDINATOR
from deployments.demo.drafting import Papers, drafted
from deployments.demo.helping import hold_meetings
from deployments.demo.script import Script
from models.records import Cycle, JournalEntry, School, Step
from models.roadmap.definition import Measure, Unit
from models.steps.book import Book
from models.steps.decisions import Grant
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import FINAL, Move, Status
from tasks.cycle.dates import Dates, request_step, set_dates
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.proposing import proposed_schools
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.record.book import approved_schools, find_cycle, read_book
from tasks.record.writer import Author, locked_cycle
from tasks.settings import Settings

DESK = timedelta(days=45)
OF_A_PERIOD = ("curator_report", "school_report")  # drafts that tell how a period went: it has to be over
Ends = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Cast:
    """Everyone who acts in the demo, for one roadmap."""

    settings: Settings
    roadmap: str
    script: Script

    def act(self, year: int, day: date, *, only_due: bool = False) -> int:
        """Hand in what is open, return or accept what was handed in; how many deeds."""
        with reading(self.settings) as session:
            cycle = find_cycle(session, self.roadmap, year)
            book = read_book(session, cycle)
            steps = sorted(
                (s for units in book.steps.values() for s in units.values() if s.cycle_id == cycle.id),
                key=lambda step: (step.measure, step.occurrence, step.unit),
            )
            returned = _moved(session, cycle, Move.RETURN)
        ends = _ends(steps)
        todo = [step for step in steps if self._is_todo(step, book, day, ends, only_due=only_due)]
        drafts = self._drafted(
            year, [book.roadmap.by_code[code] for code in dict.fromkeys(one.measure for one in todo)], day
        )
        for step in todo:
            measure = book.roadmap.by_code[step.measure]
            self._hand_in(year, step, _papers(measure, step, day, drafts.get(step.id, {})), measure, day)
            if measure.acceptance is not None and not self._lies_unread(step, ends):
                self._answer(year, step, day, returned)
        return len(todo)

    def _drafted(self, year: int, measures: Iterable[Measure], day: date) -> dict[int | None, Papers]:
        """By step, the papers that Vekha has prepared for these measures, each once for all schools."""
        return {
            step: papers
            for measure in measures
            if measure.draft
            for step, papers in drafted(self.settings, StepRef(self.roadmap, year, measure.code), measure.draft, day)
        }

    def meet(self, years: Iterable[int], day: date) -> None:
        """Mentors and teachers meet, in every year at work."""
        for year in years:
            hold_meetings(self.settings, self.roadmap, year, day)

    def _is_todo(self, step: Step, book: Book, day: date, ends: Ends, *, only_due: bool) -> bool:
        """Whether somebody hands this step in today."""
        measure = book.roadmap.by_code[step.measure]
        if measure.action or step.due_on is None:
            return False
        state = judge(step, book, day).state
        if state is State.STALE:
            return True
        if step.status is not Status.OPEN or state not in (State.OPEN, State.OVERDUE, State.BLOCKED):
            return False
        if only_due and step.due_on > day:
            return False
        return day >= self._hand_in_day(step, measure, ends)

    def _hand_in_day(self, step: Step, measure: Measure, ends: Ends) -> date:
        """When its party gets to it: within its window, a period's report at its end, unless the script has it late."""
        assert step.due_on is not None
        if measure.draft in OF_A_PERIOD:
            return step.due_on
        late = self.script.late.get(step.measure)
        if late and step.unit == ends[step.measure, step.occurrence][0]:
            return step.due_on + timedelta(days=late)
        return max(step.opens_on or step.due_on, step.due_on - DESK)

    def _lies_unread(self, step: Step, ends: Ends) -> bool:
        """Whether the coordinator does not get to it yet."""
        return step.measure in self.script.unread and step.unit == ends[step.measure, step.occurrence][1]

    def _hand_in(self, year: int, step: Step, papers: list[Evidence], measure: Measure, day: date) -> None:
        """Submit every document."""
        party = Author(f"{measure.leading_party} (демо)", "cli:demo")
        with writing(self.settings) as session:
            handover.submit(session, self.settings, self._ref(year, step), papers, as_of=day, author=party)

    def _ref(self, year: int, step: Step) -> StepRef:
        return StepRef(self.roadmap, year, step.measure, step.unit, step.occurrence)

    def _answer(self, year: int, step: Step, day: date, returned: set[str]) -> None:
        """The coordinator accepts, or returns it once when the script says so."""
        ref = self._ref(year, step)
        reason = self.script.returned.get(step.measure)
        with writing(self.settings) as session:
            if reason and step.measure not in returned:
                returned.add(step.measure)
                handover.give_back(session, ref, reason, as_of=day, author=COORDINATOR)
            else:
                handover.accept(session, ref, as_of=day, author=COORDINATOR)

    def keep_appointments(self, year: int, day: date) -> None:
        """What the script has for the day: an approved list, requests, dates, a school waived, decisions."""
        approved = self.script.approvals.get(day)
        if approved:
            self._approve(approved, day)
        for measure in self.script.requests.get(day, ()):
            self._request(year, measure, day)
        for measure, last, document in self.script.dated.get(day, ()):
            with writing(self.settings) as session:
                cycle = locked_cycle(session, self.roadmap, year)
                set_dates(session, cycle, measure, Dates(day, last, document), as_of=day, author=COORDINATOR)
        office = Office(self.settings, self.roadmap, year, day)
        for decision in self.script.decisions.get(day, ()):
            office.decide(decision)

    def _approve(self, year: int, day: date) -> None:
        schools = self._listed(year)
        approval = Approval(f"{year}-17", day, COORDINATOR.actor)
        with writing(self.settings) as session:
            cycle = locked_cycle(session, self.roadmap, year)
            approve_group(session, cycle, schools, approval, as_of=day, author=COORDINATOR)
        if day == min(self.script.approvals):
            self._waive(year, day)

    def _listed(self, year: int) -> list[str]:
        """The schools that the authority's order lists: those that the rules propose, or the first of the register."""
        if not self.script.group:
            return [row.school for row in proposed_schools(self.settings, self.roadmap, year)]
        with reading(self.settings) as session:
            return sorted(session.exec(select(School.login)))[: self.script.group]

    def _waive(self, year: int, day: date) -> None:
        """The last school of the group is let off what the script names, by an order of that day."""
        order = Grant(f"приказ № {year}-21", day, "заместитель министра")
        for measure, reason in self.script.waived.items():
            with writing(self.settings) as session:
                cycle = locked_cycle(session, self.roadmap, year)
                query = select(Step).where(Step.cycle_id == cycle.id, Step.measure == measure)
                units = [s.unit for s in session.exec(query.order_by(col(Step.unit))) if s.status not in FINAL]
                if units:
                    ref = StepRef(self.roadmap, year, measure, units[-1])
                    handover.waive(session, ref, reason, as_of=day, author=COORDINATOR, grant=order)

    def _request(self, year: int, measure: str, day: date) -> None:
        with writing(self.settings) as session:
            cycle = locked_cycle(session, self.roadmap, year)
            book = read_book(session, cycle, [measure])
            members = approved_schools(session, cycle)
            unit = members[0].school if book.roadmap.by_code[measure].unit is Unit.SCHOOL and members else ""
            dates = Dates(day, day + timedelta(days=45), f"запрос № {day:%d%m} от {day:%d.%m.%Y}")
            request_step(session, cycle, measure, unit, dates, as_of=day, author=COORDINATOR)


def _ends(steps: Sequence[Step]) -> Ends:
    """By measure and occurrence, the first and the last school that do it; the steps are in order of units."""
    first = {(step.measure, step.occurrence): step.unit for step in reversed(steps)}
    last = {(step.measure, step.occurrence): step.unit for step in steps}
    return {one: (first[one], last[one]) for one in first}


def _moved(session: Session, cycle: Cycle, move: Move) -> set[str]:
    """The measures that have made this move in the cycle."""
    query = select(JournalEntry.measure).where(JournalEntry.cycle_id == cycle.id, JournalEntry.move == move)
    return set(session.exec(query.distinct()))


def _papers(measure: Measure, step: Step, day: date, drafts: Papers) -> list[Evidence]:
    """A registered № and date for each of the measure's documents, with the paper that Vekha has prepared."""
    number = f"{measure.code}-{step.unit[-4:] or 'рег'}/{day:%y}"
    return [
        Evidence(title=title, document=drafts.get(title), number=number, dated_on=day) for title in measure.deliverables
    ]
