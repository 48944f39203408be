"""`vekha inbox`: what is on a person or a role, as they read it."""

import resource
import subprocess
import sys

import pytest

from deployments.cli.inbox import SIGNS
from models.people.inbox import Urgency
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.deployments.cli.test_people import CONFESSING
from tests.factories import FIRST, SECOND, done, hand_in, paper, ref

ON = ("--as-of", "2024-03-15")
LATER = ("--as-of", "2024-05-06")


@pytest.fixture
def bound(vekha: Vekha, home: Settings) -> Vekha:
    """Anna holds a school, Zoya coordinates, nobody holds the other school; the prerequisite is done."""
    done(home, ref("A1"))
    vekha("party", "bind", "school", "--person", "Анна", "--email", "a@example.org", "--school", FIRST, *ON)
    vekha("party", "bind", "coordinator", "--person", "Зоя", "--email", "z@example.org", *ON)
    return vekha


def test_a_person_reads_what_to_hand_in_and_how(bound: Vekha, home: Settings) -> None:
    hand_in(home, ref("B2", FIRST), paper(title="Анкеты"))
    assert bound("inbox", "--person", "анна", *LATER).said.splitlines() == [
        "На 06.05.2024: анна",
        "",
        "⚠ Просрочено: 1",
        "  B2 «Анкетирование» (п. 2), Школа № 1 — срок 30.04.2024, опоздание: 6 дней",
        "    Сдано: Анкеты. Не сдано: Рисковый профиль.",
        f"    vekha submit B2 --school {FIRST} --file …",
    ]


def test_the_coordinator_reads_what_to_accept_and_what_nobody_does(bound: Vekha, home: Settings) -> None:
    hand_in(home, ref("B2", FIRST))
    items = bound("inbox", "--person", "Зоя", *ON, "--json").json["items"]
    assert [(one["urgency"], one["measure"], one["units"]) for one in items] == [
        ("to_accept", "B2", [FIRST]),
        ("unheld", "B2", [SECOND]),
    ]
    said = bound("inbox", "--role", "Координатор", "--school", FIRST, *ON).said
    assert "◐ Ждёт вашей приёмки: 1" in said
    assert f"vekha accept B2 --school {FIRST}" in said


def test_who_is_away_reads_who_stands_in(bound: Vekha) -> None:
    vacation = ("--from", "2024-03-15", "--to", "2024-03-20", "--substitute", "Анна", "--school", FIRST)
    bound("party", "bind", "school", "--person", "Вера", "--email", "v@example.org", *vacation, *ON)
    said = bound("inbox", "--person", "Анна", *ON).said
    assert "Замещает Вера, по 20.03.2024: это сейчас на нём." in said
    assert "Ничего не нужно." in said
    assert "B2" in bound("inbox", "--person", "Вера", *ON).said


def test_what_is_on_hold_is_told_with_the_reason(bound: Vekha) -> None:
    bound("hold", "--school", FIRST, "--reason", "карантин", "--until", "2024-03-20", *ON)
    said = bound("inbox", "--person", "Анна", *ON).said
    assert "‖ Приостановлено: 1" in said
    assert "Приостановлено: карантин, до 20.03.2024." in said
    assert "vekha submit" not in said


def test_whose_inbox_must_be_said_and_known(bound: Vekha) -> None:
    assert bound("inbox", *ON).complaint == "Назовите, чьё: человека (--person) или роль (--role)."
    assert bound("inbox", "--person", "Анна", "--role", "school", *ON).code == 1
    refused = bound("inbox", "--person", "Ана", *ON).complaint
    assert refused == "«Ана» ни на одну роль не назначали. Возможно, имелось в виду «Анна»."


DEEDS = (
    ("party", "bind", "school", "--person", "Анна", "--email", "a@example.org", "--school", FIRST),
    ("party", "show"),
    ("hold", "--school", FIRST, "--reason", "карантин"),
    ("holds",),
    ("inbox", "--person", "Анна"),
    ("release", "--school", FIRST),
    ("inbox", "--role", "coordinator"),
)


def test_none_of_it_waits_for_prefect_or_pandas(vekha: Vekha, home: Settings) -> None:
    program = CONFESSING.format(deeds=[(*deed, *ON) for deed in DEEDS])
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_an_answer_costs_less_than_two_seconds_of_work(bound: Vekha) -> None:
    """Of processor time, the least of three: what else a busy machine does only adds to it."""

    def worked() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert bound.program("inbox", "--person", "Анна", *ON).code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(worked() for _time in range(3)) < 2


def test_every_urgency_has_its_sign() -> None:
    assert set(SIGNS) == set(Urgency)
