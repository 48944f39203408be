"""Who helps which school: people's last word counts, an order appoints, nothing written is ever changed."""

from pathlib import Path

import pandas as pd
import pytest
from sqlmodel import select

from models.errors import NotFound, VekhaError
from models.mentoring.helpers import Helped
from models.records import HelperAppointment, HelperKind, ResultTable, Step, Wish
from tasks.data.datasets import save_frame
from tasks.database import reading, writing
from tasks.mentoring import helping
from tasks.mentoring.proposing_helpers import as_helped, helpers_proposed, risks_of
from tasks.record.book import find_cycle
from tasks.settings import Settings
from tests.factories import ANNA, BORIS, FEBRUARY, FIRST, MARCH, SECOND, THIRD, computed, held, opened, register
from tests.tasks.mentoring.school_year import ORDER
from tests.tasks.survey.field import ENOUGH, HEAD, answers, confirm, load, pick

CURATORS = "Код куратора;Организация;Направления;Сколько школ\nК-1;ТОИПКРО;RF06;2\nК-2;ТОИПКРО;RF01;2\n"
SCHOOLS = "Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей\n" + "".join(
    f"{login};11100{n};682900000{n};МБОУ «СОШ № {n}»;Лесной район;СОШ;;100;12\n"
    for n, login in enumerate((FIRST, SECOND, THIRD), 1)
)
C, P = HelperKind.CURATOR, HelperKind.PARTNER


def begun(home: Settings, folder: Path) -> None:
    """Two schools are helped, a third may help; curators are loaded."""
    opened(home, FIRST, SECOND)
    load(home, folder, "schools.csv", SCHOOLS)
    load(home, folder, "curators.csv", CURATORS)


def appoint(home: Settings, kind: HelperKind, *helped: Helped) -> list[HelperAppointment]:
    with writing(home) as session:
        return helping.approve(session, held(session), kind, helped, ORDER, as_of=FEBRUARY, author=ANNA)


def wish(home: Settings, kind: HelperKind, school: str, helper: str, what: Wish, reason: str = "так решили") -> None:
    with writing(home) as session:
        helping.wish(session, held(session), kind, (school, helper), what, reason, as_of=MARCH, author=BORIS)


def stands(home: Settings, kind: HelperKind) -> dict[str, str]:
    with reading(home) as session:
        return {one.school: one.helper for one in helping.appointed(session, held(session), kind)}


def proposed(home: Settings, kind: HelperKind, *, anew: bool = False) -> dict[str, str]:
    return {one.school: one.helper for one in as_helped(helpers_proposed(home, "six", 2024, kind, anew=anew))}


def test_an_order_appoints_and_a_repeat_changes_nothing(any_home: Settings, tmp_path: Path) -> None:
    begun(any_home, tmp_path)
    assert len(appoint(any_home, C, Helped(FIRST, "К-1", "RF06"), Helped(SECOND, "К-2"))) == 2
    assert appoint(any_home, C, Helped(FIRST, "К-1"), Helped(SECOND, "К-2")) == []
    assert stands(any_home, C) == {FIRST: "К-1", SECOND: "К-2"}


def test_another_helper_takes_the_place_and_the_first_stays_on_record(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    appoint(home, C, Helped(FIRST, "К-1"))
    appoint(home, C, Helped(FIRST, "К-2"))
    assert stands(home, C) == {FIRST: "К-2"}
    with reading(home) as session:
        assert [one.helper for one in session.exec(select(HelperAppointment))] == ["К-1", "К-2"]


def test_a_forbidden_pair_ends_and_is_not_appointed(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    appoint(home, C, Helped(FIRST, "К-1"))
    wish(home, C, FIRST, "К-1", Wish.FORBIDDEN)
    assert stands(home, C) == {}
    with pytest.raises(VekhaError, match="Эти пары запрещены"):
        appoint(home, C, Helped(FIRST, "К-1"))
    wish(home, C, FIRST, "К-1", Wish.PINNED)
    assert len(appoint(home, C, Helped(FIRST, "К-1"))) == 1


def test_what_makes_no_sense_is_refused(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    wish(home, C, FIRST, "К-1", Wish.PINNED)
    with pytest.raises(VekhaError, match="уже закреплён К-1"):
        wish(home, C, FIRST, "К-2", Wish.PINNED)
    with pytest.raises(VekhaError, match="Назовите причину"):
        wish(home, C, FIRST, "К-1", Wish.PINNED, " ")
    with pytest.raises(VekhaError, match="не бывают опорными"):
        appoint(home, P, Helped(FIRST, SECOND))
    with pytest.raises(NotFound, match="нет в целевой группе"):
        appoint(home, P, Helped(THIRD, THIRD))
    with pytest.raises(NotFound, match="В реестре нет школ"):
        appoint(home, P, Helped(FIRST, "edu680999"))


def test_curators_are_proposed_by_what_the_schools_have_chosen(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    load(home, tmp_path, "answers.csv", HEAD + answers(home, FIRST, ENOUGH) + answers(home, SECOND, ENOUGH))
    for school, factor in ((FIRST, "RF06"), (SECOND, "RF01")):
        confirm(home, school)
        pick(home, school, factor)
    assert proposed(home, C) == {FIRST: "К-1", SECOND: "К-2"}


def test_who_helps_already_goes_on_unless_asked_anew(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    appoint(home, C, Helped(FIRST, "К-1"), Helped(SECOND, "К-1"))
    assert proposed(home, C) == {FIRST: "К-1", SECOND: "К-1"}
    assert sorted(proposed(home, C, anew=True).values()) == ["К-1", "К-2"]


def test_partners_are_those_who_are_willing_where_no_results_are_stable(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    with pytest.raises(NotFound, match="Опорных школ предложить нельзя"):
        proposed(home, P)
    load(home, tmp_path, "partners.csv", f"Логин;Сколько школ примет\n{THIRD};1\n")
    found = helpers_proposed(home, "six", 2024, P)
    assert found.pairs["helper"].tolist() == [THIRD]
    assert found.left["reason"].tolist() == ["all_taken"]


def test_without_a_list_of_curators_or_schools_it_is_said_what_is_lacking(home: Settings) -> None:
    with writing(home) as session:
        register(session, FIRST)
    opened(home)
    with pytest.raises(NotFound, match="ещё не утверждён"):
        proposed(home, C)


def test_partners_have_stably_high_results_where_a_list_says_so(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path)
    listed = pd.DataFrame({"school": [THIRD, SECOND], "kind": ["stably_high", "at_risk"]}, dtype="string")
    frame = save_frame(home, listed)
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        session.add(
            ResultTable(
                step_id=computed(session, step, "school_lists"), name="list", frame=frame, rows=2, restricted=False
            )
        )
    found = helpers_proposed(home, "six", 2024, P)
    assert found.pairs[["helper", "is_stably_high", "has_answered"]].to_numpy().tolist() == [[THIRD, True, False]]


def test_in_a_year_without_a_questionnaire_any_curator_will_do(home: Settings, tmp_path: Path) -> None:
    opened(home, FIRST, year=2025)
    load(home, tmp_path, "schools.csv", SCHOOLS)
    load(home, tmp_path, "curators.csv", CURATORS)
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2025)
        cycle.year = 2019
        assert risks_of(session, home, cycle, [FIRST]) == {FIRST: []}
    assert len(helpers_proposed(home, "six", 2025, C).pairs) == 1
