"""A Slack of one's own, a cycle to owe notices in, and a channel between them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import SecretStr
from slack_sdk import WebClient
from sqlmodel import Session, select

from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, RoadmapVersion, Step
from models.roadmap.plan import as_json, occurrences
from models.steps.status import Status
from tasks.channels.letter import Channel
from tasks.channels.outbox import Sent, queue, send_unsent
from tasks.channels.slack import SlackChannel
from tasks.database import writing
from tasks.settings import Settings
from tests.factories import six
from tests.slack_stand_in import CHANNEL, TOKEN, SlackStandIn

# A Thursday, at ten in Moscow.
AS_OF = date(2024, 8, 1)
MORNING = datetime(2024, 8, 1, 7, tzinfo=UTC)
NEXT_DAY = MORNING + timedelta(days=1)
DUE_ON = date(2024, 8, 31)
WHEN = "2024-08-01/2024-08-31"


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
        if found := session.exec(select(Cycle).where(Cycle.year == year)).first():
            return found.id or 0
        version = RoadmapVersion(
            name="kirsanov-2024",
            sha256=str(year),
            definition=six().model_dump_json(),
            plan=as_json(occurrences(six())),
            recorded_at=moment,
        )
        session.add(version)
        session.flush()
        assert version.id is not None
        cycle = Cycle(roadmap="kirsanov-2024", year=year, version_id=version.id, opened_at=moment, simulated=simulated)
        session.add(cycle)
        session.flush()
        assert cycle.id is not None
        return cycle.id


def owed_of(kind: NoticeKind, measure: str, party: str = "toipkro", scope: str = "", day: date = AS_OF) -> OwedNotice:
    facts = Facts(
        roadmap="kirsanov-2024",
        year=2024,
        as_of=day,
        party=party,
        scope=scope,
        measure=measure,
        title="Анкетирование школ",
        place="п. 5",
        occurrence=WHEN,
        unit=scope,
        due_on=DUE_ON,
        rung=3 if kind in (NoticeKind.OVERDUE, NoticeKind.ESCALATION) else -7,
        deliverables=("Справка",),
        reason="нет подписи",
        version=2,
        findings=("строка 3",),
        phase="Анализ" if kind is NoticeKind.PHASE_COMPLETE else "",
    )
    return owed(kind, facts)


def opened(measure: str, party: str = "toipkro", scope: str = "", day: date = AS_OF) -> OwedNotice:
    return owed_of(NoticeKind.OPENED, measure, party, scope, day)


def late(measure: str, party: str = "toipkro", scope: str = "", day: date = AS_OF) -> OwedNotice:
    return owed_of(NoticeKind.OVERDUE, measure, party, scope, day)


def queued(of: Settings, *notices: OwedNotice, day: date = AS_OF) -> None:
    """These facts are owed, and the steps that they speak of are open."""
    cycle = a_cycle(of)
    with writing(of) as session:
        spoken_of = [open_step(session, cycle, one.measure, one.scope) for one in notices]
        queue(session, cycle, day, [replace(one, steps=(step,)) for one, step in zip(notices, spoken_of, strict=True)])


def open_step(session: Session, cycle: int, measure: str, unit: str = "") -> int:
    where = (Step.cycle_id == cycle, Step.measure == measure, Step.occurrence == WHEN, Step.unit == unit)
    step = session.exec(select(Step).where(*where)).first()
    if step is None:
        step = Step(cycle_id=cycle, measure=measure, occurrence=WHEN, unit=unit, opens_on=AS_OF, due_on=DUE_ON,
                    status=Status.OPEN, reason="нет подписи")  # fmt: skip
        session.add(step)
        session.flush()
    assert step.id is not None
    return step.id


def bound(home: Settings, **people: str) -> None:
    """contacts.yaml: role → its only person, as YAML."""
    lines = [f"{role}:\n  - people: [{person}]\n" for role, person in people.items()]
    home.contacts_path.write_text("".join(lines), encoding="utf8")


def directors(home: Settings, slack: SlackStandIn, count: int) -> None:
    """The role «school» is held in each of the schools edu0, edu1, … by somebody with a conversation of their own."""
    slack.channels = (CHANNEL, *(f"D{number:08}" for number in range(count)))
    lines = [
        f"  - school: edu{number}\n    people: [{{name: Директор {number}, slack: D{number:08}}}]\n"
        for number in range(count)
    ]
    home.contacts_path.write_text("school:\n" + "".join(lines), encoding="utf8")


def sent_on(of: Settings, channel: Channel | None, now: datetime = MORNING) -> Sent:
    """A pass through one channel at that moment."""
    return send_unsent(of, *([channel] if channel else []), now=now)
