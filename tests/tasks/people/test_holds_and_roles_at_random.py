"""Holds and roles at random against plain loops: nothing on hold opens or is handed in, each day has its one holder."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from models.errors import ForbiddenMove, NotFound
from models.people.contacts import Place, holders
from models.records import Notice
from models.roadmap.order import Party, Scope
from models.steps.book import Held
from models.steps.status import Status
from tasks.database import engine, reading, writing
from tasks.people import holding
from tasks.people.bindings import Said, bind, unbind
from tasks.people.directory import contacts_of
from tasks.record.book import find_cycle
from tasks.record.writer import verify
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, SECOND, done, hand_in, held, opened, ref, the_step

OO = Party(code="school", title="ОО", scope=Scope.SCHOOL)
SCHOOLS = (FIRST, SECOND)
WHAT = (Held(FIRST), Held(SECOND), Held(measure="B2"), Held(phase="risk_survey"), Held(FIRST, "B2"), Held(measure="C3"))
BEGINNING = date(2024, 3, 1)
ahead = st.none() | st.integers(0, 15)


@dataclass(frozen=True)
class Word:
    """What was said once, of a hold or of a role: from which day to which it is true, unless it ends sooner."""

    about: tuple[str, ...]
    first: date
    last: date
    ended: date = date.max

    def is_true(self, day: date) -> bool:
        return self.first <= day <= self.last and day < self.ended


class Life(RuleBasedStateMachine):
    """A school year lived day by day; template: a database in which it has begun."""

    template: Path

    @initialize()
    def begins(self) -> None:
        root = Path(mkdtemp(prefix="vekha-life-"))
        shutil.copy(self.template, root / "vekha.db")
        self.home = Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}")
        self.day, self.holds, self.roles = BEGINNING, list[Word](), list[Word]()

    def teardown(self) -> None:
        with reading(self.home) as session:
            assert verify(session, find_cycle(session, "six", 2024)).holds
        engine(self.home.database).dispose()
        shutil.rmtree(self.home.root)

    def _last(self, days: int | None) -> date:
        return date.max if days is None else self.day + timedelta(days)

    def _is_held(self, school: str) -> bool:
        its = (Held(school), Held(measure="B2"), Held(phase="risk_survey"), Held(school, "B2"))
        return any(one.is_true(self.day) and one.about in its for one in self.holds)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(what=st.sampled_from(WHAT), days=ahead)
    def somebody_holds(self, what: Held, days: int | None) -> None:
        until = None if days is None else self._last(days)
        with writing(self.home) as session:
            cycle = find_cycle(session, "six", 2024)
            holding.hold(session, cycle, what, "карантин", until, as_of=self.day, author=ANNA)
        self.holds.append(Word(what, self.day, self._last(days)))

    @rule(what=st.sampled_from(WHAT))
    def somebody_releases(self, what: Held) -> None:
        standing = [one for one in self.holds if one.about == what and one.last >= self.day and self.day < one.ended]
        try:
            with writing(self.home) as session:
                cycle = find_cycle(session, "six", 2024)
                holding.release(session, cycle, 0, what, as_of=self.day, author=ANNA)
        except NotFound:
            assert not standing
        self.holds = [replace(one, ended=self.day) if one in standing else one for one in self.holds]

    @rule(school=st.sampled_from(SCHOOLS))
    def a_school_hands_in(self, school: str) -> None:
        before = the_step(self.home, "B2", school).status
        said = self._hands_in(school)
        assert ("приостановлено" in said) == self._is_held(school)
        assert not said or the_step(self.home, "B2", school).status is before

    def _hands_in(self, school: str) -> str:
        """Why it was refused; empty where it was not."""
        try:
            hand_in(self.home, ref("B2", school), as_of=self.day)
        except ForbiddenMove as refused:
            return str(refused)
        return ""

    @rule()
    def the_day_is_examined(self) -> None:
        before = {school: the_step(self.home, "B2", school).status for school in SCHOOLS}
        told = self._notices()
        examine(self.home, "B2", Wish("six", 2024, self.day))
        for school in SCHOOLS:
            after = the_step(self.home, "B2", school).status
            if self._is_held(school):
                assert after is before[school]
                assert self._notices().count(school) == told.count(school)
            else:
                assert after is not Status.PLANNED

    def _notices(self) -> list[str]:
        with reading(self.home) as session:
            return list(session.exec(select(Notice.scope).where(Notice.measure == "B2")))

    @rule(person=st.sampled_from(["Анна", "Борис"]), school=st.sampled_from(SCHOOLS), days=ahead)
    def somebody_is_bound(self, person: str, school: str, days: int | None) -> None:
        until = None if days is None else self._last(days)
        said = Said(person, email="a@example.org", place=Place(school), ends_on=until)
        with writing(self.home) as session:
            bind(session, self.home, held(session), OO, said, as_of=self.day, author=ANNA)
        self.roles.append(Word((person, school), self.day, self._last(days)))

    @rule(school=st.sampled_from(SCHOOLS))
    def everybody_leaves(self, school: str) -> None:
        of_it = [one for one in self.roles if one.about[1] == school and one.last >= self.day and one.ended > self.day]
        try:
            with writing(self.home) as session:
                unbind(
                    session,
                    self.home,
                    OO,
                    Said("", place=Place(school)),
                    self.day,
                    as_of=self.day,
                    author=ANNA,
                )
        except NotFound:
            assert not of_it
        self.roles = [replace(one, ended=self.day) if one in of_it else one for one in self.roles]

    @invariant()
    def each_day_has_its_one_holder(self) -> None:
        with reading(self.home) as session:
            contacts = contacts_of(session, self.home)
        for school in SCHOOLS:
            for day in (BEGINNING, self.day - timedelta(2), self.day, self.day + timedelta(5)):
                true = [one.about[0] for one in self.roles if one.about[1] == school and one.is_true(day)]
                assert [one.name for one in holders(contacts, "school", school, day)] == true[-1:]


def test_life_with_holds_and_changing_people(home: Settings) -> None:
    opened(home, *SCHOOLS)
    done(home, ref("A1"))
    engine(home.database).dispose()
    machine = type("Begun", (Life,), {"template": home.root / "vekha.db"})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=12, deadline=None))
