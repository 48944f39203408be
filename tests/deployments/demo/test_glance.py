"""What the demo shows of a day in mid-play, and of what came of it, is what the commands answer, word for word."""

import json
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from deployments.demo import glance
from deployments.demo.deciding import Office
from deployments.demo.decisions import Away, Decision, Glance, LetPast, Moved, Read, Resumed, Stopped
from deployments.demo.play import tell
from deployments.demo.script import KIRSANOV
from models.people.sample import sample_contacts
from models.steps.status import Status
from tasks.channels.ledger import Wanted, ledger
from tasks.database import reading
from tasks.people.contacts import parse_contacts
from tasks.people.holding import kept_holds
from tasks.reading.roadmap import read_roadmap
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD, done, hand_in, opened, ref, six, the_step

DAY, MOVED_TO, LAST = date(2024, 4, 22), date(2024, 5, 13), date(2024, 5, 15)
VACATION = Away("school", 0, date(2024, 4, 22), date(2024, 5, 5), "отпуск")
LOOKED = Glance(DAY, desks=(("school", 0), ("school", 1), ("coordinator", None)), why="C3")


def decided(home: Settings, day: date, *decisions: Decision) -> None:
    for one in decisions:
        Office(home, "six", 2024, day).decide(one)


@pytest.fixture
def year(home: Settings) -> Settings:
    """A played year in April: a deadline is moved, a head is away, a school stands, something lies unread."""
    opened(home, FIRST, SECOND, THIRD, simulated=True)
    contacts = sample_contacts(six().parties, {FIRST: "Кирсанов", SECOND: "Мичуринск", THIRD: "Кирсанов"})
    home.contacts_path.write_text(contacts, encoding="utf8")
    done(home, ref("A1"))
    examine(home, "B2", Wish("six", 2024, date(2024, 4, 15)))
    hand_in(home, ref("B2", THIRD), as_of=date(2024, 4, 15))
    decided(home, date(2024, 4, 15), Moved("B2", 0, MOVED_TO, "паводок"), VACATION)
    decided(home, DAY, Stopped(1, "карантин"))
    return home


def shown(ended: glance.Aftermath) -> str:
    console = Console(width=200, file=StringIO(), highlight=False)
    glance.show(console, ended)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_day_is_shown_as_the_commands_show_it(year: Settings) -> None:
    seen = glance.glimpse(year, "six", LOOKED)
    on = ("--as-of", DAY)
    said = [Vekha()("inbox", "--person", desk.person.name, *on).said for desk in seen.desks]
    said.append(Vekha()("why", "C3", *on).said)
    decided(year, date(2024, 4, 30), Read("B2"), Resumed(1, "карантин снят"))
    done(year, ref("B2", FIRST), as_of=LAST)
    tell(year)
    ended = glance.aftermath(year, seen, LAST)
    said.append(Vekha()("report", "slippage", "--as-of", LAST).said)
    said.append(Vekha()("notices", "--person", seen.desks[0].person.name).said)
    text = shown(ended)
    assert [one for one in said if one not in text] == []
    substitute, stopped, coordinator, why, slipped, told = said
    assert "B2 «Анкетирование» (п. 2), Школа № 1 — срок 13.05.2024" in substitute
    assert "Приостановлено: карантин." in stopped
    assert "Ждёт вашей приёмки: 1" in coordinator
    assert "сдано, не принято" in why
    assert "заместитель министра: паводок" in slipped
    assert "Вы замещаете роль «ОО» с 22.04.2024 по 05.05.2024" in told
    assert "отправлено (file:notices.jsonl" in told


def test_for_a_program_it_is_an_object_without_names(year: Settings) -> None:
    seen = glance.glimpse(year, "six", LOOKED)
    said = json.dumps(glance.as_object(glance.aftermath(year, seen, LAST)), default=str, ensure_ascii=False)
    told = json.loads(said)
    assert [(one["role"], one["school"], len(one["items"])) for one in told["inboxes"]] == [
        ("school", FIRST, 1),
        ("school", SECOND, 1),
        ("coordinator", "", 1),
    ]
    assert {one["lack"] for one in told["why"]["conditions"]} == {"work", "acceptance", "hold"}
    assert told["slippage"]["moved"] == 1
    assert [one["kinds"] for one in told["ledger"]] == []
    assert seen.desks[0].person.name not in said


def test_a_gate_is_passed_and_the_step_is_handed_in(year: Settings) -> None:
    decided(year, DAY, LetPast("C3", date(2024, 5, 31), "анкета одной школы задержана"))
    assert done(year, ref("C3"), as_of=LAST).status is Status.DONE


def test_all_schools_may_get_another_day(year: Settings) -> None:
    decided(year, DAY, Moved("D4", None, date(2024, 10, 14), "решение"))
    assert {the_step(year, "D4", school).due_on for school in (FIRST, SECOND, THIRD)} == {date(2024, 10, 14)}


def test_what_stood_goes_on_and_what_lay_unread_is_accepted(year: Settings) -> None:
    decided(year, date(2024, 4, 30), Read("B2"), Resumed(1, "карантин снят"))
    assert the_step(year, "B2", THIRD).status is Status.DONE
    with reading(year) as session:
        (kept,) = kept_holds(session, "six")
    assert kept.release is not None


def test_whoever_has_a_channel_already_is_not_told_in_a_file(year: Settings) -> None:
    tell(year.model_copy(update={"notices_file": "-"}))
    assert not (year.root / "notices.jsonl").exists()
    tell(year)
    assert (year.root / "notices.jsonl").exists()
    assert {one.channel for one in ledger(year, Wanted(person="substitute@example.org"))} == {"file:notices.jsonl"}


def test_the_roadmap_has_what_its_own_script_decides() -> None:
    roadmap = read_roadmap("kirsanov-2024")
    decisions = [one for day in KIRSANOV.decisions.values() for one in day]
    measures = {one.measure for one in decisions if isinstance(one, Moved | LetPast | Read)}
    assert measures | KIRSANOV.unread <= set(roadmap.by_code)
    assert KIRSANOV.glance is not None
    assert KIRSANOV.glance.day in KIRSANOV.days()
    moved = min(day for day, of_day in KIRSANOV.decisions.items() if any(isinstance(one, Moved) for one in of_day))
    assert moved < KIRSANOV.glance.day


def test_people_of_the_demo_are_told_apart_by_name() -> None:
    schools = {f"edu68{number:04}": "Кирсанов" for number in range(100)}
    contacts = parse_contacts(sample_contacts(six().parties, schools), "contacts.yaml")
    named = [one.name for bindings in contacts.roles.values() for binding in bindings for one in binding.people]
    assert len(named) > len(schools)
    assert len(set(named)) == len(named)
