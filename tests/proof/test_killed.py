"""SIGKILL at any moment: run again, the record and the channel are those of a run that nobody disturbed.

At every boundary, one after another: test_killed_at_every_boundary.py, which another process can run meanwhile.
"""

import random
from datetime import date
from pathlib import Path

import pytest

from tests.proof.dying import Undisturbed, is_inside, kill_at_boundaries, kill_at_moments, tell, undisturbed_in
from tests.proof.lives import Death, Theatre

SEED = 20240110


def test_a_few_kills_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theatre = Theatre(tmp_path, ends=date(2024, 4, 3))
    undisturbed = undisturbed_in(theatre)
    numbers = random.Random(SEED).sample(range(1, len(undisturbed.boundaries) + 1), 3)
    at_boundaries = kill_at_boundaries(theatre, undisturbed, numbers)
    at_moments = kill_at_moments(theatre, undisturbed, 3, SEED)
    assert all(death.was_killed for death in at_boundaries)
    tell(capsys, undisturbed, "short", at_boundaries + at_moments)


@pytest.mark.proof
def test_sixty_kills_at_random_moments_change_nothing(
    theatre: Theatre, undisturbed: Undisturbed, capsys: pytest.CaptureFixture[str]
) -> None:
    deaths: list[Death] = []
    while sum(is_inside(death, undisturbed) for death in deaths) < 60:
        assert len(deaths) < 180, "the kills fall beside the run"
        deaths += kill_at_moments(theatre, undisturbed, 20, SEED + len(deaths))
    tell(capsys, undisturbed, "moments", deaths)
