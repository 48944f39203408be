"""Death before and after every write and every send: the next pass ends as if nobody had died, each reader told once.

Slack under real kills is in tests/proof; here e-mail and the file, at every boundary of a pass.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from models.people.contacts import Person
from models.people.notices import OwedNotice
from models.records import Carried, Lease, Message, Notice, Step
from models.steps.status import Status
from tasks.channels.letter import Channel, ChannelClosed, Letter, Receipt
from tasks.channels.mail import MailChannel
from tasks.channels.outbox import send_unsent
from tasks.channels.to_file import FileChannel
from tasks.database import reading, writing
from tasks.settings import Settings
from tests.boundaries import Boundaries, Killed, as_it_is, start_again, watched
from tests.mail_stand_in import MailStandIn
from tests.tasks.channels.conftest import MORNING, NEXT_DAY, bound, late, opened, queued
from tests.tasks.channels.test_outbox import Postman


@dataclass
class Perilous:
    """A channel that may be the last thing a process does."""

    inner: Channel
    boundaries: Boundaries
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.inner.name

    def conversation(self, people: tuple[Person, ...]) -> str:
        return self.inner.conversation(people)

    def deliver(self, letter: Letter) -> Receipt:
        self.boundaries.cross("before a send")
        receipt = self.inner.deliver(letter)
        self.boundaries.cross("after a send")
        return receipt


def one_pass(home: Settings, channels: Sequence[Channel], boundaries: Boundaries) -> None:
    """A pass that may die, by a process that then gives nothing back."""
    with watched(home, boundaries):
        send_unsent(home, *(Perilous(channel, boundaries) for channel in channels), now=MORNING)


def ledger(home: Settings) -> tuple[list[Any], ...]:
    """All that the ledger says but moments and counts of attempts."""
    left_out = {"created_at", "attempts", "attempted_at", "sent_at"}
    with reading(home) as session:
        return tuple(
            sorted((row.model_dump(exclude=left_out) for row in session.exec(select(table))), key=str)
            for table in (Message, Notice, Carried)
        )


def prepared(home: Settings) -> None:
    """Three readers: one by e-mail with several facts, one by e-mail with a red one, one whom only the file reaches."""
    bound(
        home,
        a="{name: А, email: a@example.org}",
        b="{name: Б, email: b@example.org}",
        c="{name: В, slack: U012ABCDEF}",
    )
    queued(home, opened("T05", "a"), opened("T06", "a"), late("T07", "b"), opened("T08", "c"))


@pytest.fixture
def mail() -> Iterator[MailStandIn]:
    with MailStandIn() as server:
        yield server


def test_wherever_a_pass_dies_the_next_one_ends_it(home: Settings, mail: MailStandIn, tmp_path: Path) -> None:
    prepared(home)
    clean = as_it_is(home)
    file = tmp_path / "out.jsonl"
    channels: list[Channel] = [MailChannel(mail.url, "vekha@example.org"), FileChannel(file)]
    undisturbed = Boundaries()
    one_pass(home, channels, undisturbed)
    expected, names = ledger(home), Counter(undisturbed.passed)
    assert names["before a send"] == names["after a send"] == 3
    assert names["before a commit"] >= 3 + 2 * 3
    for number in range(1, len(undisturbed.passed) + 1):
        start_again(home, clean)
        mail.arrived.clear()
        file.unlink(missing_ok=True)
        with pytest.raises(Killed):
            one_pass(home, channels, Boundaries(number))
        bury(home)
        one_pass(home, channels, Boundaries())
        assert ledger(home) == expected, undisturbed.passed[number - 1]
        assert set(mail.read.values()) == {1}
        assert len(mail.read) == 2
        assert len([json.loads(line) for line in file.read_text("utf8").splitlines()]) == 1


def bury(home: Settings) -> None:
    """The process that held the turn is gone; here it is the test's own, which lives on."""
    with writing(home) as session:
        session.connection().execute(sa.delete(Lease))


class Shut(Postman):
    """Nothing goes through."""

    def deliver(self, letter: Letter) -> Receipt:
        raise ChannelClosed("закрыто")


def handed_in(home: Settings, code: str) -> None:
    with writing(home) as session:
        session.exec(select(Step).where(col(Step.measure) == code)).one().status = Status.SUBMITTED


def test_what_is_handed_in_before_a_retry_is_not_told(home: Settings) -> None:
    fact, other = opened("T05", "a"), opened("T06", "a")
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, fact, other)
    send_unsent(home, Shut(), now=MORNING)
    handed_in(home, "T05")
    postman = Postman()
    assert send_unsent(home, postman, now=MORNING).sent == 1
    assert "T05" not in postman.letters[0].text
    assert "T06" in postman.letters[0].text
    with reading(home) as session:
        said = {one.measure: one.status.value for one in session.exec(select(Notice))}
    assert said == {"T05": "unneeded", "T06": "sent"}


def test_what_is_handed_in_before_anything_is_sent_is_not_told_at_all(home: Settings) -> None:
    queued(home, late("T05"))
    handed_in(home, "T05")
    postman = Postman()
    assert send_unsent(home, postman, now=MORNING).left == 0
    assert postman.posted == []


@pytest.mark.parametrize(("kind", "sent"), [(opened, 0), (late, 1)], ids=["calm", "with something red"])
def test_what_failed_goes_again_at_night_only_when_something_in_it_is_red(
    home: Settings, kind: Callable[..., OwedNotice], sent: int
) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"), kind("T06", "a"))
    assert send_unsent(home, Shut(), now=MORNING).failed == 1
    assert send_unsent(home, Postman(), now=MORNING + timedelta(hours=14)).sent == sent
    assert send_unsent(home, Postman(), now=NEXT_DAY).sent == 1 - sent


def test_a_calm_message_that_failed_takes_the_place_of_the_day_on_which_it_goes(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    send_unsent(home, Shut(), now=MORNING)
    queued(home, opened("T06", "a"))
    assert send_unsent(home, Postman(), now=NEXT_DAY).sent == 1
    assert send_unsent(home, Postman(), now=NEXT_DAY).sent == 0  # T06 waits: that day has had its message
    assert send_unsent(home, Postman(), now=NEXT_DAY + timedelta(days=3)).sent == 1  # Monday
