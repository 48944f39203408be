"""People acting at random: every deed must end as the model says, and what must always hold is asked after each.

Who adds a deed adds a rule here, and what it changes in the model.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import Session, col, select

from models.errors import VekhaError
from models.people.buttons import Subject
from models.people.contacts import Place, holders
from models.records import Carried, JournalEntry, Message, Notice, NoticeStep, Step, WaiverKind
from models.roadmap.acceptance import Stage
from models.roadmap.definition import Roadmap
from models.steps.book import Book, Held
from models.steps.decisions import Extension, Grant, Signature
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import FINAL, Move, Status
from models.steps.summary import summed_up
from tasks.channels.outbox import send_unsent
from tasks.channels.to_file import FileChannel
from tasks.database import engine, reading, writing
from tasks.people import handover, holding
from tasks.people.bindings import Said, bind, unbind
from tasks.people.directory import contacts_of
from tasks.people.extending import extend
from tasks.people.sweeping import sweep
from tasks.people.waiving import take_back, waive_many
from tasks.pressing.desk import answer_form
from tasks.pressing.payload import Filled
from tasks.record.book import find_cycle, read_book
from tasks.record.writer import Author, verify
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, THIRD, held, journal, opened, paper, ref, six, six_with, the_step
from tests.tasks.people.at_random.days import RUNGS, rung_day
from tests.tasks.people.at_random.model import (
    ANNA,
    B2,
    BORIS,
    C3,
    GLEB,
    KEYS,
    NOT_HANDED_IN,
    PAPERS,
    STAGES,
    UNFINISHED,
    VERA,
    Fact,
    Key,
    Word,
    Year,
)  # fmt: skip

BEGAN, LAST = date(2024, 2, 1), date(2025, 3, 7)
# The roadmap ends with 2025; no deadline is moved beyond.
ENDS = date(2025, 12, 31)
# Ten o'clock in Moscow: nobody sleeps.
MORNING = time(7, tzinfo=UTC)
WHO = Author("Кто-то", "cli:test")
PEOPLE = {ANNA: "Анна", BORIS: "Борис", VERA: "Вера", GLEB: "Глеб"}
POSTS = (("school", FIRST), ("school", SECOND), ("school", THIRD), ("ministry", ""))
HELD = (Held(FIRST), Held(SECOND), Held(measure="B2"), Held(phase="risk_survey"), Held(FIRST, "B2"), Held(measure="A1"))
LADDER = ("opened", "reminder", "overdue", "escalation")

Rule = TypeVar("Rule", bound=Callable[..., None])
a_step, a_post = st.sampled_from(KEYS), st.sampled_from(POSTS)
a_person = st.sampled_from([ANNA, BORIS, VERA])
# Mostly whoever leads the step, for the others are refused.
a_user = st.sampled_from(["", "", "", ANNA, BORIS, VERA, GLEB])
# Whether just this step is meant, or, as mostly, the next with which the deed is possible: most refusals look alike.
insisting = st.sampled_from([False, False, True])
# Few different lengths: so that last days are met exactly, and the days after them.
how_long = st.sampled_from([None, 0, 1, 2, 30])


def roadmap() -> Roadmap:
    """The first three of the six measures, with a chain of two for B2."""
    changed = six_with("B2", acceptance=tuple(Stage(party=party) for party in STAGES["B2"]))
    fields = {name: getattr(changed, name) for name in Roadmap.model_fields}
    return Roadmap(**fields | {"measures": changed.measures[:3]})


def somewhere(is_possible: Callable[[Year, Key], bool]) -> Callable[[Rule], Rule]:
    """Only while the deed is possible with some step: else most of what is tried would be refused alike."""
    return precondition(lambda people: any(is_possible(people.year, key) for key in KEYS))


def can_be_handed_in(year: Year, key: Key) -> bool:
    return year.may_be_handed_in(key)


def is_submitted(year: Year, key: Key) -> bool:
    return year.lives[key].status is Status.SUBMITTED


def is_closed(year: Year, key: Key) -> bool:
    return year.lives[key].status in FINAL


def is_let_past(year: Year, key: Key) -> bool:
    return year.has_order(key)


class People(RuleBasedStateMachine):
    """Deeds in any order on one year; every answer, state and message is compared with the model."""

    home: Callable[[], Settings]

    def __init__(self) -> None:
        super().__init__()
        self.at = type(self).home()
        self.at.contacts_path.write_text(f"coordinator:\n  - people: [{{name: Глеб, slack: {GLEB}}}]\n", "utf8")
        self.file = self.at.root / "notices.jsonl"
        opened(self.at, FIRST, SECOND, THIRD, roadmap=roadmap(), as_of=BEGAN)
        self.year, self.presses, self.pressed = Year(BEGAN), count(1), Counter[tuple[str, Key, date]]()
        for post, who in zip(POSTS, (ANNA, BORIS, ANNA, VERA), strict=True):
            self._bind(post, who, "", None, is_allowed=True)

    def teardown(self) -> None:
        """The home's connections are closed."""
        engine(self.at.database).dispose()

    @property
    def day(self) -> date:
        return self.year.day

    def _meant(self, key: Key, insists: bool, is_possible: Callable[[Year, Key], bool]) -> Key:
        place = KEYS.index(key)
        around = KEYS[place:] + KEYS[:place]
        return key if insists else next((one for one in around if is_possible(self.year, one)), key)

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

    # ── Time ──

    @rule(days=st.sampled_from([1, 1, 2, 5, 30]))
    def time_passes(self, days: int) -> None:
        """Vekha looks on the last of the days only: of the rungs that came meanwhile the latest is told."""
        self._goes_on(min(self.day + timedelta(days), LAST))

    @rule(days=st.integers(2, 4))
    def day_follows_day(self, days: int) -> None:
        for _day in range(days):
            self.time_passes(1)

    @rule(key=a_step, later=st.sampled_from([0, 0, 1]))
    def a_rung_comes(self, key: Key, later: int) -> None:
        """What random days seldom come to: the very day of the step's next rung, or the day after it."""
        ahead = [day for rung in RUNGS if (day := rung_day(self.year.lives[key].due, rung)) > self.day]
        if ahead:
            self._goes_on(min(ahead[0] + timedelta(later), LAST))

    def _goes_on(self, to: date) -> None:
        if to > self.day:
            self.year.day = to
            for measure in roadmap().measures:
                examine(self.at, measure.code, Wish("six", 2024, to))
            sweep(self.at, to.isoformat())
            send_unsent(self.at, FileChannel(self.file), now=datetime.combine(to, MORNING))
            self.year.dawn()

    # ── Handing in and accepting ──

    @somewhere(can_be_handed_in)
    @rule(key=a_step, insists=insisting)
    def hand_in(self, key: Key, insists: bool = True) -> None:
        key = self._meant(key, insists, can_be_handed_in)
        allowed = self.year.may_be_handed_in(key)
        papers = [paper(title=title) for title in PAPERS[key[0]]]
        with self.deed(allowed) as session:
            handover.submit(session, self.at, ref(*key), papers, as_of=self.day, author=WHO)
        if allowed:
            self.year.hand_in(key, *PAPERS[key[0]])

    @somewhere(can_be_handed_in)
    @rule(key=a_step, insists=insisting, user=a_user, which=st.sampled_from([0, -1]))
    def hand_in_by_the_form(self, key: Key, insists: bool, user: str, which: int) -> None:
        """One document, from Slack: by whoever leads the step that day, and by nobody else."""
        key = self._meant(key, insists, can_be_handed_in)
        user = user or self.year.leads(key, self.day) or GLEB
        step, title = the_step(self.at, *key), PAPERS[key[0]][which]
        party, now = six().by_code[key[0]].leading_party, datetime.combine(self.day, MORNING)
        subject = Subject("six", 2024, key[0], step.occurrence, party, key[1])
        filled = Filled(f"press {next(self.presses)}", user, subject, step.id or 0, step.version, title, "", "7", BEGAN)
        is_entitled, before = user == self.year.leads(key, self.day), len(journal(self.at))
        allowed = is_entitled and self.year.may_be_handed_in(key)
        reply = answer_form(self.at, filled, now)
        assert reply is not None
        assert (not reply.wrong) is allowed, (user, key, reply)
        assert is_entitled or "не за вами" in "".join(reply.wrong.values())
        assert allowed or len(journal(self.at)) == before
        assert answer_form(self.at, filled, now) is None or not allowed, "the same form was handed in twice"
        if allowed:
            self.year.hand_in(key, title)
            self.pressed[user, key, self.day] += 1

    @rule(key=st.sampled_from([*B2, C3]), days=st.sampled_from([0, 1]), later=st.sampled_from([0, 1, 30]))
    def hurry(self, key: Key, days: int, later: int) -> None:
        """What random deeds seldom come to: an order for a day or two, at once the hand-in that needs it, and time."""
        if self.year.lives[key].status in NOT_HANDED_IN:
            self.let_past(key, days)
            self.hand_in(key)
            self.time_passes(later)

    @somewhere(is_submitted)
    @rule(key=a_step, insists=insisting, role=st.sampled_from(["", "", "municipality", "coordinator", "school"]))
    def accept(self, key: Key, insists: bool, role: str) -> None:
        key = self._meant(key, insists, is_submitted)
        life, stages = self.year.lives[key], STAGES[key[0]]
        allowed = life.status is Status.SUBMITTED and not self.year.is_in_doubt(key)
        allowed = allowed and role in ("", *stages[life.signed : life.signed + 1])
        with self.deed(allowed) as session:
            handover.accept(session, ref(*key), as_of=self.day, author=WHO, role=role)
        if allowed:
            life.signed += 1
            life.status = Status.DONE if life.signed == len(stages) else Status.SUBMITTED

    @somewhere(can_be_handed_in)
    @rule(key=a_step)
    def all_goes_well(self, key: Key) -> None:
        """Handed in and accepted, as it mostly is."""
        self.hand_in(key)
        for role in STAGES[key[0]]:
            self.accept(key, True, role)

    @somewhere(is_submitted)
    @rule(key=a_step, insists=insisting, role=st.sampled_from(["", "", "municipality", "coordinator"]))
    def give_back(self, key: Key, insists: bool, role: str) -> None:
        key = self._meant(key, insists, is_submitted)
        life = self.year.lives[key]
        allowed = life.status is Status.SUBMITTED and role in ("", STAGES[key[0]][life.signed])
        with self.deed(allowed) as session:
            handover.give_back(session, ref(*key), "нет подписи", as_of=self.day, author=WHO, role=role)
        if allowed:
            life.status, life.papers = Status.OPEN, set()

    @somewhere(is_closed)
    @rule(key=a_step, insists=insisting)
    def reopen(self, key: Key, insists: bool) -> None:
        key = self._meant(key, insists, is_closed)
        life = self.year.lives[key]
        allowed = life.status in FINAL
        with self.deed(allowed) as session:
            handover.reopen(session, ref(*key), "ошибка", as_of=self.day, author=WHO)
        if allowed:
            life.status, life.papers = Status.OPEN, set()

    # ── Orders ──

    @rule(key=a_step, days=how_long)
    def drop(self, key: Key, days: int | None) -> None:
        life, until = self.year.lives[key], self._until(days)
        allowed = life.status in UNFINISHED
        with self.deed(allowed) as session:
            self._waive(session, key, WaiverKind.DROP, until)
        if allowed:
            life.status, life.dropped_until = Status.WAIVED, until

    @rule(key=a_step, days=how_long)
    def let_past(self, key: Key, days: int | None) -> None:
        life, until = self.year.lives[key], self._until(days)
        allowed = life.status is not Status.WAIVED
        with self.deed(allowed) as session:
            self._waive(session, key, WaiverKind.GATE, until)
        if allowed:
            life.gates.append(until)

    @somewhere(is_let_past)
    @rule(key=a_step, insists=insisting)
    def take_back(self, key: Key, insists: bool) -> None:
        key = self._meant(key, insists, is_let_past)
        life = self.year.lives[key]
        allowed = self.year.has_order(key) and life.status is not Status.WAIVED
        with self.deed(allowed) as session:
            take_back(session, ref(key[0]), [key[1]] if key[1] else [], "отменён", as_of=self.day, author=WHO)
        if allowed:
            life.gates.remove(max(life.gates, key=lambda until: until or date.max))

    @rule(key=a_step, days=st.integers(-10, 60))
    def extend(self, key: Key, days: int) -> None:
        life = self.year.lives[key]
        to = life.due + timedelta(days)
        allowed = life.status in UNFINISHED and days > 0 and self.day <= to <= ENDS
        with self.deed(allowed) as session:
            of, schools = ref(key[0]), [key[1]] if key[1] else []
            extend(session, of, schools, to, "карантин", "министр", as_of=self.day, author=WHO)
        if allowed:
            life.due = to

    def _until(self, days: int | None) -> date | None:
        return None if days is None else self.day + timedelta(days)

    def _waive(self, session: Session, key: Key, kind: WaiverKind, until: date | None) -> None:
        grant, schools = Grant("приказ № 1", BEGAN, "министр", until), [key[1]] if key[1] else []
        waive_many(session, ref(key[0]), schools, kind, "так надо", grant, as_of=self.day, author=WHO)

    # ── Holds ──

    @rule(what=st.sampled_from(HELD), days=how_long)
    def hold(self, what: Held, days: int | None) -> None:
        until = self._until(days)
        with self.deed(True) as session:
            cycle = find_cycle(session, "six", 2024)
            holding.hold(session, cycle, what, "карантин", until, as_of=self.day, author=WHO)
        self.year.holds.append(Word(what, self.day, until or date.max))

    @rule(what=st.sampled_from(HELD), key=a_step, days=st.sampled_from([0, 1, 2]))
    def hold_over_a_rung(self, what: Held, key: Key, days: int) -> None:
        """What random deeds seldom come to: a rung that comes during a hold, which ends while it is the latest."""
        self.hold(what, None)
        self.a_rung_comes(key, 0)
        self.release(what)
        self.time_passes(days)

    @precondition(lambda people: people.year.holds)
    @rule(what=st.sampled_from(HELD))
    def release(self, what: Held) -> None:
        standing = [one for one in self.year.holds if one.about == what and self.day <= one.last and not one.is_over]
        with self.deed(bool(standing)) as session:
            cycle = find_cycle(session, "six", 2024)
            holding.release(session, cycle, 0, what, as_of=self.day, author=WHO)
        for one in standing:
            one.ended = self.day

    # ── Roles ──

    @rule(post=a_post, who=a_person, days=how_long)
    def bind(self, post: tuple[str, str], who: str, days: int | None) -> None:
        self._bind(post, who, "", self._until(days), is_allowed=True)

    @rule(post=a_post, who=a_person, days=st.sampled_from([0, 1, 5]))
    def stand_in(self, post: tuple[str, str], who: str, days: int) -> None:
        """Somebody takes the place of whoever holds the role today, for so many days."""
        away = self.year.holder(*post, self.day)
        self._bind(post, who, away or ANNA, self._until(days), is_allowed=away not in ("", who))

    def _bind(self, post: tuple[str, str], who: str, away: str, until: date | None, is_allowed: bool) -> None:
        role, school = post
        said = Said(PEOPLE[who], slack=who, place=Place(school), ends_on=until, substitute_for=PEOPLE.get(away, ""))
        with self.deed(is_allowed) as session:
            bind(session, self.at, held(session), six().party_by_code[role], said, as_of=self.day, author=WHO)
        if is_allowed:
            self.year.roles.append(Word((who, role, school, away), self.day, until or date.max))

    @rule(post=a_post)
    def leave(self, post: tuple[str, str]) -> None:
        """Nobody holds the role from this day on."""
        held = [one for one in self.year.roles if one.about[1:3] == post and self.day <= one.last and not one.is_over]
        said = Said("", place=Place(post[1]))
        with self.deed(bool(held)) as session:
            unbind(session, self.at, six().party_by_code[post[0]], said, self.day, as_of=self.day, author=WHO)
        for one in held:
            one.ended = self.day

    # ── What must always hold ──

    @invariant()
    def no_step_is_green_with_a_red_gate_that_no_order_opens(self) -> None:
        with reading(self.at) as session:
            book = self._book(session)
        for key, step in self._steps(book).items():
            life, state = self.year.lives[key], judge(step, book, self.day).state
            assert (step.status, step.due_on) == (life.status, life.due), key
            if step.status is Status.DONE:
                assert state is (State.SUSPECT if self.year.is_in_doubt(key) else State.DONE), (key, state)
            if step.status is Status.WAIVED:
                assert state is (State.WAIVED if self.year.is_let_off(key) else State.BLOCKED), (key, state)
        self._nothing_dropped_counts_as_done(book)

    def _nothing_dropped_counts_as_done(self, book: Book) -> None:
        steps = self._steps(book)
        told = summed_up(book.roadmap.by_code["B2"], [steps[key] for key in B2], book, self.day)
        really = sum(self.year.lives[key].status is Status.DONE for key in B2)
        assert told.counts.get(State.DONE, 0) + told.counts.get(State.SUSPECT, 0) == really

    @invariant()
    def the_journal_holds(self) -> None:
        with reading(self.at) as session:
            assert verify(session, find_cycle(session, "six", 2024)).problems == ()

    @invariant()
    def every_deadline_that_moved_is_on_the_record_and_moved_on(self) -> None:
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

    @invariant()
    def nobody_acted_who_was_not_entitled(self) -> None:
        """By the journal alone: who handed in from Slack led the step that day, and each word was of its own stage."""
        entries, signed = journal(self.at), Counter[int]()
        for entry in entries:
            if entry.move is Move.SUBMIT:
                signed[entry.step_id] = 0
            elif entry.move in (Move.ENDORSE, Move.ACCEPT) and entry.measure == "B2":
                word = Signature.from_evidence(entry.evidence)
                assert (word.stage, word.party) == (signed[entry.step_id], STAGES["B2"][signed[entry.step_id]])
                signed[entry.step_id] += 1
                assert (entry.move is Move.ACCEPT) is (signed[entry.step_id] == len(STAGES["B2"]))
        assert Counter(self._door(one) for one in entries if one.via.startswith("slack:")) == self.pressed

    def _door(self, entry: JournalEntry) -> tuple[str, Key, date]:
        return entry.via.removeprefix("slack:"), (entry.measure, entry.unit), entry.as_of

    @invariant()
    def each_day_has_its_one_holder(self) -> None:
        with reading(self.at) as session:
            contacts = contacts_of(session, self.at)
        for role, school in POSTS:
            for day in (BEGAN, self.day - timedelta(2), self.day, self.day + timedelta(5)):
                found = [one.slack for one in holders(contacts, role, school, day)]
                assert found == list(filter(None, [self.year.holder(role, school, day)])), (role, school, day)

    @invariant()
    def every_reminder_that_fell_due_was_sent_once_to_whom_it_concerned_and_nothing_else_was(self) -> None:
        arrived = [json.loads(line) for line in self.file.read_text("utf8").splitlines()] if self.file.exists() else []
        assert max(Counter(one["key"] for one in arrived).values(), default=1) == 1
        told = [(one["to"], fact) for one in arrived for fact in self._carried_by(one["key"], one["text"])]
        sent, due = Counter(told), Counter(self.year.sent)
        assert sent == due, ("sent, but not due", sent - due, "due, but not sent", due - sent)

    def _carried_by(self, key: str, text: str) -> list[Fact]:
        """What the message says of openings and rungs; each fact really stands in its text."""
        query = (
            select(Notice)
            .join(Carried, col(Carried.notice_id) == col(Notice.id))
            .join(Message, col(Message.id) == col(Carried.message_id))
            .where(Message.key == key, col(Notice.kind).in_(LADDER))
        )
        with reading(self.at) as session:
            notices = session.exec(query).all()
            facts = [_fact(one, _units_of(session, one)) for one in notices]
        assert all(one.text in text for one in notices)
        return facts

    def _book(self, session: Session) -> Book:
        return read_book(session, find_cycle(session, "six", 2024))

    def _steps(self, book: Book) -> dict[Key, Step]:
        found = {(step.measure, step.unit): step for units in book.steps.values() for step in units.values()}
        return {key: found[key] for key in KEYS}


def _units_of(session: Session, notice: Notice) -> tuple[str, ...]:
    """The schools whose steps the notice speaks of."""
    query = select(Step.unit).join(NoticeStep, col(NoticeStep.step_id) == col(Step.id))
    return tuple(sorted(session.exec(query.where(col(NoticeStep.notice_id) == notice.id))))


def _fact(notice: Notice, units: tuple[str, ...]) -> Fact:
    assert notice.due_on is not None
    return Fact(notice.kind, notice.measure, units, notice.due_on, notice.rung, notice.as_of)
