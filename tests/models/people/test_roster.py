"""Who holds which role in every place where the plan needs somebody."""

from datetime import date

from models.people.contacts import Appointment, Binding, Contacts, Place
from models.people.roster import named, roster
from models.roadmap.order import Party, Scope

DAY = date(2024, 9, 7)
SCHOOLS = {"edu1": "Кирсанов", "edu2": "Кирсанов", "edu3": "Мичуринск"}
OO, MOUO = Party(code="school", title="ОО", scope=Scope.SCHOOL), Party(code="m", title="МОУО", scope=Scope.MUNICIPALITY)


def bound(name: str, **said: object) -> Binding:
    return Binding.model_validate({"people": [{"name": name, "email": "a@example.org"}], **said})


def test_places_that_the_same_people_hold_are_one_post_and_those_that_nobody_holds_another() -> None:
    contacts = Contacts(roles={"school": (bound("Анна", municipality="Кирсанов"),)})
    coordinator, kirsanov, nobody = roster(contacts, [OO], SCHOOLS, DAY)
    assert (coordinator.role, coordinator.holdings) == ("coordinator", ())
    assert kirsanov.places == (Place("edu1"), Place("edu2"))
    assert (nobody.places, nobody.holdings) == ((Place("edu3"),), ())


def test_a_role_of_municipalities_is_needed_in_each_of_them() -> None:
    _coordinator, post = roster(Contacts(), [MOUO], SCHOOLS, DAY)
    assert post.places == (Place("", "Кирсанов"), Place("", "Мичуринск"))


def test_who_stands_in_is_named_with_who_is_away_and_until_when() -> None:
    words = {"people": [{"name": "Вера", "email": "v@example.org"}], "substitute_for": "Анна", "until": "2024-09-14"}
    contacts = Contacts(roles={"school": (bound("Анна"), Appointment.model_validate(words))})
    (post,) = roster(contacts, [OO], SCHOOLS, DAY)[1:]
    assert [named(one) for one in post.holdings] == ["Вера (замещает: Анна, по 14.09.2024)"]
