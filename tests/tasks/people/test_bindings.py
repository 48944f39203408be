"""What people decide of roles, on both databases: nothing is lost, and on each day somebody can say who held what."""

from datetime import date
from typing import Any

import pytest

from models.errors import NotFound, VekhaError
from models.people.contacts import COORDINATOR, EVERYWHERE, Place, holders
from models.records import RoleBinding
from models.roadmap.order import Party, Scope
from tasks.database import reading, writing
from tasks.people.bindings import Bound, Said, bind, unbind
from tasks.people.directory import contacts_here, contacts_of, history
from tasks.settings import Settings
from tests.factories import BORIS, FEBRUARY, FIRST, JANUARY, MARCH, SECOND, held, opened

OO = Party(code="school", title="ОО", scope=Scope.SCHOOL)
MOUO = Party(code="municipality", title="МОУО", scope=Scope.MUNICIPALITY)
MINISTRY = Party(code="ministry", title="Министерство")
HERE = Place(FIRST)


@pytest.fixture
def region(any_home: Settings) -> Settings:
    opened(any_home, FIRST, SECOND)
    return any_home


def bound(home: Settings, person: str, party: Party = OO, as_of: date = JANUARY, **said: Any) -> Bound:
    channel: dict[str, Any] = (
        {"email": f"{len(person)}@example.org"} if "email" not in said and "slack" not in said else {}
    )
    with writing(home) as session:
        return bind(session, home, held(session), party, Said(person, **channel, **said), as_of=as_of, author=BORIS)


def ended(home: Settings, left_on: date, person: str = "", place: Place = HERE, party: Party = OO) -> list[RoleBinding]:
    said = Said(person, place=place, reason="уволилась")
    with writing(home) as session:
        return unbind(session, home, party, said, left_on, as_of=left_on, author=BORIS)


def who(home: Settings, day: date, scope: str = FIRST, role: str = "school", area: str = "Кирсанов") -> list[str]:
    with reading(home) as session:
        return [one.name for one in holders(contacts_of(session, home), role, scope, day, area)]


# ── Binding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_bound_holds_the_role_from_that_day_and_it_is_known_who_said_so(region: Settings) -> None:
    bound(region, "Анна", place=HERE, reason="приказ № 5")
    assert [who(region, day) for day in (date(2024, 1, 14), JANUARY, MARCH)] == [[], ["Анна"], ["Анна"]]
    with reading(region) as session:
        (one,) = history(session, "school")
    row = one.binding
    assert (row.actor, row.via, row.as_of, row.reason) == ("Борис", "cli:boris", JANUARY, "приказ № 5")


def test_another_takes_the_place_and_both_stay_in_the_history(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    made = bound(region, "Вера", place=HERE, as_of=FEBRUARY)
    assert [one.person.name for one in made.before] == ["Анна"]
    assert [who(region, day) for day in (JANUARY, FEBRUARY)] == [["Анна"], ["Вера"]]
    with reading(region) as session:
        assert [one.binding.person for one in history(session)] == ["Анна", "Вера"]


def test_said_again_in_the_same_words_nothing_new_is_recorded(region: Settings) -> None:
    assert bound(region, "Анна", place=HERE).is_new
    assert not bound(region, "Анна", place=HERE).is_new
    with reading(region) as session:
        assert len(history(session)) == 1


def test_a_person_may_hold_several_roles_and_their_channels_are_said_once(region: Settings) -> None:
    bound(region, "Анна", place=HERE, slack="U0ANNA0001")
    with writing(region) as session:
        bind(session, region, held(session), MINISTRY, Said("анна"), as_of=JANUARY, author=BORIS)
    with reading(region) as session:
        (one,) = holders(contacts_of(session, region), "ministry", "", JANUARY)
    assert (one.name, one.slack) == ("Анна", "U0ANNA0001")


def test_who_is_recorded_takes_the_place_of_who_stands_in_the_file(region: Settings) -> None:
    region.root.mkdir(exist_ok=True)
    region.contacts_path.write_text("ministry:\n  - people: [{name: Зоя, email: z@example.org}]\n", encoding="utf8")
    assert who(region, FEBRUARY, "", "ministry") == ["Зоя"]
    bound(region, "Анна", MINISTRY, ends_on=FEBRUARY)
    assert [who(region, day, "", "ministry") for day in (FEBRUARY, MARCH)] == [["Анна"], ["Зоя"]]
    bound(region, "Вера", MINISTRY, is_beside=True, starts_on=MARCH)
    assert who(region, MARCH, "", "ministry") == ["Зоя", "Вера"]


# ── Leaving ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_leaves_held_the_role_until_the_day_before(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    ended(region, FEBRUARY)
    assert [who(region, day) for day in (JANUARY, date(2024, 2, 14), FEBRUARY)] == [["Анна"], ["Анна"], []]
    with reading(region) as session:
        (one,) = history(session)
    assert (one.last_day, one.end and one.end.reason) == (date(2024, 2, 14), "уволилась")
    assert one.binding.ends_on is None  # the fact itself is as it was said


def test_only_who_is_named_leaves(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    bound(region, "Вера", place=HERE, is_beside=True)
    assert [one.person for one in ended(region, FEBRUARY, "вера")] == ["Вера"]
    assert who(region, FEBRUARY) == ["Анна"]


def test_the_last_word_on_an_end_counts(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    ended(region, MARCH)
    ended(region, FEBRUARY)
    assert who(region, FEBRUARY) == []


def test_nobody_to_leave_is_told_with_who_holds_the_role(region: Settings) -> None:
    with pytest.raises(NotFound, match="никто не держит"):
        ended(region, FEBRUARY)
    region.root.mkdir(exist_ok=True)
    region.contacts_path.write_text("ministry:\n  - people: [{name: Зоя, email: z@example.org}]\n", encoding="utf8")
    with pytest.raises(NotFound, match=r"По contacts.yaml роль «Министерство» держит: Зоя; закончите там, until"):
        ended(region, FEBRUARY, place=EVERYWHERE, party=MINISTRY)


# ── Substitutes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_substitute_who_is_sent_home_early_gives_the_role_back(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    bound(region, "Вера", place=HERE, starts_on=FEBRUARY, ends_on=MARCH, substitute_for="Анна")
    assert [who(region, day) for day in (JANUARY, FEBRUARY, MARCH)] == [["Анна"], ["Вера"], ["Вера"]]
    ended(region, date(2024, 3, 1), "Вера")
    assert [who(region, day) for day in (date(2024, 2, 29), date(2024, 3, 1))] == [["Вера"], ["Анна"]]


def test_one_stands_in_only_for_who_holds_the_role_there(region: Settings) -> None:
    bound(region, "Анна", place=HERE)
    with pytest.raises(NotFound, match=r"Зоя 15.01.2024 роли «ОО» здесь не держит. Держит: Анна"):
        bound(region, "Вера", place=HERE, ends_on=MARCH, substitute_for="Зоя")
    with pytest.raises(VekhaError, match="Сам себя не замещают"):
        bound(region, "Анна", place=HERE, ends_on=MARCH, substitute_for="Анна")
    with pytest.raises(VekhaError, match="назовите последний, --to"):
        bound(region, "Вера", place=HERE, substitute_for="Анна")


# ── Refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("party", "said", "told"),
    [
        (OO, {"place": Place("edu1")}, "В реестре нет школ: edu1"),
        (OO, {"place": Place(FIRST, "Кирсанов")}, "Назовите одно"),
        (OO, {"place": Place("", "Кирсаново")}, "Муниципалитета «Кирсаново» в реестре школ нет.*Кирсанов"),
        (MINISTRY, {"place": HERE}, "одна на всю дорожную карту"),
        (MOUO, {"place": HERE}, "одна на муниципалитет"),
        (OO, {"place": HERE, "ends_on": date(2024, 1, 1)}, "Последний день 01.01.2024 раньше первого, 15.01.2024"),
        (OO, {"place": HERE, "email": "", "slack": ""}, "некуда писать: укажите slack или email"),
        (OO, {"place": HERE, "email": "veres", "slack": "@v"}, "slack: это не идентификатор Slack.*; email: это не"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(home: Settings, party: Party, said: dict[str, Any], told: str) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match=told):
        bound(home, "Анна", party, **said)
    with reading(home) as session:
        assert history(session) == []


def test_the_coordinator_may_be_another_in_each_municipality(region: Settings) -> None:
    bound(region, "Анна", Party(code=COORDINATOR, title="Координатор"), place=Place("", "Кирсанов"))
    assert who(region, FEBRUARY, FIRST, COORDINATOR) == ["Анна"]
    assert who(region, FEBRUARY, SECOND, COORDINATOR, "Мичуринск") == []


def test_a_home_without_a_database_is_known_by_its_file(tmp_path: Any) -> None:
    home = Settings(home=tmp_path, database_url=None)
    home.contacts_path.write_text("ministry:\n  - people: [{name: Зоя, email: z@example.org}]\n", encoding="utf8")
    assert [one.name for one in holders(contacts_here(home), "ministry", "", JANUARY)] == ["Зоя"]


def test_what_is_recorded_is_seen_at_once(region: Settings) -> None:
    with writing(region) as session:
        said = Said("Анна", email="a@example.org", place=HERE)
        bind(session, region, held(session), OO, said, as_of=JANUARY, author=BORIS)
        assert holders(contacts_of(session, region), "school", FIRST, JANUARY)
        session.rollback()
    assert who(region, JANUARY) == []


def test_who_asks_without_a_session_is_answered_by_the_record_too(home: Settings) -> None:
    opened(home)
    bound(home, "Анна", MINISTRY)
    assert [one.name for one in holders(contacts_here(home), "ministry", "", JANUARY)] == ["Анна"]
