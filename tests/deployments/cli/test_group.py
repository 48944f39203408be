"""`vekha group`: Vekha proposes with the numbers behind it, a person approves, strikes and adds with a reason."""

import pytest

from models.records import ListedSchool, Step
from models.steps.status import Status
from tasks.database import writing
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD, computed, register, statuses, the_step

ON = ("--as-of", "2024-02-15")
ORDER = ("--order", "21", "--dated", "2024-02-14", "--reason", "решение комиссии", *ON)
UNREASONED = ("--order", "21", "--dated", "2024-02-14", *ON)


@pytest.fixture
def proposed(vekha: Vekha, home: Settings) -> Vekha:
    """The rules have listed the second and the third school."""
    with writing(home) as session:
        register(session, THIRD)
        step = session.get_one(Step, the_step(home, "A1").id)
        step_id = computed(session, step)
        for school, r1 in ((SECOND, True), (THIRD, False)):
            low = "ВПР 5, математика: 2023 — 21 из 67"
            session.add(ListedSchool(step_id=step_id, school=school, r1=r1, r2=not r1, small_n=False, procedures=low))
    return vekha


def members(vekha: Vekha) -> list[str]:
    return [one["school"] for one in vekha("group", "show", *ON, "--json").json]


def test_a_proposal_shows_the_numbers_behind_it(proposed: Vekha) -> None:
    shown = proposed("group", "propose", *ON).said
    assert "21 из 67" in shown
    assert "vekha group approve" in shown
    told = proposed("group", "propose", *ON, "--json").json
    assert [(row["school"], row["r1"], row["r2"]) for row in told] == [(SECOND, True, False), (THIRD, False, True)]


def test_without_results_there_is_nothing_to_propose(vekha: Vekha) -> None:
    refused = vekha("group", "propose", *ON)
    assert refused.code == 1
    assert "Школы ещё не посчитаны" in refused.complaint


def test_the_proposal_becomes_the_group_when_a_person_approves_it(proposed: Vekha, home: Settings) -> None:
    refused = proposed("group", "approve", *UNREASONED)
    assert refused.complaint == "Из списка выбывают edu680001: назовите причину (--reason)."
    said = proposed("group", "approve", *ORDER)
    assert said.said == "Утверждено школ: 2; новых шагов: 2.\n"
    assert members(proposed) == [SECOND, THIRD]
    assert the_step(home, "D4", FIRST).status is Status.WAIVED
    assert "№ 17 от 15.01.2024" in proposed("group", "show", *ON).said


def test_schools_are_struck_and_added_with_a_reason(proposed: Vekha) -> None:
    changes = ("--strike", THIRD, "--add", FIRST)
    refused = proposed("group", "approve", *UNREASONED, *changes)
    assert (refused.code, refused.complaint) == (1, "Добавить или вычеркнуть можно только с причиной: --reason.")
    told = proposed("group", "approve", *ORDER, *changes, "--json").json
    assert told["schools"] == [SECOND, FIRST]
    assert members(proposed) == [FIRST, SECOND]


def test_only_who_is_on_the_list_can_be_struck(proposed: Vekha, home: Settings) -> None:
    before = statuses(home)
    refused = proposed("group", "approve", *ORDER, "--strike", FIRST)
    assert refused.complaint == "Вычеркнуть нельзя, в списке их нет: edu680001."
    assert statuses(home) == before


def test_a_list_of_ones_own_needs_no_proposal(vekha: Vekha) -> None:
    vekha("group", "approve", *ORDER, "--schools", f"{SECOND}, {SECOND}")
    assert members(vekha) == [SECOND]
    assert "В реестре нет школ: edu1" in vekha("group", "approve", *ORDER, "--schools", "edu1").complaint


def test_a_list_that_differs_from_the_proposal_says_why(proposed: Vekha) -> None:
    refused = proposed("group", "approve", *UNREASONED, "--schools", f"{FIRST} {SECOND}")
    told = "Список отличается от предложенного (edu680001, edu680003): назовите причину (--reason)."
    assert refused.complaint == told


def test_a_year_that_is_not_open_has_no_group(vekha: Vekha, home: Settings) -> None:
    refused = vekha("group", "show", "--cycle", "2031", *ON)
    assert refused.complaint == "Цикл 2031 года дорожной карты «six» не открыт."
