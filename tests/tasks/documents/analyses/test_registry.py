"""No analysis without papers, and no papers without an analysis."""

from models.assessment.registry import ANALYSES
from tasks.documents.analyses.registry import PAPERS


def test_every_rule_has_its_papers_in_the_rules_order() -> None:
    assert [*PAPERS] == [*ANALYSES]
