"""The curator's report says what the record says of its school in its period, and nothing of other schools."""

from datetime import date

import pytest
from sqlmodel import select

from models.errors import ForbiddenMove, NotFound, StaleVersion, VekhaError
from models.records import Deliverable, ListedSchool
from models.steps.status import Status
from tasks.database import reading, writing
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of, hand_in_draft
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.evidence import place
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FIRST,
    JANUARY,
    SECOND,
    computed,
    done,
    hand_in,
    opened,
    ref,
    six_with,
    the_step,
)
from tests.tasks.drafting.printed import printed

SEPTEMBER, OCTOBER = date(2024, 9, 20), date(2024, 10, 5)


@pytest.fixture
def played(any_home: Settings) -> Settings:
    """Two schools; the first has handed in B2 late and had it returned once, the second not at all."""
    opened(any_home, FIRST, SECOND, roadmap=six_with("D4", draft="curator_report"))
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST), as_of=SEPTEMBER)
    return any_home


def drafts(home: Settings, unit: str = "", as_of: date = OCTOBER) -> list[Draft]:
    return drafts_of(home, ref("D4", unit), as_of)


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


def test_each_school_has_a_report_of_its_own_made_in_one_go(played: Settings) -> None:
    assert [one.step.unit for one in drafts(played)] == [FIRST, SECOND]
    first, second = (text(one) for one in drafts(played))
    assert "о школе Школа № 1 (Кирсанов) за 01.09.2024 – 30.09.2024" in first
    assert "Школа № 2 (Мичуринск)" in second
    assert "Школа № 1" not in second


def test_what_was_closed_late_is_told_with_the_days(played: Settings) -> None:
    said = text(drafts(played, FIRST)[0])
    assert "Исполнено мероприятий: 1, из них позже срока: 1." in said
    assert "Анкетирование (п. 2) | ОО | 30.04.2024 | 20.09.2024 | позже срока на 143 дн." in said


def test_what_is_owed_is_told_as_overdue(played: Settings) -> None:
    said = text(drafts(played, SECOND)[0])
    assert "Просрочено: 1." in said
    assert "Просрочено\n4." in said
    assert "Мероприятие | Кто ведёт | Срок | Примечание\nАнкетирование (п. 2) | ОО | 30.04.2024 |" in said


def test_what_was_returned_in_the_period_is_counted(played: Settings) -> None:
    hand_in(played, ref("B2", SECOND), as_of=SEPTEMBER)
    with writing(played) as session:
        handover.give_back(session, ref("B2", SECOND), "нет подписи", as_of=SEPTEMBER, author=ANNA)
    assert "Возвращалось на доработку: 1." in text(drafts(played, SECOND)[0])
    assert "Возвращалось на доработку: 0." in text(drafts(played, FIRST)[0])


def test_why_a_school_is_helped_is_told_by_the_list_that_was_computed(played: Settings) -> None:
    with writing(played) as session:
        step = computed(session, the_step(played, "A1"))
        why = "ОГЭ, математика: 2024 — 7 из 20"
        session.add(ListedSchool(step_id=step, school=FIRST, r1=True, r2=False, small_n=False, procedures=why))
    said = text(drafts(played, FIRST)[0])
    assert "Процедуры с низкими результатами: ОГЭ, математика: 2024." in said
    assert "7 из 20" not in said, "pupils could be known by it"
    assert "школ с низкими результатами школы нет" in text(drafts(played, SECOND)[0])


def test_before_the_period_is_over_the_report_says_so(played: Settings) -> None:
    assert "Период ещё не закончился: отчёт говорит о нём по состоянию на 20 сентября" in text(
        drafts(played, FIRST, SEPTEMBER)[0]
    )
    assert "Период ещё не закончился" not in text(drafts(played, FIRST, OCTOBER)[0])


def test_the_same_record_makes_the_same_bytes(played: Settings) -> None:
    assert drafts(played, FIRST)[0].documents == drafts(played, FIRST)[0].documents


def test_a_draft_is_handed_in_as_it_is_with_the_number_that_a_person_gave(played: Settings) -> None:
    (draft,) = drafts(played, FIRST)
    said = Evidence(number="44", dated_on=OCTOBER)
    outcome = hand_in_draft(played, ref("D4", FIRST), said, as_of=OCTOBER, author=BORIS)
    assert outcome.status is Status.SUBMITTED
    with reading(played) as session:
        kept = session.exec(select(Deliverable).where(Deliverable.step_id == outcome.step.id)).one()
    assert (kept.title, kept.number, kept.dated_on) == ("Отчёт", "44", OCTOBER)
    assert place(played, kept.sha256).read_bytes() == draft.documents["Отчёт"].content


def test_a_gate_that_is_closed_stays_closed_to_drafts(played: Settings) -> None:
    with pytest.raises(ForbiddenMove, match="не исполнено: B2"):
        hand_in_draft(played, ref("D4", SECOND), Evidence(), as_of=OCTOBER, author=BORIS)


def test_one_school_at_a_time_is_handed_in(played: Settings) -> None:
    with pytest.raises(VekhaError, match="назовите школу"):
        hand_in_draft(played, ref("D4"), Evidence(), as_of=OCTOBER, author=BORIS)


def test_a_step_that_has_moved_since_is_not_handed_in(played: Settings) -> None:
    hand_in_draft(played, ref("D4", FIRST), Evidence(), as_of=OCTOBER, author=BORIS)
    moved = ref("D4", FIRST, version=the_step(played, "D4", FIRST).version - 1)
    with pytest.raises(StaleVersion):
        hand_in(played, moved, Evidence(number="1", dated_on=JANUARY), as_of=OCTOBER)


def test_a_measure_without_a_draft_says_who_writes_its_paper(played: Settings) -> None:
    with pytest.raises(NotFound, match="Для A1 Веха ничего не готовит"):
        drafts_of(played, ref("A1"), OCTOBER)


def test_what_is_closed_has_no_draft(played: Settings) -> None:
    hand_in_draft(played, ref("D4", FIRST), Evidence(), as_of=OCTOBER, author=BORIS)
    with writing(played) as session:
        handover.accept(session, ref("D4", FIRST), as_of=OCTOBER, author=ANNA)
    assert [one.step.unit for one in drafts(played)] == [SECOND]
    with pytest.raises(NotFound, match="которые ещё сдают"):
        drafts(played, FIRST)
