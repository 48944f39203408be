"""Indicators read from the record: closed steps, the approved list, what people have counted; the last word counts."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import object_session
from sqlmodel import select

from models.errors import ForbiddenMove, NotFound, VekhaError
from models.indicators.reading import Count, Met, Reading
from models.records import (
    Computation,
    Cycle,
    DataFinding,
    HelperAppointment,
    HelperKind,
    IndicatorCount,
    MentorMeeting,
    MentorPair,
)
from models.roadmap.definition import Indicator, Roadmap, Unit
from models.roadmap.needs import DataCheck, Prerequisite
from models.steps.status import Status
from models.steps.why.conditions import Condition, Lack, why
from tasks.database import reading, writing
from tasks.indicators.counting import Said, rename, state
from tasks.indicators.reading import indicators_of, known_of
from tasks.record.book import find_cycle, read_book, steps_of
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FIRST,
    JANUARY,
    MAY,
    SECOND,
    THIRD,
    done,
    hand_in,
    held,
    opened,
    ref,
    register,
    six_with,
)

CLOSED = Indicator(text="100% школ", counted="школы", at_least=1.0, by="schools_that_closed")
PRESENT = Indicator(text="не менее 3/4", counted="педагоги", at_least=0.75, per=Unit.SCHOOL)
ANSWERED = Indicator(text="100% школ", counted="школы", at_least=1.0, by="schools_that_answered")
LOW = Indicator(text="не более 50 %", counted="ШНОР", at_most=0.5, by="low_schools")


def roadmap() -> Roadmap:
    return six_with("B2", indicators=(CLOSED, PRESENT)).model_copy(update={"indicators": (LOW,)})


@pytest.fixture
def played(any_home: Settings) -> Settings:
    """Two schools on the list of a register of four; the first has closed B2."""
    opened(any_home, FIRST, SECOND, roadmap=roadmap())
    with writing(any_home) as session:
        register(session, THIRD, "edu680004")
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    return any_home


def read(home: Settings, as_of: date = MAY) -> list[Reading]:
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        return indicators_of(session, cycle, as_of, read_book(session, cycle))


def say(home: Settings, unit: str, many: int, of: int | None = 4, nth: int = 2, measure: str = "B2") -> None:
    with writing(home) as session:
        said = Said(measure, nth, Count(many, of), "протокол № 3", unit)
        state(session, held(session), said, as_of=MAY, author=ANNA)


def test_the_record_tells_what_is_closed_and_how_many_are_on_the_list(played: Settings) -> None:
    low, closed, present = read(played)
    assert (low.count, low.met) == (Count(2, 4), Met.MET)
    assert (closed.count, closed.met) == (Count(1, 2), Met.NOT_MET)
    assert (present.count, present.met) == (None, Met.NOT_AVAILABLE)


def test_what_people_have_counted_is_kept_and_the_last_word_counts(played: Settings) -> None:
    say(played, FIRST, 1)
    say(played, FIRST, 3)
    say(played, SECOND, 4)
    assert read(played)[2].met is Met.MET
    with reading(played) as session:
        assert len(session.exec(select(IndicatorCount)).all()) == 3


def test_a_count_that_cannot_be_is_refused_with_what_to_do(played: Settings) -> None:
    refusals: dict[str, Callable[[], None]] = {
        "--of": lambda: say(played, FIRST, 3, None),
        "Так не бывает": lambda: say(played, FIRST, 5, 4),
        "сама": lambda: say(played, FIRST, 1, nth=1),
        "--school": lambda: say(played, "", 3),
        "от 1 до 2": lambda: say(played, FIRST, 3, nth=3),
        "приказ не ставит": lambda: say(played, "", 3, measure="A1"),
        "нет в утверждённом списке": lambda: say(played, THIRD, 3),
    }
    for words, attempt in refusals.items():
        with pytest.raises((NotFound, VekhaError), match=words):
            attempt()
    with reading(played) as session:
        assert not session.exec(select(IndicatorCount)).all()


def test_plans_and_meetings_are_looked_up_once_for_all_schools(played: Settings) -> None:
    with writing(played) as session:
        cycle = held(session)
        assert cycle.id is not None
        at = datetime(2024, 5, 1, tzinfo=UTC)
        pair = MentorPair(
            cycle_id=cycle.id,
            school=FIRST,
            teacher="У-1",
            subject="математика",
            mentor_school=THIRD,
            mentor="У-9",
            began_on=JANUARY,
            approved_by="Анна",
            order_number="1",
            order_date=JANUARY,
            at=at,
        )
        session.add(pair)
        session.flush()
        assert pair.id is not None
        session.add(MentorMeeting(pair_id=pair.id, held_on=MAY, topic="Дроби", recorded_by="Анна", at=at))
    with reading(played) as session:
        cycle = find_cycle(session, "six", 2024)
        before, after = (known_of(session, cycle, day, read_book(session, cycle)) for day in (JANUARY, MAY))
    assert (before.mentored, after.mentored) == (frozenset(), {FIRST})
    assert (after.planned, after.curated) == (None, None), "nobody has proposed a plan or appointed a curator"


def appointment(cycle: Cycle, school: str, helper: str, on: date, kind: HelperKind = HelperKind.CURATOR) -> None:
    session = object_session(cycle)
    assert session is not None
    assert cycle.id is not None
    at = datetime(2024, 5, 1, tzinfo=UTC)
    session.add(
        HelperAppointment(
            cycle_id=cycle.id, kind=kind, school=school, helper=helper, as_of=on, at=at, actor="Анна", via="cli:anna"
        )
    )
    session.flush()


def test_a_curator_counts_from_the_day_of_the_order_to_the_day_it_ends(played: Settings) -> None:
    with writing(played) as session:
        cycle = held(session)
        appointment(cycle, FIRST, "К-1", JANUARY)
        appointment(cycle, SECOND, "К-1", JANUARY)
        appointment(cycle, SECOND, "", MAY)
    with reading(played) as session:
        cycle = find_cycle(session, "six", 2024)
        days = (date(2023, 12, 31), JANUARY, MAY)
        found = [known_of(session, cycle, day, read_book(session, cycle)) for day in days]
    assert [one.curated for one in found] == [None, {FIRST, SECOND}, {FIRST}]
    assert {one.partnered for one in found} == {None}


def test_answers_are_enough_where_they_were_looked_at_and_nothing_was_found(any_home: Settings) -> None:
    measures = six_with("B2", checks=(DataCheck(name="responses_are_enough"),), indicators=(ANSWERED,))
    opened(any_home, FIRST, SECOND, roadmap=measures)
    with writing(any_home) as session:
        cycle, at = held(session), datetime(2024, 5, 1, tzinfo=UTC)
        for step in steps_of(session, cycle, "B2"):
            assert step.id is not None
            told = {"analysis": "", "fingerprint": "f", "sources": "s", "result_sha256": "", "facts": "{}"}
            session.add(Computation(step_id=step.id, computed_at=at, **told))
        occurrence = steps_of(session, cycle, "B2")[0].occurrence
        place = {"cycle_id": cycle.id, "measure": "B2", "occurrence": occurrence, "check": "responses_are_enough"}
        finding = {"school": SECOND, "place": "Анкетирование", "message": "ответили 3 из 20", "blocking": True}
        session.add(DataFinding.model_validate({**place, **finding}))
    (found,) = read(any_home)
    assert (found.count, found.met) == (Count(1, 2), Met.NOT_MET)


def test_who_waits_for_indicators_opens_when_they_are_reached(any_home: Settings) -> None:
    waits = six_with("C3", prerequisites=(Prerequisite(measure="B2", share=0.5, reached=True),))
    measures = tuple(
        one.model_copy(update={"indicators": (PRESENT,)}) if one.code == "B2" else one for one in waits.measures
    )
    opened(any_home, FIRST, SECOND, roadmap=Roadmap(**{**dict(waits), "measures": measures}))
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    with pytest.raises(ForbiddenMove, match="B2 «Анкетирование»: показатели не достигнуты"):
        hand_in(any_home, ref("C3"), as_of=MAY)
    assert [one.lack for one in lacks(any_home)] == [Lack.INDICATORS]
    say(any_home, FIRST, 3, nth=1)
    say(any_home, SECOND, 4, nth=1)
    assert done(any_home, ref("C3"), as_of=MAY).status is Status.DONE


def lacks(home: Settings) -> tuple[Condition, ...]:
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
    return why(
        [step for (code, _key), units in book.steps.items() if code == "C3" for step in units.values()], book, MAY
    )


def test_counts_follow_measures_to_their_new_codes_even_when_two_change_places(played: Settings) -> None:
    say(played, FIRST, 3)
    with writing(played) as session:
        rename(session, held(session), {"B2": "A1", "A1": "B2"})
        (row,) = session.exec(select(IndicatorCount)).all()
        assert (row.measure, row.indicator) == ("A1", "не менее 3/4")
