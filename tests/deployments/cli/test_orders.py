"""Orders from the command line: dropping, letting past, taking back, moving a deadline, accepting by a role."""

import pytest

from models.steps.status import Status
from tasks.settings import Settings
from tests.deployments.cli.conftest import ORDER, Vekha
from tests.factories import FIRST, SECOND, done, hand_in, ref, the_step

ON = ("--as-of", "2024-02-15")
WHY = ("--reason", "справка задержана")


def test_a_gate_is_passed_by_an_order_for_the_named_schools(vekha: Vekha, home: Settings) -> None:
    schools = ("--school", FIRST, "--school", SECOND)
    said = vekha("waive", "B2", *schools, "--gate", *WHY, *ORDER, "--until", "01.04.2024", *ON)
    assert said.said.splitlines() == [
        f"B2 {school}: Ворота пройдены: приказ № 7 от 01.02.2024, до 01.04.2024. Сам шаг нужно исполнить."
        for school in (FIRST, SECOND)
    ]
    assert hand_in(home, ref("B2", FIRST)).status is Status.SUBMITTED


def test_an_order_is_taken_back(vekha: Vekha) -> None:
    vekha("waive", "B2", "--school", FIRST, "--gate", *WHY, *ORDER, *ON)
    said = vekha("waive", "B2", "--school", FIRST, "--revoke", "--reason", "приказ отменён", *ON)
    assert said.said == f"B2 {FIRST}: Допуск отозван: приказ отменён\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--basis", "приказ № 7 от 01.02.2024"),
        ("--basis", "приказ", "--signer", "министр"),
        ("--basis", "№ 7", "--signer", "министр"),
    ],
)
def test_nothing_is_waived_without_an_order_and_who_signed_it(vekha: Vekha, words: tuple[str, ...]) -> None:
    assert vekha("waive", "A1", *WHY, *words, *ON).complaint.startswith("Без приказа нельзя.")


def test_what_was_waived_can_be_read_by_a_program(vekha: Vekha) -> None:
    (told,) = vekha("waive", "A1", *WHY, *ORDER, *ON, "--json").json
    assert (told["code"], told["unit"], told["status"]) == ("A1", "", "waived")


def test_a_version_is_of_one_school(vekha: Vekha) -> None:
    words = ("--school", FIRST, "--school", SECOND, "--seen", "1")
    assert "назовите одну школу" in vekha("waive", "B2", *words, *WHY, *ORDER, *ON).complaint


def test_a_deadline_is_moved_for_one_school_and_for_all(vekha: Vekha, home: Settings) -> None:
    words = ("--reason", "карантин", "--signer", "министр", *ON)
    one = vekha("extend", "B2", "--school", FIRST, "--to", "2024-05-31", *words)
    assert one.said == f"B2 {FIRST}: Срок перенесён: был 30.04.2024, стал 31.05.2024.\n"
    both = vekha("extend", "B2", "--to", "2024-06-14", *words)
    assert both.said.splitlines() == [
        f"B2 {FIRST}: Срок перенесён: был 31.05.2024, стал 14.06.2024.",
        f"B2 {SECOND}: Срок перенесён: был 30.04.2024, стал 14.06.2024.",
    ]
    third = vekha("extend", "B2", "--to", "2024-06-28", *words)
    assert third.said == "B2: срок перенесён, шагов: 2. Был 14.06.2024, стал 28.06.2024.\n"
    assert str(the_step(home, "B2", SECOND).due_on) == "2024-06-28"


def test_a_moved_deadline_can_be_read_by_a_program(vekha: Vekha) -> None:
    words = ("--to", "2024-03-29", "--reason", "карантин", "--signer", "министр", *ON, "--json")
    (told,) = vekha("extend", "A1", *words).json
    assert (told["was"], told["due_on"]) == ("2024-02-29", "2024-03-29")


def test_who_accepts_says_by_which_role_and_what_they_think(vekha: Vekha, home: Settings) -> None:
    hand_in(home, ref("A1"))
    assert "Ждут: coordinator (Координатор)" in vekha("accept", "A1", "--as", "ministry", *ON).complaint
    said = vekha("accept", "A1", "--as", "coordinator", "--comment", "без замечаний", *ON)
    assert said.said == "A1: Исполнено 15.02.2024.\n"


@pytest.mark.parametrize("deed", ["accept", "return", "submit", "waive"])
def test_who_acts_on_what_they_saw_is_told_who_was_first(vekha: Vekha, home: Settings, deed: str) -> None:
    seen = the_step(home, "A1").version
    hand_in(home, ref("A1"))
    words = {"accept": (), "return": WHY, "submit": ("--number", "1", "--dated", "14.02.2024"), "waive": (*WHY, *ORDER)}
    told = vekha(deed, "A1", *words[deed], "--seen", seen, *ON).complaint
    assert told.startswith("A1: пока вы смотрели, шаг изменился: сдача (Борис, 15.02.2024).")


def test_what_is_in_doubt_is_seen_by_who_looks(vekha: Vekha, home: Settings) -> None:
    vekha("waive", "B2", "--school", FIRST, "--gate", *WHY, *ORDER, "--until", "2024-04-01", *ON)
    done(home, ref("B2", FIRST))
    assert "Под вопросом" in vekha("status", "--as-of", "2024-05-15").said
    told = vekha("status", "--as-of", "2024-05-15", "--json").json
    assert "Допуск (приказ № 7 от 01.02.2024) истёк 01.04.2024." in str(told)
