"""The undisturbed story, kills of it at boundaries and at moments, and what must be as if nobody had died."""

import random
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.proof.lives import Dawn, Death, Ending, Stage, Theatre, die_then_live, ending, now, open_nursery

OPENING = ("before a commit", "after a commit")


@dataclass(frozen=True)
class Undisturbed:
    """How the story goes when nobody dies; seconds: from a life's start to the first and to the last journal write."""

    ending: Ending
    keys: set[str]
    threads: int
    boundaries: list[str]
    seconds: tuple[float, float]


def undisturbed_in(theatre: Theatre) -> Undisturbed:
    open_nursery()
    with ExitStack() as stack:
        stage = theatre.stage("undisturbed", stack)
        began = now()
        assert stage.live() == 0
        first, last = ((moment - began).total_seconds() for moment in stage.moments)
        found = ending(stage.world.settings)
        assert found.is_verified
        return Undisturbed(found, set(stage.slack.keys), len(stage.slack.opening), stage.boundaries, (first, last))


def assert_as_undisturbed(stage: Stage, undisturbed: Undisturbed) -> None:
    assert ending(stage.world.settings) == undisturbed.ending
    assert stage.slack.keys == Counter(dict.fromkeys(undisturbed.keys, 1))
    assert len(stage.slack.opening) == undisturbed.threads


def killed_at_boundary(theatre: Theatre, undisturbed: Undisturbed, number: int, dawn: Dawn | None = None) -> Death:
    with ExitStack() as stack:
        stage = theatre.stage(f"boundary-{dawn.day if dawn else 0}-{number}", stack, dawn)
        death = die_then_live(stage, die_at=number)
        assert_as_undisturbed(stage, undisturbed)
        return death


def killed_after(theatre: Theatre, undisturbed: Undisturbed, seconds: float) -> Death:
    with ExitStack() as stack:
        stage = theatre.stage(f"moment-{seconds:.6f}", stack)
        death = die_then_live(stage, after_seconds=seconds)
        assert_as_undisturbed(stage, undisturbed)
        return death


def is_inside(death: Death, undisturbed: Undisturbed) -> bool:
    """Whether the kill fell between the first journal write and the last one, as the record that it left says."""
    return death.was_killed and 0 < death.entries < len(undisturbed.ending.journal)


def kill_at_boundaries(theatre: Theatre, undisturbed: Undisturbed, numbers: list[int]) -> list[Death]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda number: killed_at_boundary(theatre, undisturbed, number), numbers))


def kill_at_every_boundary(theatre: Theatre, undisturbed: Undisturbed, dawns: list[Dawn]) -> list[Death]:
    """Day by day: what happens before a day is the same whoever dies in it, so it is not lived through again."""
    numbered = [
        (dawn, number)
        for dawn in dawns
        for number in range(1, len(dawn.boundaries) + 1)
        if dawn is dawns[0] or number > len(OPENING)  # every process begins by opening the cycle
    ]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda one: killed_at_boundary(theatre, undisturbed, one[1], one[0]), numbered))


def kill_at_moments(theatre: Theatre, undisturbed: Undisturbed, count: int, seed: int) -> list[Death]:
    drawn = [random.Random(f"{seed} {n}").uniform(*undisturbed.seconds) for n in range(count)]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda seconds: killed_after(theatre, undisturbed, seconds), drawn))


def tell(capsys: pytest.CaptureFixture[str], undisturbed: Undisturbed, what: str, deaths: list[Death]) -> None:
    inside = sum(is_inside(death, undisturbed) for death in deaths)
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {len(deaths)} kills, {inside} between the first and the last journal write\n")
