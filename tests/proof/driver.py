"""Lives through the story on the engine's plain functions, without Prefect, and dies by SIGKILL where it is told to.

Run again after any death it goes on with the day on which it died, and each deed looks into the record first. By hand:
`python -m tests.proof.driver WORLD --slack URL [--die-at N]`.
"""

import argparse
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import product
from pathlib import Path

import sqlalchemy as sa
from slack_sdk import WebClient
from sqlalchemy import event
from sqlmodel import Session

from models.people.contacts import Person
from tasks.channels.letter import Channel, Letter, Receipt
from tasks.channels.outbox import send_unsent
from tasks.channels.slack import SlackChannel
from tasks.cycle.years import open_cycle
from tasks.database import engine, reading, writing
from tasks.people.digests import owe_digests
from tasks.people.reminding import remind
from tasks.record.writer import locked_cycle
from tasks.running.examine import examine
from tasks.running.phase import due_phases, finish
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.proof.story import SIX, SOMEBODY, STORY, YEAR, World
from tests.slack_stand_in import CHANNEL, TOKEN

MOST_ROUNDS = 12
# Ten o'clock in Moscow: nobody sleeps.
AT_SEVEN = time(7)


class Hour(StrEnum):
    """A day's two halves, in the order of the alphabet: Vekha goes on at dawn, people act afterwards."""

    DAWN = "1-dawn"
    DEEDS = "2-deeds"


def live(world: World, channel: Channel) -> None:
    """From where the calendar stands to the world's last day."""
    with writing(world.settings) as session:
        open_cycle(session, SIX, YEAR, as_of=min(STORY), author=SOMEBODY)
    for day, hour in product(STORY, Hour):
        if day <= world.ends and f"{day} {hour}" >= _now(world):
            _turn_page(world, f"{day} {hour}")
            if hour is Hour.DAWN:
                go_on(world.settings, day, channel)
            else:
                _act(world, day)


def go_on(settings: Settings, day: date, channel: Channel | None) -> None:
    """What the flows do on a day: phase after phase that has work or news, then notices."""
    wish = Wish(SIX.name, YEAR, day)
    for _round in range(MOST_ROUNDS):
        due = due_phases(settings, SIX.name, YEAR, day.isoformat())
        if not due:
            break
        # The first one only, then the question again: a life that begins in the middle goes the same way.
        for measure in SIX.of_phase(due[0]):
            examine(settings, measure.code, wish)
        finish(settings, due[0], wish)
    with writing(settings) as session:
        cycle = locked_cycle(session, SIX.name, YEAR)
        remind(session, settings, cycle, day)
        owe_digests(session, cycle, day)
    send_unsent(settings, *([channel] if channel else []), now=datetime.combine(day, AT_SEVEN, UTC))


def _act(world: World, day: date) -> None:
    """What people do that day and have not done yet, as the record knows."""
    for deed in STORY[day]:
        with reading(world.settings) as session:
            is_recorded = deed.is_recorded(session, world, day)
        if not is_recorded:
            deed.do(world, day)


def _now(world: World) -> str:
    """The day and hour in which the last life ended; empty at the beginning."""
    return world.calendar.read_text(encoding="ascii") if world.calendar.exists() else ""


def _turn_page(world: World, now: str) -> None:
    draft = world.calendar.with_suffix(".next")
    draft.write_text(now, encoding="ascii")
    draft.replace(world.calendar)


@dataclass
class Boundaries:
    """Counts the moments between which something is written or sent; the process dies at one of them."""

    die_at: int | None = None
    passed: list[str] = field(default_factory=list)

    def cross(self, name: str) -> None:
        """One more; perhaps the last."""
        self.passed.append(name)
        if len(self.passed) == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: sa.Engine) -> None:
        """Stand before and after every commit of a writing transaction."""
        event.listen(Session, "after_commit", lambda session: self.cross("after a commit"))
        event.listen(engine, "commit", lambda connection: self.cross("before a commit"))


@dataclass
class Perilous:
    """A channel that may be the last thing a process does."""

    inner: Channel
    cross: Callable[[str], None]
    name: str = "slack"

    def conversation(self, people: tuple[Person, ...]) -> str:
        return self.inner.conversation(people)

    def deliver(self, letter: Letter) -> Receipt:
        self.cross("before a send")
        receipt = self.inner.deliver(letter)
        self.cross("after a send")
        return receipt


def perform(world: World, slack: str, die_at: int | None = None) -> None:
    """Live, counting the boundaries; their names are left beside the calendar."""
    boundaries = Boundaries(die_at)
    boundaries.watch(engine(world.settings.database))
    client = WebClient(token=TOKEN, base_url=slack, timeout=10, retry_handlers=[])
    live(world, Perilous(SlackChannel(client, CHANNEL), boundaries.cross))
    world.calendar.with_suffix(".boundaries").write_text("\n".join(boundaries.passed), encoding="ascii")


def world_in(folder: Path, inputs: Path, ends: date) -> World:
    """The world whose home is in that folder."""
    home = folder / "home"
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'vekha.db'}")
    return World(settings, inputs, folder / "calendar", ends)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("inputs", type=Path)
    arguments.add_argument("--slack", required=True)
    arguments.add_argument("--die-at", type=int)
    given = arguments.parse_args()
    perform(world_in(given.folder, given.inputs, max(STORY)), given.slack, given.die_at)
