"""Who is told: the most specific holder in force that day, and the coordinator when there is none."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.contacts import (
    EVERYWHERE,
    Appointment,
    Binding,
    Contacts,
    Person,
    Place,
    held_at,
    holders,
    holdings,
    is_held_by,
    places_held,
    recipients,
    unbound,
)

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


# ── What is recorded, after what the file says ──────────────────────────────────────────────────────────────────────


def appointed(name: str, first: int, last: int | None = None, **where: object) -> Appointment:
    """Recorded from one day of September to another."""
    days = {"from": date(2024, 9, first), "until": date(2024, 9, last) if last else None}
    return Appointment.model_validate({"people": [{"name": name, "email": "a@example.org"}], **days, **where})


def who(bindings: Sequence[Binding], day: int, scope: str = "edu1", municipality: str = "Кирсанов") -> list[str]:
    contacts = Contacts(roles={"school": tuple(bindings)})
    return [one.name for one in holders(contacts, "school", scope, date(2024, 9, day), municipality)]


def test_the_latest_recorded_holds_alone_and_the_one_before_resumes_when_its_days_are_over() -> None:
    bound = [binding("Анна", school="edu1"), appointed("Борис", 5, 10, school="edu1")]
    assert [who(bound, day) for day in (4, 5, 10, 11)] == [["Анна"], ["Борис"], ["Борис"], ["Анна"]]


def test_who_is_bound_beside_holds_together_with_the_last_who_was_bound_alone() -> None:
    bound = [binding("Анна", school="edu1"), appointed("Борис", 1, school="edu1"), binding("Вера", school="edu1")]
    assert who(bound, 5) == ["Борис", "Вера"]


def test_what_is_recorded_of_a_wider_place_does_not_unseat_who_is_nearer() -> None:
    bound = [binding("Анна", school="edu1"), appointed("Борис", 1, municipality="Кирсанов"), appointed("Вера", 1)]
    assert who(bound, 5) == ["Анна"]
    assert who(bound, 5, "edu2") == ["Борис"]
    assert who(bound, 5, "edu3", "Мичуринск") == ["Вера"]


def test_a_substitute_takes_the_place_of_the_one_who_is_away_and_of_nobody_else() -> None:
    both = Binding.model_validate(
        {"people": [{"name": "Анна", "email": "a@example.org"}, {"name": "Борис", "email": "b@example.org"}]}
    )
    bound = [both, appointed("Вера", 5, 10, substitute_for="АННА ")]
    assert [who(bound, day) for day in (4, 5, 11)] == [["Анна", "Борис"], ["Вера", "Борис"], ["Анна", "Борис"]]
    (first, second) = holdings(Contacts(roles={"x": tuple(bound)}), "x", "", date(2024, 9, 7))
    assert (first.instead_of, second.instead_of) == ("АННА ", "")


def test_a_substitute_who_falls_ill_is_substituted_in_turn() -> None:
    bound = [
        binding("Анна"),
        appointed("Борис", 1, 20, substitute_for="Анна"),
        appointed("Вера", 5, 10, substitute_for="Борис"),
    ]
    assert [who(bound, day) for day in (4, 7, 11, 21)] == [["Борис"], ["Вера"], ["Борис"], ["Анна"]]


def test_two_who_stand_in_for_each_other_leave_the_role_held() -> None:
    bound = [
        binding("Анна"),
        appointed("Борис", 1, 20, substitute_for="Анна"),
        appointed("Анна", 5, 10, substitute_for="Борис"),
    ]
    assert who(bound, 7) == ["Анна"]


def test_a_substitute_of_somebody_who_no_longer_holds_the_role_counts_for_nothing() -> None:
    bound = [appointed("Анна", 1, 3), appointed("Вера", 1, 30, substitute_for="Анна")]
    assert [who(bound, day) for day in (3, 4)] == [["Вера"], []]


def test_who_stands_in_may_act_and_who_is_away_may_not() -> None:
    away = Binding.model_validate({"people": [{"name": "Анна", "email": "anna@example.org"}]})
    contacts = Contacts(roles={"x": (away, appointed("Борис", 5, 10, substitute_for="Анна"))})
    asked = ("анна", "anna@example.org", "борис", "")
    may = [[is_held_by(contacts, name, "x", "", date(2024, 9, day)) for name in asked] for day in (4, 5)]
    assert may == [[True, True, False, False], [False, False, True, False]]


def test_a_role_bound_in_one_school_is_not_held_in_another() -> None:
    schools = {"edu1": "Кирсанов", "edu2": "Кирсанов"}
    nearby = Contacts(roles={"school": (binding("n", school="edu1"),)})
    assert unbound(nearby, ["school"], schools, DAY) == {("school", "edu2")}
    wider = Contacts(roles={"school": (binding("n", municipality="Кирсанов"),)})
    assert unbound(wider, ["school", "ministry"], schools, DAY) == {
        ("ministry", ""),
        ("ministry", "edu1"),
        ("ministry", "edu2"),
    }
    assert unbound(Contacts(), ["school"], schools, DAY) == frozenset()


# ── For any bindings ────────────────────────────────────────────────────────────────────────────────────────────────

NAMES, SCHOOLS, AREAS = ("Анна", "Борис", "Вера"), {"edu1": "Кирсанов", "edu2": "Мичуринск"}, ("Кирсанов", "Мичуринск")
PLACES = [EVERYWHERE, *(Place(school) for school in SCHOOLS), *(Place("", area) for area in AREAS)]
days = st.integers(1, 28)


@st.composite
def some_binding(draw: st.DrawFn) -> Binding:
    place, first = draw(st.sampled_from(PLACES)), draw(days)
    return appointed(
        draw(st.sampled_from(NAMES)),
        first,
        draw(st.none() | st.integers(first, 30)),
        school=place.school,
        municipality=place.municipality,
        substitute_for=draw(st.sampled_from(("", "", *NAMES))),
    )


some_bindings = st.lists(some_binding(), max_size=8)


@given(some_bindings, days, st.sampled_from(sorted(SCHOOLS)))
def test_on_no_day_two_hold_what_was_bound_to_one_and_the_most_specific_wins(
    bound: list[Binding], day: int, school: str
) -> None:
    contacts, on = Contacts(roles={"x": tuple(bound)}), date(2024, 9, day)
    found = holdings(contacts, "x", school, on, SCHOOLS[school])
    near = [place for place in (Place(school), Place("", SCHOOLS[school]), EVERYWHERE) if in_force(bound, place, on)]
    assert len(found) == len(near[:1])
    assert list(found) == [one for place in near[:1] for one in held_at(contacts, "x", place, on)]
    assert {place for place in PLACES if in_force(bound, place, on)} == places_held(contacts, "x", on)


@given(some_bindings, days, st.sampled_from(sorted(SCHOOLS)))
def test_whoever_is_said_to_hold_a_role_was_bound_to_it_for_that_day(
    bound: list[Binding], day: int, school: str
) -> None:
    on = date(2024, 9, day)
    for one in holdings(Contacts(roles={"x": tuple(bound)}), "x", school, on, SCHOOLS[school]):
        assert one.binding in bound
        assert one.binding.holds_on(on)
        assert one.person in one.binding.people


@given(some_bindings, some_binding())
def test_what_is_recorded_later_changes_no_day_on_which_it_does_not_hold(bound: list[Binding], later: Binding) -> None:
    before, after = Contacts(roles={"x": tuple(bound)}), Contacts(roles={"x": (*bound, later)})
    for on in (date(2024, 8, 31) + timedelta(days=number) for number in range(0, 33, 4)):
        if not later.holds_on(on):
            for place in PLACES:
                assert held_at(before, "x", place, on) == held_at(after, "x", place, on)


def in_force(bound: Sequence[Binding], place: Place, on: date) -> bool:
    """Whether somebody was bound to the place in their own right."""
    return any(one.place == place and one.holds_on(on) and not one.substitute_for for one in bound)
