"""A signed link is good for one thing, one step, one person, for a while; a deed's works once; it can be taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from stat import S_IMODE

import pytest
from pydantic import SecretStr

from models.errors import NotFound
from models.people.contacts import Person
from models.people.links import LinkPurpose, LinkRefused, Refusal
from tasks.database import reading, writing
from tasks.people.links import Link, all_links, mint, revoke, spend, verify
from tasks.people.persons import person_id
from tasks.settings import Settings
from tests.factories import FIRST, opened, the_step

NOW = datetime(2024, 2, 15, 9, tzinfo=UTC)
IN_A_WEEK = NOW + timedelta(days=7)
OLGA = Person(name="Ольга Сергеевна", slack="U0OLGA0001", email="Olga@example.org")
HAND_IN, WHY = LinkPurpose.HAND_IN, LinkPurpose.WHY


def minted(home: Settings, purpose: LinkPurpose = HAND_IN) -> str:
    opened(home, FIRST)
    with writing(home) as session:
        step = the_step(home, "A1") if purpose.is_of_a_step else None
        return mint(session, home, purpose, OLGA, step, now=NOW, until=IN_A_WEEK, by="anna")


def looked_at(home: Settings, said: str, purpose: LinkPurpose = HAND_IN, now: datetime = NOW) -> Link:
    with reading(home) as session:
        return verify(session, home, said, purpose, now=now)


def followed(home: Settings, said: str, purpose: LinkPurpose = HAND_IN, now: datetime = NOW) -> Link:
    with writing(home) as session:
        return spend(session, home, said, purpose, now=now)


def refusal(of: Callable[[], object]) -> Refusal:
    with pytest.raises(LinkRefused) as refused:
        of()
    assert str(refused.value) == refused.value.refusal.sentence
    return refused.value.refusal


def test_it_says_for_what_which_step_and_whom_until_when(any_home: Settings) -> None:
    link = looked_at(any_home, minted(any_home))
    assert (link.purpose, link.step_id) == (HAND_IN, the_step(any_home, "A1").id)
    assert (link.person, link.expires_at) == (person_id(any_home, OLGA), IN_A_WEEK)
    assert link.author("school").via == f"link:{link.id}"


def test_nothing_of_the_person_can_be_read_off_it(home: Settings) -> None:
    from base64 import urlsafe_b64decode

    said = minted(home)
    shown = said + urlsafe_b64decode(said.split(".")[0] + "==").decode("latin-1")
    assert not [part for part in ("olga", "U0OLGA", "Ольга") if part.casefold() in shown.casefold()]


def test_a_deed_is_done_by_it_once(any_home: Settings) -> None:
    said = minted(any_home)
    followed(any_home, said)
    assert refusal(lambda: followed(any_home, said)) is Refusal.USED
    assert refusal(lambda: looked_at(any_home, said)) is Refusal.USED


def test_of_many_who_follow_it_at_once_one_does_the_deed(any_home: Settings) -> None:
    said = minted(any_home)

    def outcome(_nth: int) -> str:
        try:
            return followed(any_home, said).id
        except LinkRefused as refused:
            return refused.refusal

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(outcome, range(8)))
    assert found.count("used") == 7


def test_a_deed_that_fails_leaves_it_unspent(home: Settings) -> None:
    said = minted(home)
    with writing(home) as session:
        spend(session, home, said, HAND_IN, now=NOW)
        session.rollback()
    assert followed(home, said)


@pytest.mark.parametrize("purpose", [WHY, LinkPurpose.CALENDAR])
def test_looking_by_it_does_not_spend_it(home: Settings, purpose: LinkPurpose) -> None:
    said = minted(home, purpose)
    assert followed(home, said, purpose) == followed(home, said, purpose)


def test_it_ends_at_its_instant(home: Settings) -> None:
    said = minted(home)
    assert looked_at(home, said, now=IN_A_WEEK - timedelta(seconds=1))
    assert refusal(lambda: looked_at(home, said, now=IN_A_WEEK)) is Refusal.EXPIRED


def test_it_is_for_its_own_purpose_only(home: Settings) -> None:
    said = minted(home, WHY)
    assert refusal(lambda: looked_at(home, said, HAND_IN)) is Refusal.OTHER_PURPOSE


@pytest.mark.parametrize("spoilt", [lambda said: said[:-1], lambda said: "A" + said[1:], lambda said: "", str.swapcase])
def test_what_we_did_not_sign_is_refused(home: Settings, spoilt: Callable[[str], str]) -> None:
    said = minted(home)
    assert refusal(lambda: looked_at(home, spoilt(said))) is Refusal.FORGED


def test_what_another_installation_signed_is_refused(home: Settings) -> None:
    said = minted(home)
    another = home.model_copy(update={"link_secret": SecretStr("another " * 4)})
    assert refusal(lambda: looked_at(another, said)) is Refusal.FORGED


def test_one_whose_record_is_gone_is_refused(home: Settings) -> None:
    said = minted(home)
    with writing(home) as session:
        session.delete(all_links(session)[0])
    assert refusal(lambda: looked_at(home, said)) is Refusal.FORGED


def test_it_can_be_taken_back(home: Settings) -> None:
    said = minted(home)
    with writing(home) as session:
        ids = [one.id for one in all_links(session, person_id(home, OLGA))]
        assert revoke(session, ids, now=NOW) == 1
        assert revoke(session, ids, now=NOW) == 0
    assert refusal(lambda: followed(home, said)) is Refusal.REVOKED


def test_taking_back_what_is_not_there_takes_nothing_back(home: Settings) -> None:
    said = minted(home)
    with writing(home) as session:
        known = all_links(session)[0].id
    with pytest.raises(NotFound, match="Таких ссылок нет: nowhere"), writing(home) as session:
        revoke(session, [known, "nowhere"], now=NOW)
    assert looked_at(home, said)


def test_its_key_is_the_owners_only(home: Settings) -> None:
    minted(home)
    assert S_IMODE(home.link_secret_path.stat().st_mode) == 0o600


def test_a_link_without_a_step_or_without_time_is_never_made(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        for purpose, until in ((HAND_IN, IN_A_WEEK), (LinkPurpose.CALENDAR, NOW)):
            with pytest.raises(ValueError, match="a link lasts"):
                mint(session, home, purpose, OLGA, now=NOW, until=until, by="anna")
