"""`vekha why` tells what a step stands for and who can help; `vekha who` tells who closed it, when and on what."""

from getpass import getuser

from tasks.settings import Settings
from tests.deployments.cli.conftest import ORDER, Vekha
from tests.factories import FIRST, SECOND, done, hand_in, ref

MAY = ("--as-of", "2024-05-15")


def test_a_step_far_down_the_chain_is_told_its_first_link_and_what_waits_behind(vekha: Vekha) -> None:
    said = vekha("why", "C3", *MAY).said
    assert "A1 «Анализ результатов» (п. 1): не сдано, срок 29.02.2024." in said
    assert "Министерство, с 01.01.2024" in said


def test_what_stands_behind_is_told_with_its_working_days(vekha: Vekha) -> None:
    said = vekha("why", "A1", *MAY).said
    assert "Из-за этого ждут: B2 (48\u00a0рабочих дней), C3 (8\u00a0рабочих дней), D4, F6." in said


def test_without_a_school_all_schools_are_told_together_by_name(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    hand_in(home, ref("B2", FIRST))
    told = vekha("why", "B2", *MAY, "--json").json
    assert [(one["lack"], one["units"]) for one in told["conditions"]] == [("acceptance", [FIRST]), ("work", [SECOND])]
    assert "B2 «Анкетирование» (п. 2), Школа № 2: не сдано" in vekha("why", "B2", *MAY).said


def test_a_closed_step_says_when_it_was_closed(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    assert vekha("why", "A1", *MAY).said == "A1: Исполнено 15.02.2024.\n"


def test_an_unknown_measure_is_told_the_nearest(vekha: Vekha) -> None:
    assert "Мероприятия A11 в дорожной карте нет" in vekha("why", "A11", *MAY).complaint


def test_who_closed_it_is_told_with_the_documents(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    said = vekha("who", "A1").said
    assert said.startswith("A1 2024-01-01/2024-02-29: ")
    assert "15.02.2024, Анна. Основание: Справка, № 1 от 15.01.2024." in said


def test_who_dropped_it_is_told_with_the_reason(vekha: Vekha) -> None:
    vekha("waive", "A1", "--reason", "сделано раньше", *ORDER, "--as-of", "2024-02-15")
    basis = "сделано раньше (приказ № 7 от 01.02.2024, начальник управления)"
    assert f"{getuser()}. Основание: {basis}." in vekha("who", "A1").said


def test_what_nobody_has_closed_is_told_so(vekha: Vekha) -> None:
    assert vekha("who", "A1").said == "A1: ещё не закрыто. Почему — vekha why A1.\n"
    assert vekha("who", "A1", "--json").json == []
