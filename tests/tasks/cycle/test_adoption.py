"""A cycle moves to another version of its roadmap: what is said beforehand is what happens, and nothing is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from models.errors import NotFound, VekhaError
from models.records import RoadmapVersion, Step
from models.roadmap.definition import Measure, Roadmap, Unit
from models.steps.passage import Adoption, Fate, StepFate, sentences
from models.steps.state import State
from models.steps.status import Move, Status
from tasks.cycle.adoption import adopt
from tasks.cycle.dates import Dates, request_step, set_dates
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, read_book, recorded_definition, steps_of
from tasks.record.standing import rows
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FEBRUARY,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    approve,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    register,
    six,
    six_with,
    statuses,
    the_step,
)

ORDER = "приказ от 01.03.2024 № 9"
AUTUMN = "2024-09-01/2024-09-30"


def of_measures(*measures: Measure, **changes: Any) -> Roadmap:
    """The six measures' roadmap with these measures instead."""
    said = {name: getattr(six(), name) for name in Roadmap.model_fields}
    return Roadmap(**(said | {"measures": measures} | changes))


def without(code: str) -> Roadmap:
    """The six measures, one of them dropped, and nobody waiting for it."""
    kept = [one for one in six().measures if one.code != code]
    free = [
        one.model_copy(update={"prerequisites": tuple(n for n in one.prerequisites if n.measure != code)})
        for one in kept
    ]
    return of_measures(*free)


def recoded(old: str, new: str) -> Roadmap:
    """The six measures, one of them under another code, wherever it is named."""

    def told(measure: Measure) -> Measure:
        needed = tuple(
            one.model_copy(update={"measure": new}) if one.measure == old else one for one in measure.prerequisites
        )
        code = new if measure.code == old else measure.code
        return measure.model_copy(update={"code": code, "prerequisites": needed})

    return of_measures(*map(told, six().measures))


def a_measure(code: str, **said: Any) -> Measure:
    """A measure of a text of its own, done once for all in June."""
    defaults = {
        "title": f"Новое дело {code}",
        "text": f"Провести совещание по теме {code}",
        "schedule": "Июнь 2024",
        "item": "7",
        "prerequisites": (),
        "unit": Unit.ROADMAP,
        "deliverables": ("Протокол",),
    }
    return six().by_code["C3"].model_copy(update={"code": code} | defaults | said)


def adopted(
    home: Settings,
    roadmap: Roadmap,
    renamed: Mapping[str, str] | None = None,
    *,
    as_of: date = MARCH,
    year: int = 2024,
    write: bool = True,
) -> Adoption:
    """What moving the year to that version did, or would do."""
    with writing(home) as session:
        cycle = held(session, year)
        told = adopt(session, cycle, roadmap, renamed=renamed or {}, reason=ORDER, as_of=as_of, author=BORIS)
        if not write:
            session.rollback()
    return told


def fates(adoption: Adoption) -> dict[tuple[str, str], set[Fate]]:
    """(measure, unit) → what becomes of its steps."""
    found: dict[tuple[str, str], set[Fate]] = {}
    for one in adoption.fates:
        found.setdefault((one.measure, one.unit), set()).add(one.fate)
    return found


def assert_it_holds(home: Settings, year: int = 2024) -> None:
    with reading(home) as session:
        assert verify(session, find_cycle(session, "six", year)).problems == ()


# ── The story ───────────────────────────────────────────────────────────────────────────────────────────────────────


def next_version() -> Roadmap:
    """C3 is dropped, D4 moves from September to October, G7 is new."""
    moved = [
        one.model_copy(update={"schedule": "Октябрь 2024, 2025"}) if one.code == "D4" else one
        for one in without("C3").measures
    ]
    return of_measures(*moved, a_measure("G7", prerequisites=six().by_code["B2"].prerequisites))


def as_foretold(step: Step, fate: StepFate) -> bool:
    """Whether the step is what was said of it."""
    status = {Fate.NEW: Status.PLANNED, Fate.BACK: Status.PLANNED, Fate.WAIVED: Status.WAIVED}.get(
        fate.fate, fate.status
    )
    return (step.status, (step.opens_on, step.due_on)) == (status, fate.after)


def test_everything_said_beforehand_is_what_happens(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    hand_in(any_home, ref("B2", SECOND))
    before, entries = statuses(any_home), len(journal(any_home))

    foretold = adopted(any_home, next_version(), write=False)
    assert (statuses(any_home), len(journal(any_home))) == (before, entries)
    assert list(sentences(foretold, MARCH)) == [
        "C3 «План поддержки»: будет снят — мероприятие исключено (срок был 31.05.2024).",
        "D4 «Наставничество», школ: 2: срок 30.09.2024 станет 31.10.2024.",
        "G7 «Новое дело G7»: появится, срок 30.06.2024.",
    ]

    assert adopted(any_home, next_version()) == foretold
    steps = {key: the_step(any_home, key[0], key[2], key[1]) for key in statuses(any_home)}
    assert len(steps) == len(foretold.fates)
    for fate in foretold.fates:
        assert as_foretold(steps[fate.measure, fate.occurrence, fate.unit], fate), fate
    assert_it_holds(any_home)


def test_done_steps_are_untouched_and_each_step_keeps_the_version_it_was_planned_by(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    was = the_step(any_home, "A1")
    told = adopted(any_home, next_version())
    assert the_step(any_home, "A1") == was
    assert was.planned_by == told.before
    assert the_step(any_home, "C3").planned_by == told.before  # the last version that knew it
    for code, unit in (("B2", FIRST), ("D4", FIRST), ("G7", "")):
        assert the_step(any_home, code, unit).planned_by == told.after


def test_the_year_runs_by_the_new_version_and_the_old_one_stays_recorded(home: Settings) -> None:
    opened(home, FIRST)
    told = adopted(home, next_version())
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        assert recorded_definition(session, cycle)[0] == next_version()
        assert {one.sha256 for one in session.exec(select(RoadmapVersion))} == {told.before, told.after}


def test_twice_changes_nothing(any_home: Settings) -> None:
    opened(any_home, FIRST)
    adopted(any_home, next_version())
    before = statuses(any_home), len(journal(any_home))
    again = adopted(any_home, next_version())
    assert (again.is_needed, again.fates) == (False, ())
    assert (statuses(any_home), len(journal(any_home))) == before


def test_there_and_back_is_as_it_was(home: Settings) -> None:
    opened(home, FIRST)
    before = {key: (the_step(home, key[0], key[2]).due_on, status) for key, status in statuses(home).items()}
    adopted(home, next_version())
    back = adopted(home, six())
    assert fates(back)["C3", ""] == {Fate.BACK}
    assert fates(back)["G7", ""] == {Fate.WAIVED}
    now = {key: (the_step(home, key[0], key[2]).due_on, status) for key, status in statuses(home).items()}
    assert {key: found for key, found in now.items() if key[0] != "G7"} == before
    assert_it_holds(home)


def test_every_move_says_which_version_and_why(home: Settings) -> None:
    opened(home, FIRST)
    entries = len(journal(home))
    told = adopted(home, next_version())
    new = journal(home)[entries:]
    assert {entry.move for entry in new} == {Move.CREATE, Move.REPLAN, Move.WAIVE}
    assert all(entry.evidence == f"version:{told.after}" and ORDER in entry.reason for entry in new)
    assert {entry.actor for entry in new} == {BORIS.actor}


# ── What a step keeps ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_moved_deadline_leaves_what_a_step_was_returned_for(home: Settings) -> None:
    opened(home)
    hand_in(home, ref("A1"))
    with writing(home) as session:
        handover.give_back(session, ref("A1"), "нет подписи", as_of=FEBRUARY, author=ANNA)
    adopted(home, six_with("A1", schedule="Январь-апрель 2024"))
    step = the_step(home, "A1")
    assert (step.status, step.reason, step.due_on) == (Status.OPEN, "нет подписи", date(2024, 4, 30))
    assert_it_holds(home)


def test_the_deadline_of_what_was_handed_in_moves_too_and_it_stays_handed_in(home: Settings) -> None:
    opened(home)
    hand_in(home, ref("A1"))
    adopted(home, six_with("A1", schedule="Январь-апрель 2024"))
    assert (the_step(home, "A1").status, the_step(home, "A1").due_on) == (Status.SUBMITTED, date(2024, 4, 30))
    with writing(home) as session:
        handover.accept(session, ref("A1"), as_of=MARCH, author=ANNA)
    assert_it_holds(home)


def test_a_moved_step_is_still_the_one_that_others_wait_for(home: Settings) -> None:
    opened(home, FIRST)
    adopted(home, six_with("A1", schedule="Январь-март 2024"))
    done(home, ref("A1"), as_of=MARCH)
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
        waiting = {row.code: row.state for row in rows(session, find_cycle(session, "six", 2024), MARCH)}
    assert ("A1", "2024-01-01/2024-02-29") in book.plan
    assert waiting["B2"] is not State.WAITING


def test_a_moved_step_is_found_by_its_new_dates_and_by_its_old_ones(home: Settings) -> None:
    opened(home)
    adopted(home, six_with("A1", schedule="Март 2024"))
    hand_in(home, ref("A1", window="2024-03"), as_of=MARCH)
    with writing(home) as session:
        handover.accept(session, ref("A1", window="2024-01"), as_of=MARCH, author=ANNA)
    assert the_step(home, "A1").status is Status.DONE


def test_dates_that_a_person_gave_stay_when_the_plan_did_not_change_them(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        dates = Dates(date(2024, 10, 1), date(2024, 10, 31), "письмо № 5")
        set_dates(session, held(session), "F6", dates, as_of=FEBRUARY, author=ANNA)
    told = adopted(home, next_version())
    assert fates(told)["F6", ""] == {Fate.KEPT}
    assert the_step(home, "F6").due_on == date(2024, 10, 31)


def test_what_was_requested_stays(home: Settings) -> None:
    opened(home, FIRST)
    with writing(home) as session:
        dates = Dates(date(2024, 4, 1), date(2024, 4, 30), "письмо № 5")
        request_step(session, held(session), "E5", FIRST, dates, as_of=FEBRUARY, author=ANNA)
    assert fates(adopted(home, next_version()))["E5", FIRST] == {Fate.KEPT}


def test_prerequisites_of_steps_that_stay_follow_the_new_plan(home: Settings) -> None:
    opened(home, FIRST)
    adopted(home, six_with("B2", prerequisites=()))
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        (row,) = (row for row in rows(session, cycle, MARCH) if row.code == "B2")
    assert row.state is State.OPEN or row.reason.startswith("Откроется")


def test_a_measure_done_once_for_all_that_becomes_every_schools_is_planned_anew(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    told = adopted(home, six_with("C3", unit=Unit.SCHOOL))
    assert fates(told)["C3", ""] == {Fate.WAIVED}
    assert fates(told)["C3", FIRST] == fates(told)["C3", SECOND] == {Fate.NEW}


def test_a_deadline_that_moves_to_another_year_leaves_the_cycle(home: Settings) -> None:
    opened(home)
    told = adopted(home, six_with("C3", schedule="Май 2025"))
    (fate,) = (one for one in told.fates if one.measure == "C3")
    assert (fate.fate, fate.reason) == (Fate.WAIVED, "этот срок исключён из плана")


def test_a_second_deadline_is_a_second_step(home: Settings) -> None:
    opened(home)
    told = adopted(home, six_with("C3", schedule="Май 2024, ноябрь 2024"))
    assert fates(told)["C3", ""] == {Fate.KEPT, Fate.NEW}


def test_a_new_deadline_that_is_past_is_said_to_be(home: Settings) -> None:
    opened(home)
    told = adopted(home, six_with("C3", schedule="Февраль 2024"), as_of=MARCH)
    assert "Этот срок уже прошёл: шаг сразу будет просрочен." in "\n".join(sentences(told, MARCH))


def test_a_played_year_moves_like_a_real_one(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    adopted(home, next_version())
    assert_it_holds(home)


def test_the_next_year_opens_by_the_same_keys(home: Settings) -> None:
    opened(home, FIRST)
    later = six_with("A1", schedule="Январь-март 2024")
    adopted(home, later)
    opened(home, FIRST, roadmap=later, year=2025, as_of=date(2025, 1, 15))
    with reading(home) as session:
        first, second = (find_cycle(session, "six", year).version_id for year in (2024, 2025))
    assert first == second


def test_schools_that_enter_later_get_the_new_plans_steps(home: Settings) -> None:
    opened(home, FIRST)
    adopted(home, next_version())
    with writing(home) as session:
        register(session, SECOND)
        approve(session, held(session), [FIRST, SECOND], MAY)
    assert the_step(home, "D4", SECOND).due_on == the_step(home, "D4", FIRST).due_on == date(2024, 10, 31)
    assert the_step(home, "D4", SECOND).occurrence == the_step(home, "D4", FIRST).occurrence == AUTUMN


def test_what_was_done_of_a_dropped_measure_is_still_shown_as_done(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    adopted(any_home, without("A1"))
    with reading(any_home) as session:
        shown = {row.code: row for row in rows(session, find_cycle(session, "six", 2024), MAY)}
    assert (shown["A1"].state, shown["A1"].title) == (State.DONE, "Анализ результатов")
    assert shown["A1"].plan != shown["C3"].plan
    assert_it_holds(any_home)


# ── Codes that change ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_measure_that_seems_to_have_changed_its_code_is_refused_with_the_remedy(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match=r"C3 → S3 .*--rename C3=S3"):
        adopted(home, recoded("C3", "S3"))


def test_a_school_that_left_before_a_measure_was_renamed_gets_its_step_back(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    with writing(home) as session:
        approve(session, held(session), [FIRST], MARCH)
    adopted(home, recoded("D4", "R4"), {"D4": "R4"})
    with writing(home) as session:
        approve(session, held(session), [FIRST, SECOND], MAY)
    assert the_step(home, "R4", SECOND).status is Status.PLANNED
    assert_it_holds(home)


def test_a_renamed_measure_takes_its_history_along(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST), as_of=MARCH)
    was = the_step(any_home, "B2", FIRST)
    told = adopted(any_home, recoded("B2", "R2"), {"B2": "R2"})
    assert fates(told)["R2", FIRST] == {Fate.RENAMED}
    now = the_step(any_home, "R2", FIRST)
    assert (now.id, now.status, now.closed_on, now.result) == (was.id, Status.DONE, was.closed_on, was.result)
    done(any_home, ref("C3"), as_of=MAY)  # it waits for R2, which is done
    assert_it_holds(any_home)


def test_a_likely_new_code_can_be_said_to_be_another_measure(home: Settings) -> None:
    opened(home)
    told = adopted(home, recoded("C3", "S3"), {"C3": ""})
    assert fates(told)["C3", ""] == {Fate.WAIVED}
    assert fates(told)["S3", ""] == {Fate.NEW}


@pytest.mark.parametrize("renamed", [{"C3": "C4"}, {"Z9": "S3"}, {"C3": "A1"}, {"A1": "S3"}])
def test_a_renaming_that_does_not_fit_the_two_versions_is_refused(home: Settings, renamed: dict[str, str]) -> None:
    opened(home)
    with pytest.raises(VekhaError, match="только в прежней редакции"):
        adopted(home, recoded("C3", "S3"), renamed)


# ── Refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_changes_only_with_a_reason(home: Settings) -> None:
    opened(home)
    with pytest.raises(VekhaError, match="--reason"), writing(home) as session:
        adopt(session, held(session), six(), renamed={}, reason=" ", as_of=MARCH, author=ANNA)


def test_a_closed_year_keeps_its_plan(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        held(session).closed_at = journal(home)[-1].at
    with pytest.raises(VekhaError, match="закрыт"):
        adopted(home, next_version())


def test_a_year_outside_the_new_period_is_refused(home: Settings) -> None:
    opened(home)
    measures = (six().by_code["F6"].model_copy(update={"prerequisites": ()}),)
    with pytest.raises(VekhaError, match="вне периода"):
        adopted(home, of_measures(*measures, period="2025"))


def test_a_year_that_is_not_open_is_named(home: Settings) -> None:
    with pytest.raises(NotFound):
        adopted(home, next_version())


def test_nothing_is_left_of_a_refused_move(home: Settings) -> None:
    opened(home, FIRST)
    before = statuses(home)
    with pytest.raises(VekhaError):
        adopted(home, recoded("C3", "S3"))
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        assert recorded_definition(session, cycle)[0] == six()
        assert len(steps_of(session, cycle)) == len(before)
