"""SIGKILL at every commit and every send of the story, and that the story has everything that can happen."""

from collections import Counter

import pytest

from models.people.notices import NoticeKind
from models.steps.status import Move
from tests.proof.dying import Undisturbed, kill_at_every_boundary, tell
from tests.proof.lives import Theatre


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
def test_a_kill_at_every_commit_and_every_send_changes_nothing(
    theatre: Theatre, undisturbed: Undisturbed, capsys: pytest.CaptureFixture[str]
) -> None:
    dawns = list(theatre.dawns())
    deaths = kill_at_every_boundary(theatre, undisturbed, dawns)
    assert all(death.was_killed for death in deaths)
    assert len(deaths) == len(undisturbed.boundaries)
    tell(capsys, undisturbed, f"boundaries {dict(Counter(undisturbed.boundaries))}", deaths)
