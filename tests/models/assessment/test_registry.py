from pathlib import Path

from models.assessment.analysis import Context
from models.assessment.checks.registry import CHECKS, WANTS
from models.assessment.layout import LAYOUT, empty
from models.assessment.names import ACTIONS, RESTRICTED, TIMED_CHECKS, check_label
from models.assessment.names import CHECKS as CHECK_NAMES
from models.assessment.parameters import Parameters
from models.assessment.registry import ANALYSES


def test_what_a_roadmap_may_name_is_what_there_is() -> None:
    assert {name: analysis.version for name, analysis in ANALYSES.items()} == ACTIONS
    assert set(CHECKS) == CHECK_NAMES


def test_analyses_read_frames_of_the_layout() -> None:
    for analysis in ANALYSES.values():
        assert set(analysis.reads) <= set(LAYOUT), analysis.name


def test_restricted_analyses_are_those_whose_results_say_so() -> None:
    empty_frames = {kind: empty(kind) for kind in LAYOUT}
    context = Context((2023, 2024), Parameters())
    found = {name for name, analysis in ANALYSES.items() if analysis.compute(empty_frames, context).restricted}
    assert found == RESTRICTED


def test_what_looks_at_the_day_or_at_every_task_is_a_check() -> None:
    assert set(CHECKS) >= TIMED_CHECKS | set(WANTS)


def test_every_name_is_explained_to_who_writes_a_roadmap() -> None:
    page = (Path(__file__).parents[3] / "docs" / "roadmap-format.md").read_text(encoding="utf8")
    assert [name for name in [*CHECKS, *ANALYSES] if f"`{name}`" not in page] == []


def test_every_check_says_in_a_sentence_what_should_be_true() -> None:
    for check in CHECKS.values():
        assert (check.__doc__ or "").split("\n")[0].rstrip(".:") != "", check


def test_every_check_has_a_name_of_its_own_in_peoples_words() -> None:
    assert len({check_label(name) for name in CHECKS} - set(CHECKS)) == len(CHECKS)
