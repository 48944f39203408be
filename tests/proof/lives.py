"""Lives of the driver: processes of their own that are killed, run again, and end in a record to be compared."""

import multiprocessing
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select

from models.records import (
    Carried,
    Cycle,
    DataFinding,
    Dataset,
    Deliverable,
    GroupMember,
    Hold,
    HoldRelease,
    JournalEntry,
    Message,
    Notice,
    NoticeStep,
    RoleBinding,
    RoleBindingEnd,
    Snooze,
    Step,
    Waiver,
    WaiverRevocation,
)
from tasks.data.pseudonyms import pseudonyms
from tasks.database import engine, migrate, reading
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.proof.driver import perform, world_in
from tests.proof.region import CONTACTS, write_inputs
from tests.proof.story import STORY, World
from tests.slack_stand_in import CHANNEL, SlackStandIn

# What is decided beside the journal, or in it and in a row of its own.
DECIDED = (Hold, HoldRelease, RoleBinding, RoleBindingEnd, Waiver, WaiverRevocation)
COORDINATORS = "C0VEKHA02"
PEOPLE = ("U0VEKHA03", "U0VEKHA04", "U0VEKHA05")
# A life forks from a process that has imported everything and nothing else: it starts in milliseconds.
nursery = multiprocessing.get_context("forkserver")
nursery.set_forkserver_preload(["tests.proof.driver", "tasks.running.analyse"])

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Ending:
    """All that the record says but moments, hashes of journal entries and database keys; and that the journal holds."""

    steps: Rows
    journal: Rows
    notices: Rows
    messages: Rows
    carried: Sequence[tuple[str, str]]
    spoken_of: Rows
    deliverables: Rows
    others: Rows
    moves: frozenset[str]
    kinds: frozenset[str]
    is_verified: bool


def ending(settings: Settings) -> Ending:
    """How the record of a home ends."""
    with reading(settings) as session:
        numbers = {step.id: (step.measure, step.occurrence, step.unit) for step in session.exec(select(Step))}
        carried = (
            select(Message.key, Notice.key)
            .join(Carried, col(Carried.message_id) == col(Message.id))
            .join(Notice, col(Notice.id) == col(Carried.notice_id))
        )
        spoken_of = select(Notice.key, NoticeStep.step_id).join(NoticeStep, col(NoticeStep.notice_id) == col(Notice.id))
        papers = [(numbers[one.step_id], *_said(one, "step_id")) for one in session.exec(select(Deliverable))]
        found = Ending(
            steps=_rows(session, Step),
            journal=_rows(session, JournalEntry, "step_id", "at", "previous", "hash"),
            notices=_rows(session, Notice, "created_at"),
            messages=_rows(session, Message, "created_at", "attempts", "attempted_at", "sent_at", "provider_id"),
            carried=sorted(session.exec(carried).all()),
            spoken_of=sorted((key, *numbers[step]) for key, step in session.exec(spoken_of)),
            deliverables=sorted(papers),
            # A person's id is made with a secret, and every home has its own.
            others=_rows(session, Snooze, "person", "at")
            + [
                row
                for table in (DataFinding, GroupMember, Dataset, *DECIDED)
                for row in _rows(session, table, "loaded_at", "superseded_at", "delete_after", "at")
            ],
            moves=frozenset(session.exec(select(JournalEntry.move))),
            kinds=frozenset(session.exec(select(Notice.kind))),
            is_verified=all(verify(session, cycle).holds for cycle in session.exec(select(Cycle))),
        )
    engine(settings.database).dispose()
    return found


def _rows(session: Session, table: type[SQLModel], *left_out: str) -> Rows:
    return sorted((_said(row, *left_out) for row in session.exec(select(table))), key=str)


def _said(row: SQLModel, *left_out: str) -> tuple[Any, ...]:
    return tuple(value for name, value in row.model_dump().items() if name not in ("id", *left_out))


@dataclass
class Stage:
    """A world with a Slack of its own, which outlives every death of the driver."""

    world: World
    slack: SlackStandIn

    def begin(self, die_at: int | None = None) -> BaseProcess:
        """Let a life begin."""
        life = nursery.Process(target=perform, args=(self.world, self.slack.url, die_at), daemon=True)
        life.start()
        return life

    def live(self, die_at: int | None = None) -> int:
        """A whole life: how it ended, as processes tell it."""
        life = self.begin(die_at)
        life.join(120)
        assert life.exitcode is not None, "the life does not end"
        return life.exitcode

    @property
    def boundaries(self) -> list[str]:
        """Those that a whole life crossed."""
        return self.world.calendar.with_suffix(".boundaries").read_text(encoding="ascii").splitlines()

    @property
    def entries(self) -> int:
        """How long the journal is."""
        with reading(self.world.settings) as session:
            count = session.exec(select(func.count(col(JournalEntry.id)))).one()
        engine(self.world.settings.database).dispose()
        return count

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Of the first and of the last journal write."""
        with reading(self.world.settings) as session:
            found = session.exec(select(func.min(JournalEntry.at), func.max(JournalEntry.at))).one()
        engine(self.world.settings.database).dispose()
        return found

    @property
    def repeated(self) -> Counter[str]:
        """The keys that stand more than once in the channel."""
        return Counter({key: times for key, times in self.slack.keys.items() if times > 1})


class Theatre:
    """Prepares stages from one migrated home and one set of files."""

    def __init__(self, folder: Path, ends: date) -> None:
        self._folder, self._ends = folder, ends
        self.inputs = folder / "inputs"
        self.inputs.mkdir()
        write_inputs(self.inputs)
        template = world_in(folder / "template", self.inputs, ends).settings
        migrate(template)
        engine(template.database).dispose()
        pseudonyms(template)  # one secret for all: keys of pupils, and so the hashes of frames, can be compared
        template.contacts_path.write_text(CONTACTS, encoding="utf8")

    def stage(self, name: str, stack: ExitStack, dawn: "Dawn | None" = None) -> Stage:
        """A stage of its own, torn down with the stack; the story begins on it, or goes on from a dawn."""
        folder = self._folder / name
        shutil.copytree(dawn.folder if dawn else self._folder / "template", folder)
        stack.callback(shutil.rmtree, folder)
        slack = stack.enter_context(SlackStandIn(channels=(CHANNEL, COORDINATORS, *PEOPLE)))
        slack.messages = list(dawn.messages) if dawn else []
        return Stage(world_in(folder, self.inputs, self._ends), slack)

    def dawns(self) -> Iterator["Dawn"]:
        """The story lived a day at a time by processes of their own, nobody disturbed; kept before each day."""
        with ExitStack() as stack:
            stage = self.stage("day-by-day", stack)
            for day in [day for day in STORY if day <= self._ends]:
                kept = self._folder / f"dawn-{day}"
                shutil.copytree(stage.world.calendar.parent, kept)
                messages = tuple(stage.slack.messages)
                assert replace(stage, world=replace(stage.world, ends=day)).live() == 0
                yield Dawn(day, kept, messages, tuple(stage.boundaries))


@dataclass(frozen=True)
class Dawn:
    """A world before a day of the story. boundaries: what is crossed from there to the day's end."""

    day: date
    folder: Path
    messages: tuple[dict[str, Any], ...]
    boundaries: tuple[str, ...]


def open_nursery() -> None:
    """Let the process that lives fork from import all it needs, before anybody measures a life."""
    first = nursery.Process(target=int)
    first.start()
    first.join()


@dataclass(frozen=True)
class Death:
    """What a killed life left: how long its journal was, and whether it was killed at all."""

    was_killed: bool
    entries: int


def die_then_live(stage: Stage, die_at: int | None = None, after_seconds: float | None = None) -> Death:
    """One death, at a boundary or after so many seconds, and the life that goes on from there to the end."""
    life = stage.begin(die_at)
    if after_seconds is not None:
        time.sleep(after_seconds)
        life.kill()
    life.join(120)
    death = Death(life.exitcode == -signal.SIGKILL, stage.entries)
    assert not stage.repeated, stage.repeated
    assert stage.live() == 0, "the life after a death does not reach the end"
    return death


def now() -> datetime:
    """The moment, as the journal writes it."""
    return datetime.now(UTC)
