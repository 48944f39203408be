"""People acting at random, and a model of plain loops that says what each deed must come to.

Steps: A1, then B2 in two schools (accepted in two stages), then C3 after half of them. Who adds a deed adds a rule and
what it changes in the model; what must always hold is in the invariants.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlmodel import Session

from models.errors import VekhaError
from models.records import Step, WaiverKind
from models.roadmap.acceptance import Stage
from models.roadmap.definition import Roadmap
from models.steps.book import Book
from models.steps.decisions import Extension, Grant
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import Move, Status
from models.steps.summary import summed_up
from tasks.database import engine, reading, writing
from tasks.people import handover
from tasks.people.extending import extend
from tasks.people.waiving import take_back, waive_many
from tasks.record.book import find_cycle, read_book
from tasks.record.writer import Author, verify
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, journal, opened, paper, ref, six_with

Key = tuple[str, str]
A1, B2, C3 = ("A1", ""), (("B2", FIRST), ("B2", SECOND)), ("C3", "")
KEYS: tuple[Key, ...] = (A1, *B2, C3)
STAGES = ("municipality", "coordinator")
BEGAN = date(2024, 2, 1)
WHO = Author("Кто-то", "cli:test")
UNFINISHED = (Status.PLANNED, Status.OPEN, Status.SUBMITTED)
KEPT = timedelta(days=400)

a_step = st.sampled_from(KEYS)
# Few different lengths: so that last days are met exactly, and the days after them.
some_days = st.sampled_from([1, 2, 30])
how_long = st.sampled_from([None, 0, 1, 2, 30])


def roadmap() -> Roadmap:
    """The six measures with a chain of two for B2."""
    return six_with("B2", acceptance=tuple(Stage(party=party) for party in STAGES))


@dataclass
class Life:
    """What the model knows of a step.

    gates:  the last day of each order that opens its gate, None for good; passed: it was handed in by one of them
    dropped_until: of a dropped step; signed: how many have said their word
    """

    due: date
    status: Status = Status.PLANNED
    gates: list[date | None] = field(default_factory=list)
    passed: bool = False
    dropped_until: date | None = None
    signed: int = 0


class People(RuleBasedStateMachine):
    """Deeds in any order on one year; every answer and every state is compared with the model."""

    home: Callable[[], Settings]

    def __init__(self) -> None:
        super().__init__()
        self.at = type(self).home()
        self.day = BEGAN
        opened(self.at, FIRST, SECOND, roadmap=roadmap(), as_of=BEGAN)
        with reading(self.at) as session:
            steps = self._steps(self._book(session))
        self.lives = {key: Life(due=step.due_on or date.max) for key, step in steps.items()}

    def teardown(self) -> None:
        """The home's connections are closed."""
        engine(self.at.database).dispose()

    # ── The model ──

    def is_let_off(self, key: Key) -> bool:
        life = self.lives[key]
        return life.status is Status.WAIVED and (life.dropped_until is None or self.day <= life.dropped_until)

    def before(self, key: Key) -> list[Key]:
        return {"A1": [], "B2": [A1], "C3": list(B2)}[key[0]]

    def is_open(self, key: Key) -> bool:
        """Whether everything before the step is done, or let off."""
        asked = [one for one in self.before(key) if not self.is_let_off(one)]
        done = sum(self.lives[one].status is Status.DONE for one in asked)
        return done >= ceil(len(asked) * (0.5 if key == C3 else 1))

    def has_order(self, key: Key) -> bool:
        return any(until is None or self.day <= until for until in self.lives[key].gates)

    def is_in_doubt(self, key: Key) -> bool:
        rests_on_lapsed = any(
            self.lives[one].status is Status.WAIVED and not self.is_let_off(one) for one in self.before(key)
        )
        is_red = not self.is_open(key) and not self.has_order(key)
        return is_red and (self.lives[key].passed or rests_on_lapsed)

    # ── Deeds ──

    @contextmanager
    def deed(self, is_allowed: bool) -> Iterator[Session]:
        """One transaction that must succeed, or be refused in words, as the model says."""
        refusal = ""
        try:
            with writing(self.at) as session:
                yield session
        except VekhaError as refused:
            refusal = str(refused)
        assert (refusal == "") is is_allowed, (self.day, refusal or "what the model forbids was done")

    @rule(days=some_days)
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), BEGAN + KEPT)

    @rule(key=a_step)
    def hand_in(self, key: Key) -> None:
        life = self.lives[key]
        allowed = life.status in (Status.PLANNED, Status.OPEN) and (self.is_open(key) or self.has_order(key))
        papers = [paper(title=title) for title in roadmap().by_code[key[0]].deliverables]
        with self.deed(allowed) as session:
            handover.submit(session, self.at, ref(*key), papers, as_of=self.day, author=WHO)
        if allowed:
            life.passed = not self.is_open(key)
            life.status, life.signed = (Status.DONE if key == C3 else Status.SUBMITTED), 0

    @rule(key=st.sampled_from([*B2, C3]), days=st.sampled_from([0, 1]), later=st.sampled_from([0, 1, 30]))
    def hurry(self, key: Key, days: int, later: int) -> None:
        """What random deeds seldom come to: an order for a day or two, at once the hand-in that needs it, and time."""
        if self.lives[key].status in (Status.PLANNED, Status.OPEN):
            self.let_past(key, days)
            self.hand_in(key)
            self.time_passes(later)

    @rule(key=a_step, role=st.sampled_from(["", "", *STAGES]))
    def accept(self, key: Key, role: str) -> None:
        life = self.lives[key]
        stages = STAGES if key in B2 else ("coordinator",)
        allowed = life.status is Status.SUBMITTED and not self.is_in_doubt(key)
        allowed = allowed and role in ("", stages[life.signed])
        with self.deed(allowed) as session:
            handover.accept(session, ref(*key), as_of=self.day, author=WHO, role=role)
        if allowed:
            life.signed += 1
            life.status = Status.DONE if life.signed == len(stages) else Status.SUBMITTED

    @rule(key=a_step)
    def give_back(self, key: Key) -> None:
        allowed = self.lives[key].status is Status.SUBMITTED
        with self.deed(allowed) as session:
            handover.give_back(session, ref(*key), "нет подписи", as_of=self.day, author=WHO)
        if allowed:
            self.lives[key].status = Status.OPEN

    @rule(key=a_step, days=how_long)
    def drop(self, key: Key, days: int | None) -> None:
        allowed = self.lives[key].status in UNFINISHED
        until = self._until(days)
        with self.deed(allowed) as session:
            self._waive(session, key, WaiverKind.DROP, until)
        if allowed:
            self.lives[key].status, self.lives[key].dropped_until = Status.WAIVED, until

    @rule(key=a_step, days=how_long)
    def let_past(self, key: Key, days: int | None) -> None:
        allowed = self.lives[key].status is not Status.WAIVED
        until = self._until(days)
        with self.deed(allowed) as session:
            self._waive(session, key, WaiverKind.GATE, until)
        if allowed:
            self.lives[key].gates.append(until)

    @rule(key=a_step)
    def take_back(self, key: Key) -> None:
        life = self.lives[key]
        allowed = self.has_order(key) and life.status is not Status.WAIVED
        with self.deed(allowed) as session:
            take_back(session, ref(key[0]), [key[1]] if key[1] else [], "отменён", as_of=self.day, author=WHO)
        if allowed:
            life.gates.remove(max(life.gates, key=lambda until: until or date.max))

    @rule(key=a_step, days=st.integers(-10, 60))
    def extend(self, key: Key, days: int) -> None:
        life = self.lives[key]
        to = life.due + timedelta(days=days)
        allowed = life.status in UNFINISHED and days > 0 and self.day <= to
        with self.deed(allowed) as session:
            of, schools = ref(key[0]), [key[1]] if key[1] else []
            extend(session, of, schools, to, "карантин", "министр", as_of=self.day, author=WHO)
        if allowed:
            life.due = to

    @rule(key=a_step)
    def reopen(self, key: Key) -> None:
        allowed = self.lives[key].status in (Status.DONE, Status.WAIVED)
        with self.deed(allowed) as session:
            handover.reopen(session, ref(*key), "ошибка", as_of=self.day, author=WHO)
        if allowed:
            self.lives[key].status = Status.OPEN

    def _until(self, days: int | None) -> date | None:
        return None if days is None else self.day + timedelta(days=days)

    def _waive(self, session: Session, key: Key, kind: WaiverKind, until: date | None) -> None:
        grant, schools = Grant("приказ № 1", BEGAN, "министр", until), [key[1]] if key[1] else []
        waive_many(session, ref(key[0]), schools, kind, "так надо", grant, as_of=self.day, author=WHO)

    # ── What must always hold ──

    @invariant()
    def every_step_is_as_the_model_says(self) -> None:
        with reading(self.at) as session:
            book = self._book(session)
        for key, step in self._steps(book).items():
            life = self.lives[key]
            assert (step.status, step.due_on) == (life.status, life.due), key
            self._state_is_right(key, step, book)
        self._nothing_dropped_counts_as_done(book)

    def _state_is_right(self, key: Key, step: Step, book: Book) -> None:
        """No step is green with a red gate that no order opens, and no dropped one is done."""
        state = judge(step, book, self.day).state
        if step.status is Status.DONE:
            assert state is (State.SUSPECT if self.is_in_doubt(key) else State.DONE), (key, state)
        if step.status is Status.WAIVED:
            assert state is (State.WAIVED if self.is_let_off(key) else State.BLOCKED), (key, state)

    def _nothing_dropped_counts_as_done(self, book: Book) -> None:
        steps = self._steps(book)
        told = summed_up(book.roadmap.by_code["B2"], [steps[key] for key in B2], book, self.day)
        really = sum(self.lives[key].status is Status.DONE for key in B2)
        assert told.counts.get(State.DONE, 0) + told.counts.get(State.SUSPECT, 0) == really

    @invariant()
    def the_journal_holds_and_every_deadline_that_moved_is_on_it(self) -> None:
        with reading(self.at) as session:
            assert verify(session, find_cycle(session, "six", 2024)).problems == ()
        due: dict[int, date | None] = {}
        for entry in journal(self.at):
            was = due.get(entry.step_id, entry.due_on)
            if entry.due_on != was:
                said = Extension.from_evidence(entry.evidence)
                assert (entry.move, said.was, said.to) == (Move.EXTEND, was, entry.due_on)
                assert said.to > said.was
                assert entry.reason
                assert said.signer
            due[entry.step_id] = entry.due_on

    def _book(self, session: Session) -> Book:
        return read_book(session, find_cycle(session, "six", 2024))

    def _steps(self, book: Book) -> dict[Key, Step]:
        found = {(step.measure, step.unit): step for units in book.steps.values() for step in units.values()}
        return {key: found[key] for key in KEYS}
