"""The budget: over random years nobody gets two calm messages a day, nothing owed is lost, nothing is told twice."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.people.budget import Item, Quiet, Reader, StepNow, decide, still_holds, superseded
from models.people.facts import RED, NoticeKind
from models.roadmap.calendar import russia
from models.steps.status import Status

CALENDAR = russia(2024)
ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Irkutsk", "Asia/Kamchatka")
MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY = date(2024, 8, 30)


def item(number: int = 1, kind: NoticeKind = NoticeKind.OPENED, measure: str = "T05", **said: object) -> Item:
    return Item(number, kind, (measure,), FRIDAY, **said)  # type: ignore[arg-type]


def reader(hour: int = 10, day: date = FRIDAY, **said: object) -> Reader:
    return Reader(datetime.combine(day, time(hour), MOSCOW), CALENDAR, **said)  # type: ignore[arg-type]


def test_everything_goes_in_one_message_when_the_day_allows_it() -> None:
    items = (item(1), item(2, NoticeKind.OVERDUE))
    made = decide(items, reader())
    assert (made.now, made.later, made.is_red) == (items, (), False)


@pytest.mark.parametrize(
    ("who", "until"),
    [
        (reader(hour=3), datetime(2024, 8, 30, 7, tzinfo=MOSCOW)),
        (reader(hour=21), datetime(2024, 9, 2, 7, tzinfo=MOSCOW)),
        (reader(day=date(2024, 8, 31)), datetime(2024, 9, 2, 7, tzinfo=MOSCOW)),
        (reader(day=date(2024, 11, 4)), datetime(2024, 11, 5, 7, tzinfo=MOSCOW)),
        (reader(told_on=FRIDAY), datetime(2024, 9, 2, 7, tzinfo=MOSCOW)),
        (reader(awaits=True), datetime(2024, 9, 2, 7, tzinfo=MOSCOW)),
    ],
    ids=["at night", "in the evening", "on a Saturday", "on a holiday", "when told today", "when one is on its way"],
)
def test_what_is_red_goes_at_once_and_the_rest_waits_for_a_working_morning(who: Reader, until: datetime) -> None:
    calm, red = item(1), item(2, NoticeKind.RETURNED)
    made = decide((calm, red), who)
    assert (made.now, made.later, made.until, made.is_red) == ((red,), (calm,), until, True)


def test_quiet_hours_may_lie_within_one_day() -> None:
    siesta = Quiet(time(13), time(15))
    assert siesta.disturbs(datetime(2024, 8, 30, 14, tzinfo=MOSCOW), CALENDAR)
    assert not siesta.disturbs(datetime(2024, 8, 30, 16, tzinfo=MOSCOW), CALENDAR)


def test_only_the_latest_rung_of_a_ladder_is_told() -> None:
    missed = [item(n, NoticeKind.REMINDER, rung=rung, due_on=FRIDAY) for n, rung in enumerate((-14, -7, -1, 0), 1)]
    late = [item(n, NoticeKind.OVERDUE, rung=rung, due_on=FRIDAY) for n, rung in enumerate((1, 3), 5)]
    other = item(9, NoticeKind.REMINDER, "T06", rung=-7, due_on=FRIDAY)
    assert superseded([*late, *missed, other]) == {1, 2, 3, 4, 5}


def test_a_moved_deadline_outweighs_what_was_said_of_the_old_one() -> None:
    old = item(1, NoticeKind.OVERDUE, rung=3, due_on=FRIDAY)
    assert superseded([old, item(2, NoticeKind.REMINDER, rung=-7, due_on=date(2024, 9, 30))]) == {1}


def test_an_opening_needs_no_reminder_beside_it_and_an_overdue_needs_no_opening() -> None:
    opening = item(1, NoticeKind.OPENED, due_on=FRIDAY)
    assert superseded([opening, item(2, NoticeKind.REMINDER, rung=-1, due_on=FRIDAY)]) == {2}
    assert superseded([opening, item(2, NoticeKind.OVERDUE, rung=1, due_on=FRIDAY)]) == {1}


def test_a_fact_of_several_schools_stays_until_all_of_them_are_told_of_later() -> None:
    both = item(1, NoticeKind.ESCALATION, rung=3, due_on=FRIDAY, steps=frozenset({1, 2}))
    first, second = (item(n, NoticeKind.ESCALATION, rung=7, due_on=FRIDAY, steps=frozenset({n - 1})) for n in (2, 3))
    assert superseded([both, first]) == frozenset()
    assert superseded([both, first, second]) == {1}


def test_escalations_and_digests_are_counted_apart() -> None:
    late = item(1, NoticeKind.OVERDUE, rung=3, due_on=FRIDAY)
    assert superseded([late, item(2, NoticeKind.ESCALATION, rung=3, due_on=FRIDAY)]) == frozenset()
    assert superseded([item(1, NoticeKind.DIGEST, ""), item(2, NoticeKind.DIGEST, "")]) == {1}
    assert superseded([item(1, NoticeKind.RETURNED), item(2, NoticeKind.RETURNED)]) == frozenset()


@pytest.mark.parametrize(
    ("kind", "holds", "no_more"),
    [
        (NoticeKind.OPENED, StepNow(Status.OPEN), StepNow(Status.SUBMITTED)),
        (NoticeKind.REMINDER, StepNow(Status.OPEN, FRIDAY), StepNow(Status.SUBMITTED, FRIDAY)),
        (NoticeKind.OVERDUE, StepNow(Status.PLANNED, FRIDAY), StepNow(Status.OPEN, date(2024, 9, 30))),
        (NoticeKind.ESCALATION, StepNow(Status.OPEN, FRIDAY), StepNow(Status.WAIVED, FRIDAY)),
        (NoticeKind.RETURNED, StepNow(Status.OPEN, reason="нет подписи"), StepNow(Status.SUBMITTED)),
        (NoticeKind.STALE, StepNow(Status.DONE), StepNow(Status.OPEN)),
        (NoticeKind.EXTENDED, StepNow(Status.OPEN), StepNow(Status.DONE)),
    ],
)
def test_nobody_is_told_what_no_longer_holds(kind: NoticeKind, holds: StepNow, no_more: StepNow) -> None:
    fact = item(1, kind, due_on=FRIDAY)
    assert still_holds(fact, [no_more, holds])
    assert not still_holds(fact, [no_more])


def test_who_was_dropped_anew_needs_no_word_of_the_order_that_lapsed() -> None:
    lapsed = item(1, NoticeKind.LAPSED)
    before, that_day = (StepNow(Status.WAIVED, closed_on=day) for day in (date(2024, 8, 1), FRIDAY))
    assert still_holds(lapsed, [before])
    assert not still_holds(lapsed, [that_day])
    assert not still_holds(lapsed, [StepNow(Status.OPEN)])


def test_corrected_data_block_nothing_and_news_of_the_past_stay_news() -> None:
    assert not still_holds(item(1, NoticeKind.BLOCKED_BY_DATA), (), has_findings=False)
    assert still_holds(item(1, NoticeKind.BLOCKED_BY_DATA), ())
    assert still_holds(item(1, NoticeKind.PHASE_COMPLETE), ())


@dataclass
class Life:
    """A reader's year: facts come, passes look, some sendings fail; what was told when."""

    zone: str
    owed: list[Item] = field(default_factory=list)
    told: list[tuple[datetime, tuple[Item, ...]]] = field(default_factory=list)
    told_on: date | None = None
    dropped: set[int] = field(default_factory=set)
    known: dict[int, Item] = field(default_factory=dict)

    def passes(self, now: datetime) -> None:
        """What the outbox does: what is needless goes, the rest is decided."""
        gone = superseded(self.owed)
        self.dropped |= gone
        self.owed = [one for one in self.owed if one.number not in gone]
        who = Reader(now.astimezone(ZoneInfo(self.zone)), CALENDAR, told_on=self.told_on)
        made = decide(self.owed, who)
        if made.now:
            self.told.append((who.moment, made.now))
            if not made.is_red:
                self.told_on = who.moment.date()
        self.owed = list(made.later)


KINDS = st.sampled_from(list(NoticeKind))


@st.composite
def years(draw: st.DrawFn) -> Life:
    """A year of facts of every kind at random moments, looked at now and then."""
    life, moment = Life(draw(st.sampled_from(ZONES))), datetime(2024, 1, 9, 6, tzinfo=UTC)
    for number in range(1, draw(st.integers(1, 40))):
        moment += timedelta(hours=draw(st.integers(0, 200)))
        due_on = FRIDAY + timedelta(days=draw(st.integers(0, 2)))
        rung = draw(st.sampled_from((-14, -7, -1, 0, 1, 3, 7)))
        about = (draw(st.sampled_from("ABC")),)
        life.known[number] = Item(number, draw(KINDS), about, moment.date(), rung, due_on)
        life.owed.append(life.known[number])
        if draw(st.booleans()):
            life.passes(moment)
    for _day in range(20):
        moment += timedelta(hours=12)
        life.passes(moment)
    return life


@given(years())
@settings(max_examples=150, deadline=None)
def test_over_random_years_nobody_gets_two_calm_messages_a_day(life: Life) -> None:
    calm = Counter(at.date() for at, items in life.told if not all(one.kind in RED for one in items))
    assert max(calm.values(), default=0) <= 1


@given(years())
@settings(max_examples=150, deadline=None)
def test_over_random_years_what_is_calm_disturbs_nobody(life: Life) -> None:
    for at, items in life.told:
        if not all(one.kind.is_red for one in items):
            assert not Quiet().disturbs(at, CALENDAR)


@given(years())
@settings(max_examples=150, deadline=None)
def test_over_random_years_nothing_is_lost_and_nothing_told_twice(life: Life) -> None:
    told = [one.number for _at, items in life.told for one in items]
    assert len(told) == len(set(told))
    assert life.owed == []
    assert not life.dropped & set(told)


@given(years())
@settings(max_examples=100, deadline=None)
def test_over_random_years_what_is_dropped_was_outdone_by_something_told(life: Life) -> None:
    told = {(one.about, one.kind is NoticeKind.ESCALATION) for _at, items in life.told for one in items}
    for one in life.known.values():
        assert one.number not in life.dropped or (one.about, one.kind is NoticeKind.ESCALATION) in told


def test_a_decision_keeps_until_the_moment_that_it_names() -> None:
    late = reader(hour=23)
    made = decide((item(),), late)
    assert made.until is not None
    assert decide(made.later, replace(late, moment=made.until)).now == (item(),)
    assert decide(made.later, replace(late, moment=made.until - timedelta(minutes=1))).now == ()
