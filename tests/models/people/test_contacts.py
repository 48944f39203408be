"""Who is told: the most specific holder in force that day, and the coordinator when there is none."""

from datetime import date

import pytest

from models.people.contacts import Binding, Contacts, Person, holders, recipients

DAY = date(2024, 9, 1)


def person(name: str) -> Person:
    return Person(name=name, email=f"{len(name)}@example.org")


def binding(name: str, **where: object) -> Binding:
    return Binding.model_validate({"people": [{"name": name, "email": "a@example.org"}], **where})


CONTACTS = Contacts(
    roles={
        "school": (
            binding("everywhere"),
            binding("in Michurinsk", municipality="Мичуринск"),
            binding("in school 1", school="edu1"),
            binding("in school 2 until August", school="edu2", until=date(2024, 8, 31)),
            binding("in school 2 from September", school="edu2", **{"from": date(2024, 9, 1)}),
        ),
        "municipality": (binding("in Kirsanov only", municipality="Кирсанов"),),
        "coordinator": (binding("the coordinator"),),
    }
)


def told(party: str, scope: str, on: date = DAY, municipality: str = "") -> list[str]:
    return [one.name for one in recipients(CONTACTS, party, scope, on, municipality)]


@pytest.mark.parametrize(
    ("scope", "municipality", "who"),
    [
        ("edu1", "Мичуринск", "in school 1"),
        ("edu9", "Мичуринск", "in Michurinsk"),
        ("Мичуринск", "", "in Michurinsk"),
        ("edu9", "Кирсанов", "everywhere"),
        ("", "", "everywhere"),
    ],
)
def test_the_most_specific_holder_wins(scope: str, municipality: str, who: str) -> None:
    assert told("school", scope, municipality=municipality) == [who]


def test_a_binding_holds_between_its_days_both_included() -> None:
    assert told("school", "edu2", date(2024, 8, 31)) == ["in school 2 until August"]
    assert told("school", "edu2", date(2024, 9, 1)) == ["in school 2 from September"]


def test_several_bindings_of_one_place_are_all_told_once() -> None:
    twice = Contacts(roles={"x": (binding("a"), binding("b"), binding("a"))})
    assert [one.name for one in holders(twice, "x", "", DAY)] == ["a", "b"]


def test_nobody_is_bound_and_the_coordinator_is_told() -> None:
    assert holders(CONTACTS, "toipkro", "", DAY) == ()
    assert told("toipkro", "") == ["the coordinator"]
    assert told("municipality", "Мичуринск") == ["the coordinator"]


def test_without_anybody_nobody_is_told() -> None:
    assert recipients(Contacts(), "toipkro", "", DAY) == ()
