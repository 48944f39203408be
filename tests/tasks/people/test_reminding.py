"""The ladder over all steps: each rung once, the latest only, to whom it belongs; and one query, however many steps."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import Notice, NoticeStep, Step
from models.roadmap.definition import Roadmap
from models.roadmap.reminders import Reminders
from models.steps.book import Held
from tasks.cycle.calendars import calendar_of
from tasks.database import reading, writing
from tasks.people.digests import owe_digests
from tasks.people.holding import hold, release
from tasks.people.reminding import remind, reminders_due
from tasks.people.sweeping import sweep
from tasks.record.book import recorded_definition
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, SECOND, THIRD, done, held, opened, ref, six

# A1 is due on 29 February 2024, a Thursday; the days before it have a holiday on the 23rd.
RUNGS = {
    date(2024, 2, 8): -14,
    date(2024, 2, 19): -7,
    date(2024, 2, 28): -1,
    date(2024, 2, 29): 0,
    date(2024, 3, 1): 1,
    date(2024, 3, 5): 3,
    date(2024, 3, 12): 7,
}


def reminded(home: Settings, day: date) -> list[tuple[str, int | None]]:
    """What the sweep of that day owes."""
    with writing(home) as session:
        before = {one.id for one in session.exec(select(Notice))}
        remind(session, home, held(session), day)
        found = session.exec(select(Notice).order_by(col(Notice.id))).all()
        return [(one.kind, one.rung) for one in found if one.id not in before]


def started(home: Settings, *schools: str, roadmap: Roadmap | None = None) -> None:
    """January: A1 is open."""
    opened(home, *schools, roadmap=roadmap)
    examine(home, "A1", Wish("six", 2024, date(2024, 1, 15)))


def test_each_rung_is_told_once_on_its_day_or_after(any_home: Settings) -> None:
    started(any_home, FIRST)
    told = {}
    for day in (date(2024, 1, 16), *RUNGS):
        told[day] = [rung for _kind, rung in reminded(any_home, day)]
        assert reminded(any_home, day) == []
    assert told.pop(date(2024, 1, 16)) == []
    assert {day: set(rungs) for day, rungs in told.items()} == {day: {rung} for day, rung in RUNGS.items()}


def test_of_missed_rungs_only_the_latest_is_told(home: Settings) -> None:
    started(home, FIRST)
    assert reminded(home, date(2024, 2, 28)) == [("reminder", -1)]


def test_the_superior_is_told_from_the_third_day_on(home: Settings) -> None:
    started(home, FIRST)
    assert reminded(home, date(2024, 3, 1)) == [("overdue", 1)]
    assert reminded(home, date(2024, 3, 5)) == [("overdue", 3), ("escalation", 3)]


def test_the_superior_hears_of_the_school_whose_hold_ended_after_another_was_told_of(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    third_day = date(2024, 5, 6)  # after B2's deadline, the last of April
    with writing(home) as session:
        hold(session, held(session), Held(FIRST), "карантин", as_of=third_day, author=ANNA)
    assert ("escalation", 3) in reminded(home, third_day)
    with writing(home) as session:
        release(session, held(session), 0, Held(FIRST), as_of=third_day, author=ANNA)
    assert reminded(home, third_day) == [("overdue", 3), ("escalation", 3)]
    assert reminded(home, third_day) == []


def test_who_was_told_of_several_schools_is_told_of_the_next_one_alone(any_home: Settings) -> None:
    home, third_day = any_home, date(2024, 5, 6)
    opened(home, FIRST, SECOND, THIRD)
    with writing(home) as session:
        hold(session, held(session), Held(SECOND), "карантин", as_of=third_day, author=ANNA)
    assert reminded(home, third_day).count(("escalation", 3)) == 1
    with writing(home) as session:
        release(session, held(session), 0, Held(SECOND), as_of=third_day, author=ANNA)
    assert reminded(home, third_day) == [("overdue", 3), ("escalation", 3)]
    assert reminded(home, third_day) == []
    assert [units for kind, units in spoken_of(home) if kind == "escalation"] == [{FIRST, THIRD}, {SECOND}]


def spoken_of(home: Settings) -> list[tuple[str, set[str]]]:
    """Of which schools' B2 each notice speaks, in the order in which they were owed."""
    with reading(home) as session:
        query = select(NoticeStep.notice_id, Step.unit).join(Step, col(Step.id) == col(NoticeStep.step_id))
        pairs = session.exec(query.where(Step.measure == "B2")).all()
        kinds = dict(session.exec(select(Notice.id, Notice.kind)).all())
    units = {number: {unit for notice, unit in pairs if notice == number} for number, _unit in pairs}
    return [(kinds[number], units[number]) for number in sorted(units)]


def test_a_party_may_have_another_superior_than_the_coordinator(home: Settings) -> None:
    parties = tuple(
        one.model_copy(update={"superior": "ministry"}) if one.code == "municipality" else one for one in six().parties
    )
    roadmap = Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"parties": parties})
    opened(home, FIRST, SECOND, THIRD, roadmap=roadmap)
    with writing(home) as session:
        remind(session, home, held(session), date(2024, 10, 8))
        above = session.exec(select(Notice).where(Notice.kind == "escalation", Notice.measure == "D4")).all()
    assert [(one.party, one.scope) for one in above] == [("ministry", "")]
    assert "3 школы" in above[0].text  # one for all that are late, not one for each


def test_nobody_is_above_the_coordinator(home: Settings) -> None:
    parties = tuple(one.model_copy(update={"superior": one.code}) for one in six().parties)
    roadmap = Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"parties": parties})
    started(home, FIRST, roadmap=roadmap)
    assert reminded(home, date(2024, 3, 5)) == [("overdue", 3)]


def test_a_roadmap_may_have_a_ladder_of_its_own(home: Settings) -> None:
    own = Reminders(rungs=(-5, 2), escalate_after=None)
    roadmap = Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"reminders": own})
    started(home, FIRST, roadmap=roadmap)
    assert [reminded(home, day) for day in (date(2024, 2, 8), date(2024, 2, 21), date(2024, 3, 12))] == [
        [],
        [("reminder", -5)],
        [("overdue", 2)],
    ]


def test_what_is_handed_in_is_not_reminded_of(home: Settings) -> None:
    started(home, FIRST)
    done(home, ref("A1"))
    assert not any(rung for _kind, rung in reminded(home, date(2024, 2, 28)))


def test_a_rung_before_the_window_opens_is_none(home: Settings) -> None:
    early = Reminders(rungs=(-45, -7))
    roadmap = Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"reminders": early})
    started(home, FIRST, roadmap=roadmap)
    assert reminded(home, date(2024, 1, 16)) == []


def test_the_phases_and_the_sweep_owe_the_same_thing_once(home: Settings) -> None:
    started(home, FIRST)
    examine(home, "A1", Wish("six", 2024, date(2024, 2, 28)))
    assert reminded(home, date(2024, 2, 28)) == []


def test_candidates_come_from_the_index(home: Settings) -> None:
    started(home, FIRST)
    with reading(home) as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT DISTINCT due_on FROM step"
            " WHERE cycle_id = 1 AND status IN ('planned', 'open') AND due_on <= '2025-01-01'"
        )
        assert "ix_step_cycle_id_status_due_on" in str(plan.all())
        cycle = held(session)
        roadmap, _plan = recorded_definition(session, cycle)
        due = list(reminders_due(session, cycle, roadmap, calendar_of(session, cycle), date(2024, 2, 28)))
    assert [(kind, group.party, group.rung) for kind, group in due] == [(NoticeKind.REMINDER, "ministry", -1)]


def test_the_sweep_leaves_played_cycles_alone(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    assert sweep(home) == 0


def digested(home: Settings, day: date) -> list[Notice]:
    with writing(home) as session:
        owe_digests(session, held(session), day)
        return list(session.exec(select(Notice).where(Notice.kind == "digest").order_by(col(Notice.id))))


def test_a_week_has_one_digest_on_its_first_working_day_that_anybody_looks_at(any_home: Settings) -> None:
    started(any_home, FIRST)
    assert digested(any_home, date(2024, 1, 20)) == []  # a Saturday
    first = digested(any_home, date(2024, 1, 23))
    assert {one.party for one in first} == {"ministry", "coordinator"}
    assert digested(any_home, date(2024, 1, 26)) == first
    assert len(digested(any_home, date(2024, 1, 29))) == 2 * len(first)


def test_a_digest_counts_what_is_open_and_the_coordinators_all_that_is_late(home: Settings) -> None:
    started(home, FIRST, SECOND)
    told = {one.party: one.text for one in digested(home, date(2024, 3, 4))}
    assert "За вами: открыто — 1, просрочено — 1, ждёт приёмки — 0." in told["ministry"]
    assert "Ближайшие сроки: A1 до 29.02.2024." in told["ministry"]
    assert "По карте: открыто — 1, просрочено — 1" in told["coordinator"]
    assert "Опаздывают: Министерство — 1." in told["coordinator"]


@pytest.mark.parametrize("rungs", [(), (0, 0), (3, 1)])
def test_a_ladder_ascends(rungs: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"ступени|at least 1"):
        Reminders(rungs=rungs)
