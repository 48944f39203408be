"""What the model knows of the year: steps, holds, who holds which role, and whom to tell what on which day.

Steps: A1, then B2 in three schools (accepted in two stages), then C3 after half of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from models.steps.book import Held
from models.steps.status import Status
from tests.factories import FIRST, SECOND, THIRD
from tests.tasks.people.at_random.days import is_working, latest_rung, rung_day

Key = tuple[str, str]
A1, B2, C3 = ("A1", ""), (("B2", FIRST), ("B2", SECOND), ("B2", THIRD)), ("C3", "")
KEYS: tuple[Key, ...] = (A1, *B2, C3)
BEFORE: dict[str, tuple[Key, ...]] = {"A1": (), "B2": (A1,), "C3": B2}
PAPERS = {"A1": ("Справка",), "B2": ("Анкеты", "Рисковый профиль"), "C3": ("План",)}
PHASES = {"A1": "analysis", "B2": "risk_survey", "C3": "support_plan"}
OPENS = {"A1": date(2024, 1, 1), "B2": date(2024, 3, 1), "C3": date(2024, 5, 1)}
DUE = {"A1": date(2024, 2, 29), "B2": date(2024, 4, 30), "C3": date(2024, 5, 31)}
STAGES = {"A1": ("coordinator",), "B2": ("municipality", "coordinator"), "C3": ()}
UNFINISHED, NOT_HANDED_IN = (Status.PLANNED, Status.OPEN, Status.SUBMITTED), (Status.PLANNED, Status.OPEN)
# The coordinator stands in contacts.yaml; everybody else is bound and leaves at random.
ANNA, BORIS, VERA, GLEB = "U0ANNA0001", "U0BORIS001", "U0VERA0001", "U0GLEB0001"


@dataclass
class Life:
    """What the model knows of a step.

    papers: which of its documents are in; signed: how many have said their word
    gates:  the last day of each order that opens its gate, None for good; passed: it was handed in by one of them
    dropped_until: of a dropped step
    """

    due: date
    status: Status = Status.PLANNED
    papers: set[str] = field(default_factory=set)
    gates: list[date | None] = field(default_factory=list)
    passed: bool = False
    dropped_until: date | None = None
    signed: int = 0


@dataclass
class Word:
    """What was said once, of a hold or of a role: from which day to which it is true, unless it ends sooner.

    about: what is held; or who holds the role where, and (if not empty) in whose stead
    """

    about: tuple[str, ...]
    first: date
    last: date
    ended: date = date.max

    def is_true(self, day: date) -> bool:
        return self.first <= day <= self.last and day < self.ended

    @property
    def is_over(self) -> bool:
        return self.ended < date.max


@dataclass(frozen=True)
class Fact:
    """Something that somebody is to be told of steps: of an opening (rung None) or of a rung of the ladder."""

    kind: str
    measure: str
    units: tuple[str, ...]
    due: date
    rung: int | None
    day: date

    @property
    def is_red(self) -> bool:
        return self.kind in ("overdue", "escalation")

    @property
    def family(self) -> tuple[str, str, tuple[str, ...]]:
        """Of these only the last is worth telling."""
        return "escalation" if self.kind == "escalation" else "ladder", self.measure, self.units

    @property
    def weight(self) -> tuple[date, int, int]:
        says = {"reminder": 0, "opened": 1}.get(self.kind, 2)
        return self.due, says, self.rung or 0


# To whom, and what.
Told = tuple[str, Fact]


@dataclass
class Year:
    """The year as it should be."""

    day: date
    lives: dict[Key, Life] = field(default_factory=lambda: {key: Life(DUE[key[0]]) for key in KEYS})
    holds: list[Word] = field(default_factory=list)
    roles: list[Word] = field(default_factory=list)
    owed: list[Fact] = field(default_factory=list)
    waiting: list[Fact] = field(default_factory=list)
    sent: list[Told] = field(default_factory=list)

    # ── Steps ──

    def is_let_off(self, key: Key) -> bool:
        life = self.lives[key]
        return life.status is Status.WAIVED and (life.dropped_until is None or self.day <= life.dropped_until)

    def is_open(self, key: Key) -> bool:
        """Whether everything before the step is done, or let off."""
        asked = [one for one in BEFORE[key[0]] if not self.is_let_off(one)]
        done = sum(self.lives[one].status is Status.DONE for one in asked)
        return done >= ceil(len(asked) * (0.5 if key == C3 else 1))

    def has_order(self, key: Key) -> bool:
        return any(until is None or self.day <= until for until in self.lives[key].gates)

    def may_be_handed_in(self, key: Key) -> bool:
        is_passable = self.is_open(key) or self.has_order(key)
        return self.lives[key].status in NOT_HANDED_IN and is_passable and not self.is_held(key)

    def hand_in(self, key: Key, *papers: str) -> None:
        """So many documents come in; with the last one it is handed in."""
        life = self.lives[key]
        life.papers |= set(papers)
        if life.papers == set(PAPERS[key[0]]):
            life.passed = not self.is_open(key)
            life.status, life.signed = (Status.SUBMITTED if STAGES[key[0]] else Status.DONE), 0

    def is_in_doubt(self, key: Key) -> bool:
        rests_on_lapsed = any(
            self.lives[one].status is Status.WAIVED and not self.is_let_off(one) for one in BEFORE[key[0]]
        )
        is_red = not self.is_open(key) and not self.has_order(key)
        return is_red and (self.lives[key].passed or rests_on_lapsed)

    # ── Holds and roles ──

    def is_held(self, key: Key) -> bool:
        measure, unit = key
        its = {Held(unit), Held(measure=measure), Held(phase=PHASES[measure]), Held(unit, measure)} - {Held()}
        return any(one.is_true(self.day) and one.about in its for one in self.holds)

    def holder(self, role: str, school: str, day: date) -> str:
        """Who holds the role that day, or stands in for who does; empty: nobody."""
        true = [one.about for one in self.roles if one.is_true(day) and one.about[1:3] == (role, school)]
        bound = [who for who, _role, _school, away in true if not away]
        standing_in = {away: who for who, _role, _school, away in true if away}
        who, passed_over = (bound[-1] if bound else ""), set[str]()
        while who in standing_in and who not in passed_over:
            passed_over.add(who)
            who = standing_in[who]
        return who

    def leads(self, key: Key, day: date) -> str:
        """Who hands the step in."""
        return self.holder("school", key[1], day) if key in B2 else self.holder("ministry", "", day)

    # ── Notices ──

    def dawn(self) -> None:
        """What opens opens; every rung that has come is owed, once; what may be told today is told, once."""
        for key in KEYS:
            self._open(key)
        self._owe(list(self._rungs()))
        self._send()

    def _open(self, key: Key) -> None:
        life = self.lives[key]
        if life.status is Status.PLANNED and OPENS[key[0]] <= self.day and self.may_be_handed_in(key):
            life.status = Status.OPEN
            self._owe([Fact("opened", key[0], key[1:], life.due, None, self.day)])

    def _rungs(self) -> Iterator[Fact]:
        for key in KEYS:
            life = self.lives[key]
            rung = latest_rung(life.due, self.day)
            if rung is None or life.status not in NOT_HANDED_IN or self.is_held(key):
                continue
            if rung > 0:
                yield Fact("overdue", key[0], key[1:], life.due, rung, self.day)
            elif life.status is Status.OPEN and OPENS[key[0]] < rung_day(life.due, rung):
                yield Fact("reminder", key[0], key[1:], life.due, rung, self.day)
        yield from self._escalations()

    def _escalations(self) -> Iterator[Fact]:
        """The superior of both parties is the coordinator, who hears of all schools of a measure at once."""
        late: dict[tuple[str, date, int], list[str]] = defaultdict(list)
        for (measure, unit), life in self.lives.items():
            rung = latest_rung(life.due, self.day)
            is_late = rung is not None and rung >= 3 and life.status in NOT_HANDED_IN
            if rung is not None and is_late and not self.is_held((measure, unit)):
                fact = Fact("escalation", measure, (unit,), life.due, rung, self.day)
                if not self._is_owed(fact, unit):
                    late[measure, life.due, rung].append(unit)
        for (measure, due, rung), units in late.items():
            yield Fact("escalation", measure, tuple(units), due, rung, self.day)

    def _is_owed(self, fact: Fact, unit: str) -> bool:
        same = (fact.kind, fact.measure, fact.due, fact.rung)
        return any(unit in one.units and (one.kind, one.measure, one.due, one.rung) == same for one in self.owed)

    def _owe(self, facts: list[Fact]) -> None:
        new = [one for one in facts if one.rung is None or not self._is_owed(one, one.units[0])]
        self.owed += new
        self.waiting += new

    def _send(self) -> None:
        """A day off is for red ones; nothing handed in, held or moved meanwhile, and of a ladder the last only."""
        latest: dict[object, Fact] = {}
        for one in sorted(filter(self._is_news, self.waiting), key=lambda one: one.weight):
            latest[one.family] = one
        now = [one for one in latest.values() if one.is_red or is_working(self.day)]
        self.sent += [(self._reader(one), one) for one in now]
        self.waiting = [one for one in latest.values() if one not in now]

    def _is_news(self, fact: Fact) -> bool:
        lives = [self.lives[fact.measure, unit] for unit in fact.units]
        if fact.kind == "opened":
            return any(life.status is Status.OPEN for life in lives)
        if fact.kind == "reminder" and all(self.is_held((fact.measure, unit)) for unit in fact.units):
            return False
        return any(life.status in NOT_HANDED_IN and life.due == fact.due for life in lives)

    def _reader(self, fact: Fact) -> str:
        """Who held the role on the day of which it tells; the coordinator in place of nobody."""
        if fact.kind == "escalation":
            return GLEB
        return self.leads((fact.measure, fact.units[0]), fact.day) or GLEB
