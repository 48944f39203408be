"""Waivers on the record: several schools by one order, what they let past, taking back, and what the journal proves."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, delete, select

from models.errors import ForbiddenMove, StaleVersion, VekhaError
from models.records import GatePass, Waiver, WaiverKind
from models.roadmap.needs import DataNeed
from models.steps.decisions import Grant
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import Move, Status
from tasks.cycle.years import close_cycle
from tasks.database import reading, writing
from tasks.people.handover import give_back, reopen
from tasks.people.waiving import Waived, take_back, waive_many
from tasks.record.book import find_cycle, read_book
from tasks.record.standing import rows
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FEBRUARY,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    accept,
    done,
    hand_in,
    held,
    journal,
    opened,
    paper,
    ref,
    six_with,
    statuses,
    the_step,
)

ORDER = Grant("приказ № 12", date(2024, 2, 1), "заместитель министра", date(2024, 4, 1))


def waive(
    home: Settings,
    measure: str,
    *schools: str,
    gate: bool = True,
    grant: Grant = ORDER,
    as_of: date = FEBRUARY,
    version: int | None = None,
) -> list[Waived]:
    kind = WaiverKind.GATE if gate else WaiverKind.DROP
    of = ref(measure, version=version)
    with writing(home) as session:
        return waive_many(session, of, schools, kind, "справка задержана", grant, as_of=as_of, author=ANNA)


def state(home: Settings, measure: str, unit: str = "", as_of: date = MAY) -> State:
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
        return judge(the_step(home, measure, unit), book, as_of).state


def holds(home: Settings) -> bool:
    with reading(home) as session:
        return verify(session, find_cycle(session, "six", 2024)).holds


# ── Past a closed gate ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_lets_the_named_schools_hand_in_and_nobody_else(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    (let_past,) = waive(any_home, "B2", FIRST)
    assert let_past.sentence == "Ворота пройдены: приказ № 12 от 01.02.2024, до 01.04.2024. Сам шаг нужно исполнить."
    assert hand_in(any_home, ref("B2", FIRST)).status is Status.SUBMITTED
    with pytest.raises(ForbiddenMove, match="Сдавать рано, не исполнено: A1"):
        hand_in(any_home, ref("B2", SECOND))
    assert holds(any_home)


def test_whoever_signs_is_told_that_an_order_stands_in_for_no_data(home: Settings) -> None:
    opened(home, FIRST, roadmap=six_with("B2", data=(DataNeed(kind="vpr", years=(2024,)),)))
    (let_past,) = waive(home, "B2", FIRST)
    told = "Допуск записан: приказ № 12 от 01.02.2024, до 01.04.2024. Данных он не заменит, ждём: ВПР 2024."
    assert let_past.sentence == told
    with pytest.raises(ForbiddenMove, match="ВПР 2024"):
        hand_in(home, ref("B2", FIRST))


def test_what_is_handed_in_with_everything_before_it_done_needs_no_order_later(home: Settings) -> None:
    opened(home, FIRST)
    waive(home, "B2", FIRST)
    done(home, ref("A1"))
    done(home, ref("B2", FIRST))
    with reading(home) as session:
        assert session.exec(select(GatePass)).all() == []
    assert state(home, "B2", FIRST) is State.DONE


def test_what_was_done_under_a_lapsed_order_is_in_doubt_until_what_was_missing_is_done(any_home: Settings) -> None:
    opened(any_home, FIRST)
    waive(any_home, "B2", FIRST)
    done(any_home, ref("B2", FIRST))
    assert [state(any_home, "B2", FIRST, as_of=day) for day in (MARCH, MAY)] == [State.DONE, State.SUSPECT]
    done(any_home, ref("A1"), as_of=MAY)
    assert state(any_home, "B2", FIRST) is State.DONE


def test_what_is_in_doubt_is_neither_green_nor_blocking_for_others(home: Settings) -> None:
    opened(home, FIRST)
    waive(home, "B2", FIRST)
    done(home, ref("B2", FIRST))
    with reading(home) as session:
        told = {
            row.code: row for row in rows(session, find_cycle(session, "six", 2024), MAY) if row.unit in ("", FIRST)
        }
    assert (told["B2"].status, told["B2"].state, told["B2"].flags) == ("done", State.SUSPECT, ("suspect",))
    assert told["C3"].state is State.OPEN


def test_a_doubt_is_settled_by_the_next_order(any_home: Settings) -> None:
    opened(any_home, FIRST)
    waive(any_home, "B2", FIRST)
    done(any_home, ref("B2", FIRST))
    waive(any_home, "B2", FIRST, grant=Grant("приказ № 30", MAY, "министр"), as_of=MAY)
    assert state(any_home, "B2", FIRST) is State.DONE
    assert holds(any_home)


def test_what_is_handed_in_under_an_order_that_lapsed_since_is_not_accepted(home: Settings) -> None:
    opened(home, FIRST)
    waive(home, "B2", FIRST)
    hand_in(home, ref("B2", FIRST))
    with pytest.raises(ForbiddenMove, match=r"Принять нельзя, сданное под вопросом. Допуск .* истёк 01.04.2024"):
        accept(home, ref("B2", FIRST), as_of=MAY)
    done(home, ref("A1"), as_of=MAY)
    assert accept(home, ref("B2", FIRST), as_of=MAY).status is Status.DONE


def test_an_order_is_taken_back_and_nothing_of_it_is_forgotten(any_home: Settings) -> None:
    opened(any_home, FIRST)
    waive(any_home, "B2", FIRST)
    done(any_home, ref("B2", FIRST))
    with writing(any_home) as session:
        (back,) = take_back(session, ref("B2"), [FIRST], "приказ отменён", as_of=MARCH, author=ANNA)
    assert back.sentence == "Допуск отозван: приказ отменён"
    assert state(any_home, "B2", FIRST, as_of=MARCH) is State.SUSPECT
    assert [entry.move for entry in journal(any_home)][-1] is Move.REVOKE
    with reading(any_home) as session:
        assert len(session.exec(select(Waiver)).all()) == 1
    with pytest.raises(ForbiddenMove, match="отзывать нечего"), writing(any_home) as session:
        take_back(session, ref("B2"), [FIRST], "ещё раз", as_of=MARCH, author=ANNA)
    assert holds(any_home)


def test_what_a_step_was_returned_for_is_still_asked_of_it_when_an_order_lets_it_past(home: Settings) -> None:
    opened(home, FIRST)
    waive(home, "B2", FIRST)
    hand_in(home, ref("B2", FIRST), paper("1", "Анкеты"), paper("2", "Риск"))
    with writing(home) as session:
        give_back(session, ref("B2", FIRST), "нет подписи", as_of=FEBRUARY, author=ANNA)
    waive(home, "B2", FIRST, as_of=FEBRUARY)
    assert the_step(home, "B2", FIRST).reason == "нет подписи"


# ── Dropping ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_schools_are_dropped_by_one_order_all_or_none(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", SECOND))
    before = len(journal(any_home))
    with pytest.raises(ForbiddenMove, match="Снятие: сейчас нельзя"):
        waive(any_home, "B2", FIRST, SECOND, gate=False)
    assert len(journal(any_home)) == before
    assert [one.sentence for one in waive(any_home, "D4", FIRST, SECOND, gate=False)] == [
        "Снято: справка задержана (приказ № 12 от 01.02.2024, до 01.04.2024)."
    ] * 2


def test_what_is_dropped_for_a_time_is_missing_again_and_is_never_done(any_home: Settings) -> None:
    opened(any_home, FIRST)
    waive(any_home, "A1", gate=False)
    done(any_home, ref("B2", FIRST))
    assert [state(any_home, "A1", as_of=day) for day in (MARCH, MAY)] == [State.WAIVED, State.BLOCKED]
    assert [state(any_home, "B2", FIRST, as_of=day) for day in (MARCH, MAY)] == [State.DONE, State.SUSPECT]
    assert Status.DONE not in {status for (code, *_rest), status in statuses(any_home).items() if code == "A1"}
    with writing(any_home) as session:
        reopen(session, ref("A1"), "снятие истекло", as_of=MAY, author=ANNA)
    done(any_home, ref("A1"), as_of=MAY)
    assert state(any_home, "B2", FIRST) is State.DONE


def test_a_year_is_not_closed_over_what_a_lapsed_order_left_open(home: Settings) -> None:
    opened(home)
    waive(home, "A1", gate=False)
    for code in ("C3", "F6"):
        waive(home, code, gate=False, grant=Grant("приказ № 13", FEBRUARY, "министр"))
    with writing(home) as session, pytest.raises(VekhaError, match=r"допуск или снятие истекли у A1\. Почему"):
        close_cycle(session, held(session), MAY)
    with writing(home) as session:
        close_cycle(session, held(session), MARCH)


# ── Orders ──────────────────────────────────────────────────────────────────────────────────────────────────────────

UNSOUND = {
    "signed by nobody": (Grant("приказ № 1", FEBRUARY, " "), "кто его подписал"),
    "no order": (Grant(" ", FEBRUARY, "министр"), "Назовите приказ"),
    "not signed yet": (Grant("приказ № 1", MARCH, "министр"), "приказ № 1 от 15.03.2024: он ещё не подписан"),
    "over already": (
        Grant("приказ № 1", FEBRUARY, "министр", date(2024, 2, 14)),
        "Срок действия 14.02.2024 уже прошёл",
    ),
}


@pytest.mark.parametrize("why", UNSOUND)
def test_an_order_that_cannot_be_is_refused(home: Settings, why: str) -> None:
    opened(home)
    grant, told = UNSOUND[why]
    with pytest.raises(VekhaError, match=told):
        waive(home, "A1", gate=False, grant=grant)


def test_who_waives_a_step_that_has_changed_since_they_looked_is_told_how(home: Settings) -> None:
    opened(home)
    seen = the_step(home, "A1").version
    hand_in(home, ref("A1"))
    with pytest.raises(StaleVersion, match=r"сдача \(Борис, 15.02.2024\)"):
        waive(home, "A1", gate=False, version=seen)


def lengthened(waiver: Waiver) -> None:
    waiver.until = None


def resigned(waiver: Waiver) -> None:
    waiver.signer = "министр"


@pytest.mark.parametrize("meddle", [lengthened, resigned])
def test_a_waiver_that_is_edited_is_found(any_home: Settings, meddle: Callable[[Waiver], None]) -> None:
    opened(any_home, FIRST)
    waive(any_home, "B2", FIRST)
    with writing(any_home) as session:
        waiver = session.exec(select(Waiver)).one()
        meddle(waiver)
        session.add(waiver)
    with writing(any_home) as session:
        (problem,) = verify(session, held(session)).problems
    assert problem.endswith("снятие или допуск изменены помимо журнала.")


def test_a_waiver_that_is_gone_is_found(any_home: Settings) -> None:
    opened(any_home, FIRST)
    waive(any_home, "B2", FIRST)
    with writing(any_home) as session:
        session.exec(delete(Waiver).where(col(Waiver.id) > 0))
    assert not holds(any_home)
