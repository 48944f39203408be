"""What is on whom: theirs and nobody else's, the most urgent first, with what is missing and how to do it."""

from datetime import date
from typing import Any

import pytest

from models.people.contacts import Appointment, Binding, Contacts
from models.people.inbox import Item, Urgency, inbox
from models.people.ownership import Desk, Whose
from models.records import DataFinding, Step, WaiverKind
from models.steps.book import Held
from models.steps.status import Status
from tests.factories import FIRST, SECOND, THIRD, a_book, a_step, six_with
from tests.models.steps.test_holds import a_hold
from tests.models.steps.test_waivers import a_waiver

APRIL, LATE = date(2024, 4, 15), date(2024, 4, 25)
AREAS = {FIRST: "Кирсанов", SECOND: "Мичуринск", THIRD: "Кирсанов"}


def bound(name: str, **said: object) -> Binding:
    return Binding.model_validate({"people": [{"name": name, "email": f"{name.lower()}@example.org"}], **said})


PEOPLE = Contacts(
    roles={
        "school": (bound("Anna", school=FIRST), bound("Boris", municipality="Мичуринск")),
        "municipality": (bound("Dina", municipality="Кирсанов"),),
        "ministry": (bound("Vera"),),
        "coordinator": (bound("Zoya"),),
    }
)
DONE = a_step("A1", Status.DONE)
BEFORE_D4 = (("B2", Status.DONE), ("D4", Status.OPEN))


def desk(*steps: Step, contacts: Contacts = PEOPLE, papers: dict[int, list[str]] | None = None, **facts: Any) -> Desk:
    return Desk(a_book(*steps, **facts), contacts, {2024: 2024}, AREAS, papers or {})


def on(person: str, of: Desk, as_of: date = APRIL) -> list[tuple[Urgency, str, tuple[str, ...]]]:
    return [(one.urgency, one.measure, one.units) for one in inbox(of, Whose(person=person), as_of)]


def only(of: Desk, person: str = "Anna", as_of: date = APRIL) -> Item:
    (item,) = inbox(of, Whose(person=person), as_of)
    return item


def test_a_step_is_on_the_one_who_leads_it_and_on_nobody_else() -> None:
    of = desk(DONE, a_step("B2", Status.OPEN, unit=FIRST), a_step("B2", Status.OPEN, unit=SECOND))
    assert on("Anna", of) == [(Urgency.OPEN, "B2", (FIRST,))]
    assert on("boris@example.org", of) == [(Urgency.OPEN, "B2", (SECOND,))]
    assert on("Vera", of) == []  # the ministry is named second


def test_what_is_owed_says_what_is_missing_and_how_to_hand_it_in() -> None:
    step = a_step("B2", Status.OPEN, unit=FIRST)
    item = only(desk(DONE, step, papers={step.id or 0: ["Анкеты"]}))
    assert (item.handed_in, item.missing) == (("Анкеты",), ("Рисковый профиль",))
    assert (item.title, item.place, item.party, item.due_on) == ("Анкетирование", "п. 2", "school", date(2024, 4, 30))
    assert item.command == f"vekha submit B2 --school {FIRST} --file …"


def test_a_command_names_the_time_where_there_are_several_or_the_year_is_another() -> None:
    several = only(desk(a_step("B2", Status.DONE), a_step("D4", Status.OPEN)), "Dina", date(2024, 9, 1))
    assert several.command == f"vekha submit D4 --school {FIRST} --cycle 2024 --window 2024-09 --file …"
    late = only(desk(DONE, a_step("B2", Status.OPEN)), as_of=date(2025, 2, 1))
    assert late.command == f"vekha submit B2 --school {FIRST} --cycle 2024 --file …"


def test_a_municipalitys_work_in_a_school_is_on_who_holds_the_role_there() -> None:
    of = desk(*(a_step(code, status, unit=unit) for unit in (FIRST, SECOND) for code, status in BEFORE_D4))
    assert on("Dina", of, date(2024, 9, 1)) == [(Urgency.OPEN, "D4", (FIRST,))]


@pytest.mark.parametrize(
    ("step", "as_of", "urgency"),
    [
        (a_step("B2", Status.OPEN), APRIL, Urgency.OPEN),
        (a_step("B2", Status.OPEN), LATE, Urgency.DUE_SOON),
        (a_step("B2", Status.OPEN), date(2024, 5, 1), Urgency.OVERDUE),
        (a_step("B2", Status.OPEN, reason="нет подписи"), APRIL, Urgency.RETURNED),
        (a_step("B2", Status.PLANNED), date(2024, 2, 1), None),
        (a_step("B2", Status.SUBMITTED), LATE, None),
        (a_step("B2", Status.DONE), LATE, None),
        (a_step("B2", Status.WAIVED), LATE, None),
    ],
)
def test_how_soon_a_step_wants_its_holder(step: Step, as_of: date, urgency: Urgency | None) -> None:
    assert [one for one, _code, _units in on("Anna", desk(DONE, step), as_of)] == ([urgency] if urgency else [])


def test_the_most_urgent_comes_first_then_the_earliest_due() -> None:
    steps = (
        a_step("B2", Status.OPEN, unit=FIRST, due_on=date(2024, 4, 18)),
        a_step("B2", Status.OPEN, unit=FIRST, occurrence="request-1", due_on=date(2024, 4, 16)),
        a_step("B2", Status.OPEN, unit=FIRST, occurrence="request-2", due_on=date(2024, 4, 10)),
    )
    items = inbox(desk(DONE, *steps), Whose(person="Anna"), APRIL)
    found = [(one.urgency, one.due_on and one.due_on.day) for one in items]
    assert found == [(Urgency.OVERDUE, 10), (Urgency.DUE_SOON, 16), (Urgency.DUE_SOON, 18)]


def test_what_was_handed_in_is_on_who_accepts_it() -> None:
    step = a_step("B2", Status.SUBMITTED, unit=FIRST)
    item = only(desk(DONE, step, papers={step.id or 0: ["Анкеты", "Рисковый профиль"]}), "Zoya")
    assert (item.urgency, item.handed_in) == (Urgency.TO_ACCEPT, ("Анкеты", "Рисковый профиль"))
    assert item.command == f"vekha accept B2 --school {FIRST}"


def test_what_an_order_drops_no_more_is_on_the_coordinator_to_open_again() -> None:
    step = a_step("B2", Status.WAIVED, unit=FIRST)
    of = desk(DONE, step, waivers={step.id: [a_waiver(step, WaiverKind.DROP, until=date(2024, 4, 1))]})
    item = only(of, "Zoya")
    assert (item.urgency, item.command) == (Urgency.LAPSED, f"vekha reopen B2 --school {FIRST} --reason …")
    assert item.sentence.startswith("Снятие истекло 01.04.2024")
    assert on("Zoya", of, date(2024, 4, 1)) == on("Anna", of) == []


def test_what_nobody_holds_is_on_the_coordinator_to_find_somebody() -> None:
    step = a_step("B2", Status.OPEN, unit=THIRD)
    of = desk(DONE, step, unbound=frozenset({("school", THIRD)}))
    item = only(of, "Zoya")
    assert item.urgency is Urgency.UNHELD
    assert item.command == f"vekha party bind school --person … --email … --school {THIRD}"


def test_a_stale_paper_is_handed_in_whole_again() -> None:
    before, step = a_step("A1", Status.DONE, result="new"), a_step("B2", Status.DONE, unit=FIRST)
    of = desk(before, step, bases={step.id: {before.id: "old"}})
    item = only(of)
    assert (item.urgency, item.handed_in, item.missing) == (Urgency.STALE, (), ("Анкеты", "Рисковый профиль"))
    assert item.command.startswith("vekha submit B2")


def test_what_stands_still_is_listed_last_without_a_command() -> None:
    step = a_step("B2", Status.OPEN, unit=FIRST)
    of = desk(DONE, step, holds={Held(FIRST): [a_hold(school=FIRST)]})
    assert (only(of).urgency, only(of).command, only(of).sentence) == (Urgency.HELD, "", "Приостановлено: карантин.")
    assert on("Zoya", of) == []


def test_what_wrong_data_stop_is_told_and_what_a_computer_does_is_not() -> None:
    step = a_step("A1", Status.OPEN)
    wrong = DataFinding(
        cycle_id=2024, measure="A1", occurrence=step.occurrence, check="c", place="п", message="не та отметка",
        blocking=True,
    )  # fmt: skip
    of = desk(step, findings={("A1", step.occurrence): [wrong]}, roadmap=six_with("A1", action="low_results"))
    item = only(of, "Vera", date(2024, 2, 1))
    assert (item.urgency, item.missing, item.command) == (Urgency.STOPPED, (), "")
    assert on("Vera", desk(step, roadmap=six_with("A1", action="low_results")), date(2024, 2, 1)) == []


def test_what_several_schools_share_in_everything_is_one_item() -> None:
    many = [a_step("B2", Status.OPEN, unit=unit) for unit in (THIRD, FIRST)]
    contacts = Contacts(roles={"school": (bound("Anna", municipality="Кирсанов"),)})
    item = only(desk(DONE, *many, contacts=contacts))
    assert item.units == (FIRST, THIRD)
    assert item.command == "vekha submit B2 --school … --file …"


def test_a_role_is_asked_about_everywhere_in_a_municipality_or_in_a_school() -> None:
    steps = [a_step("B2", Status.OPEN, unit=unit) for unit in (FIRST, SECOND, THIRD)]
    of = desk(DONE, *steps)

    def units(**where: str) -> list[str]:
        return [unit for one in inbox(of, Whose(role="school", **where), APRIL) for unit in one.units]

    assert units() == [FIRST, SECOND, THIRD]
    assert units(municipality="Кирсанов") == [FIRST, THIRD]
    assert units(school=SECOND) == [SECOND]


def test_while_one_is_away_it_is_on_who_stands_in() -> None:
    words = {"people": [{"name": "Inna", "email": "i@example.org"}], "substitute_for": "Anna", "school": FIRST}
    away = Appointment.model_validate(words | {"from": APRIL, "until": APRIL})
    contacts = Contacts(roles={"school": (bound("Anna", school=FIRST), away)})
    of = desk(DONE, a_step("B2", Status.OPEN, unit=FIRST), contacts=contacts)
    assert [on(name, of, APRIL) != [] for name in ("Anna", "Inna")] == [False, True]
    assert [on(name, of, date(2024, 4, 16)) != [] for name in ("Anna", "Inna")] == [True, False]


def test_of_a_closed_or_another_year_nothing_is_owed() -> None:
    step = a_step("B2", Status.OPEN, unit=FIRST)
    assert on("Anna", desk(DONE, step, closed=frozenset({2024}))) == []
    assert inbox(Desk(a_book(DONE, step), PEOPLE, {}, AREAS), Whose(person="Anna"), APRIL) == ()
