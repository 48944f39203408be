from models.assessment.checks import CHECKS
from models.assessment.layout import LAYOUT
from models.assessment.names import ACTIONS
from models.assessment.names import CHECKS as CHECK_NAMES
from models.assessment.registry import ANALYSES


def test_what_a_roadmap_may_name_is_what_there_is() -> None:
    assert {name: analysis.version for name, analysis in ANALYSES.items()} == ACTIONS
    assert set(CHECKS) == CHECK_NAMES


def test_analyses_read_frames_of_the_layout() -> None:
    for analysis in ANALYSES.values():
        assert set(analysis.reads) <= set(LAYOUT), analysis.name
