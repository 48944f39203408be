"""SIGKILL at any moment: run again, the record and the channel are those of a run that nobody disturbed."""

import random
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from models.people.notices import NoticeKind
from models.steps.status import Move
from tests.proof.lives import Dawn, Death, Ending, Stage, Theatre, die_then_live, ending, now, open_nursery
from tests.proof.story import STORY

SEED = 20240110
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


def test_a_few_kills_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theatre = Theatre(tmp_path, ends=date(2024, 4, 3))
    undisturbed = undisturbed_in(theatre)
    numbers = random.Random(SEED).sample(range(1, len(undisturbed.boundaries) + 1), 3)
    at_boundaries = kill_at_boundaries(theatre, undisturbed, numbers)
    at_moments = kill_at_moments(theatre, undisturbed, 3, SEED)
    assert all(death.was_killed for death in at_boundaries)
    tell(capsys, undisturbed, "short", at_boundaries + at_moments)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return Theatre(tmp_path_factory.mktemp("theatre"), ends=max(STORY))


@pytest.fixture(scope="module")
def undisturbed(theatre: Theatre) -> Undisturbed:
    return undisturbed_in(theatre)


@pytest.mark.proof
def test_the_story_has_every_kind_of_boundary_move_and_notice(undisturbed: Undisturbed) -> None:
    crossed = Counter(undisturbed.boundaries)
    assert crossed["before a commit"] == crossed["after a commit"] > 0
    assert crossed["before a send"] == crossed["after a send"] == len(undisturbed.keys)
    # A request, a change of the plan, a signature are one transaction each, like any other deed: their boundaries are
    # the same.
    like_others = {Move.REQUEST, Move.REPLAN, Move.ENDORSE}
    assert undisturbed.ending.moves == set(Move) - like_others
    # What people are told of their own deeds, and of whom they stand in for, is owed like a return: in the deed.
    in_deeds = {NoticeKind.ACCEPTED, NoticeKind.TO_ACCEPT, NoticeKind.SUBSTITUTION}
    in_deeds.add(NoticeKind.QUIET_PAIR)  # owed by the mentoring phase, of which the six measures have none
    assert undisturbed.ending.kinds | in_deeds == set(NoticeKind)


@pytest.mark.proof
def test_sixty_kills_at_random_moments_change_nothing(
    theatre: Theatre, undisturbed: Undisturbed, capsys: pytest.CaptureFixture[str]
) -> None:
    deaths: list[Death] = []
    while sum(is_inside(death, undisturbed) for death in deaths) < 60:
        assert len(deaths) < 180, "the kills fall beside the run"
        deaths += kill_at_moments(theatre, undisturbed, 20, SEED + len(deaths))
    tell(capsys, undisturbed, "moments", deaths)


@pytest.mark.proof
def test_a_kill_at_every_commit_and_every_send_changes_nothing(
    theatre: Theatre, undisturbed: Undisturbed, capsys: pytest.CaptureFixture[str]
) -> None:
    dawns = list(theatre.dawns())
    deaths = kill_at_every_boundary(theatre, undisturbed, dawns)
    assert all(death.was_killed for death in deaths)
    assert len(deaths) == len(undisturbed.boundaries)
    tell(capsys, undisturbed, f"boundaries {dict(Counter(undisturbed.boundaries))}", deaths)
