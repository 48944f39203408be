"""A Slack of one's own, a cycle to owe notices in, and a channel between them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr
from slack_sdk import WebClient

from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, RoadmapVersion
from tasks.channels.outbox import queue
from tasks.channels.slack import SlackChannel
from tasks.database import writing
from tasks.settings import Settings
from tests.slack_stand_in import CHANNEL, TOKEN, SlackStandIn

AS_OF = date(2024, 8, 1)


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


class Waits(list[float]):
    """Notes how long it was asked to wait instead of waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def channel(slack: SlackStandIn, waits: Waits) -> SlackChannel:
    client = WebClient(token=TOKEN, base_url=slack.url, timeout=1, retry_handlers=[])
    return SlackChannel(client, CHANNEL, pause=waits)


def with_token(home: Settings, slack: SlackStandIn, token: str = TOKEN) -> Settings:
    told = {"slack_token": SecretStr(token), "slack_url": slack.url, "slack_channel": CHANNEL}
    return home.model_copy(update=told)


def a_cycle(of: Settings, year: int = 2024, simulated: bool = False) -> int:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    with writing(of) as session:
        version = RoadmapVersion(name="kirsanov-2024", sha256=str(year), definition="{}", plan="{}", recorded_at=moment)
        session.add(version)
        session.flush()
        assert version.id is not None
        cycle = Cycle(roadmap="kirsanov-2024", year=year, version_id=version.id, opened_at=moment, simulated=simulated)
        session.add(cycle)
        session.flush()
        assert cycle.id is not None
        return cycle.id


def opened(measure: str, party: str = "toipkro", scope: str = "", day: date = AS_OF) -> OwedNotice:
    facts = Facts(
        roadmap="kirsanov-2024",
        year=2024,
        as_of=day,
        party=party,
        scope=scope,
        measure=measure,
        title="Анкетирование школ",
        place="п. 5",
        occurrence="2024-08-01/2024-08-31",
        due_on=date(2024, 8, 31),
        deliverables=("Справка",),
    )
    return owed(NoticeKind.OPENED, facts)


def queued(of: Settings, *notices: OwedNotice) -> None:
    cycle = a_cycle(of)
    with writing(of) as session:
        queue(session, cycle, AS_OF, notices)
