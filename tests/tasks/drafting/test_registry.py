"""Every name that a roadmap may write has somebody who prepares it, and the other way round."""

from models.drafts import DRAFTS
from tasks.drafting.registry import DRAFTERS


def test_names_and_drafters_are_the_same() -> None:
    assert set(DRAFTERS) == DRAFTS
