"""What an inbox is made of is read for those measures only that concern whose it is, on both databases."""

import sqlalchemy as sa

from models.people.contacts import Place
from models.people.ownership import Whose
from models.roadmap.order import Party, Scope
from tasks.database import engine, reading, writing
from tasks.people.bindings import Said, bind
from tasks.people.inbox import Seen, inbox_of
from tasks.record.book import find_cycle
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, MARCH, SECOND, THIRD, done, hand_in, held, opened, paper, ref

OO = Party(code="school", title="ОО", scope=Scope.SCHOOL)


def seen(home: Settings, whose: Whose, year: int = 0) -> Seen:
    with reading(home) as session:
        return inbox_of(session, home, find_cycle(session, "six", 2024), whose, MARCH, year)


def bound(home: Settings, name: str, **said: object) -> None:
    words = Said(name, email=f"{len(name)}@example.org", **said)  # type: ignore[arg-type]
    with writing(home) as session:
        bind(session, home, held(session), OO, words, as_of=MARCH, author=ANNA)


def test_what_is_handed_in_already_is_told_beside_what_is_missing(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    bound(any_home, "Анна", place=Place(FIRST))
    hand_in(any_home, ref("B2", FIRST), paper(title="Анкеты"))
    found = seen(any_home, Whose(person="Анна"))
    (item,) = found.items
    assert (item.units, item.handed_in, item.missing) == ((FIRST,), ("Анкеты",), ("Рисковый профиль",))
    assert found.schools[FIRST] == "Школа № 1"


def test_another_year_is_left_out_when_one_is_named(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    bound(home, "Анна")
    assert len(seen(home, Whose(person="Анна"), 2024).items) == 1
    assert seen(home, Whose(person="Анна"), 2025).items == ()


def test_it_takes_no_more_queries_for_more_schools(home: Settings) -> None:
    counts = []
    for schools in ((FIRST,), (FIRST, SECOND, THIRD)):
        opened(home, *schools)
        asked: list[str] = []
        sa.event.listen(
            engine(home.database), "before_cursor_execute", lambda *said, asked=asked: asked.append(said[2])
        )
        seen(home, Whose(role="school"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
