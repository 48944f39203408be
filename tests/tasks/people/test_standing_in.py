"""Who stands in is told so, with what is theirs, when it is recorded or a sweep sees it: once, and nobody else is."""

from datetime import UTC, date, datetime

from sqlmodel import col, select

from models.people.contacts import COORDINATOR, Place
from models.people.notices import NoticeKind
from models.records import Notice, NoticeStatus
from models.roadmap.order import Party, Scope
from tasks.channels.ledger import Wanted, ledger
from tasks.database import reading, writing
from tasks.people.bindings import Said, bind, unbind
from tasks.people.sweeping import sweep
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MARCH, SECOND, done, held, opened, ref
from tests.tasks.channels.conftest import sent_on
from tests.tasks.channels.test_outbox import Postman

OO = Party(code="school", title="ОО", scope=Scope.SCHOOL)
THE_COORDINATOR = Party(code=COORDINATOR, title="Координатор")
HERE = Place(FIRST)
VERA = "{name: Vera, email: vera@example.org}"
AWAY, BACK = date(2024, 3, 20), date(2024, 3, 31)
# A Friday, at ten in Moscow.
MORNING = datetime(2024, 3, 15, 7, tzinfo=UTC)


def bound(home: Settings, person: str, party: Party = OO, as_of: date = FEBRUARY, **said: object) -> None:
    words = Said(person, email=f"{person.lower()}@example.org", **said)  # type: ignore[arg-type]
    with writing(home) as session:
        bind(session, home, held(session), party, words, as_of=as_of, author=ANNA)


def stands_in(home: Settings, person: str = "Vera", away: str = "Anna", since: date = AWAY, until: date = BACK) -> None:
    bound(home, person, as_of=MARCH, substitute_for=away, starts_on=since, ends_on=until, place=HERE)


def year(home: Settings) -> None:
    """Two schools with a holder each, and what they are to do is open."""
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    bound(home, "Anna", place=HERE)
    bound(home, "Olga", place=Place(SECOND))


def owed(home: Settings) -> list[Notice]:
    with reading(home) as session:
        query = select(Notice).where(Notice.kind == NoticeKind.SUBSTITUTION)
        return list(session.exec(query.order_by(col(Notice.id))))


def readers(home: Settings) -> list[str]:
    """Who is told of the substitution, wherever else something is told."""
    sent_on(home, Postman(), MORNING)
    return [line.recipient for line in ledger(home, Wanted(kind=NoticeKind.SUBSTITUTION)) if line.recipient]


def test_the_substitute_hears_of_it_before_the_days_begin_and_nobody_else_does(any_home: Settings) -> None:
    year(any_home)
    stands_in(any_home)
    (told,) = owed(any_home)
    assert (told.party, told.scope, told.as_of) == ("school", FIRST, MARCH)
    assert "Вы замещаете роль «ОО» с 20.03.2024 по 31.03.2024. 1 школа: Школа № 1." in told.text
    assert readers(any_home) == ["vera@example.org"]


def test_what_is_open_is_told_along(home: Settings) -> None:
    year(home)
    examine(home, "B2", Wish("six", 2024, MARCH))
    stands_in(home)
    (told,) = owed(home)
    assert "За вами: открыто — 1, просрочено — 0, ждёт приёмки — 0. Ближайшие сроки: B2 до 30.04.2024." in told.text
    assert told.text.endswith(f"vekha inbox --role school --school {FIRST}")


def test_said_again_it_is_told_once(home: Settings) -> None:
    year(home)
    stands_in(home)
    stands_in(home)
    assert len(owed(home)) == 1


def test_another_substitute_for_the_same_days_is_told_too(home: Settings) -> None:
    year(home)
    stands_in(home)
    stands_in(home, "Zoya", away="Vera")
    assert len(owed(home)) == 2


def test_who_is_bound_for_good_is_told_nothing(home: Settings) -> None:
    year(home)
    assert owed(home) == []


def test_of_days_that_are_over_nobody_is_told(home: Settings) -> None:
    year(home)
    stands_in(home, since=date(2024, 3, 1), until=date(2024, 3, 10))
    assert owed(home) == []


def test_who_does_not_stand_in_after_all_is_told_nothing(home: Settings) -> None:
    year(home)
    stands_in(home)
    with writing(home) as session:
        unbind(session, home, OO, Said("Vera", place=HERE), AWAY, as_of=MARCH, author=ANNA)
    assert readers(home) == []
    assert [one.status for one in owed(home)] == [NoticeStatus.UNNEEDED]


def test_who_stands_in_for_the_coordinator_is_told_how_all_of_it_stands(home: Settings) -> None:
    year(home)
    bound(home, "Rita", THE_COORDINATOR)
    bound(home, "Lida", THE_COORDINATOR, as_of=MARCH, starts_on=AWAY, ends_on=BACK, substitute_for="Rita")
    (told,) = owed(home)
    assert "По карте: открыто — 0" in told.text
    assert told.text.endswith("vekha inbox --role coordinator")
    assert readers(home) == ["lida@example.org"]


def test_who_stands_in_by_the_contacts_file_is_told_by_the_next_sweep_once(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    in_file(
        any_home, f"{{school: {FIRST}, from: 2024-03-20, until: 2024-03-31, substitute_for: Anna, people: [{VERA}]}}"
    )
    assert [sweep(any_home, MARCH.isoformat()) > 0, sweep(any_home, MARCH.isoformat())] == [True, 0]
    (told,) = owed(any_home)
    assert (told.party, told.scope, told.as_of) == ("school", FIRST, MARCH)
    assert "Вы замещаете роль «ОО» с 20.03.2024 по 31.03.2024. 1 школа: Школа № 1." in told.text
    assert "Vera" not in told.key
    assert readers(any_home) == ["vera@example.org"]


def test_other_days_in_the_file_are_told_anew_and_days_that_are_over_never(home: Settings) -> None:
    opened(home, FIRST)
    for until in ("2024-03-31", "2024-04-05", "2024-03-10"):
        in_file(home, f"{{school: {FIRST}, from: 2024-03-01, until: {until}, substitute_for: Anna, people: [{VERA}]}}")
        sweep(home, MARCH.isoformat())
    assert [one.due_on for one in owed(home)] == [date(2024, 3, 31), date(2024, 4, 5)]


def in_file(home: Settings, stands_in: str) -> None:
    """The contacts file: a school's holder, and who stands in for them."""
    lines = (
        "school:",
        f"  - {{school: {FIRST}, people: [{{name: Anna, email: anna@example.org}}]}}",
        f"  - {stands_in}",
    )
    home.contacts_path.write_text("\n".join(lines) + "\n", "utf8")
