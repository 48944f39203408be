"""The papers of every analysis, by its name."""

from tasks.documents.analyses import (
    hard_elements,
    low_branches,
    low_classes,
    low_results,
    pupils_at_risk,
    pupils_before_exams,
    school_lists,
    teacher_support,
)
from tasks.documents.analyses.dynamics import papers as dynamics
from tasks.documents.analyses.effect import papers as effect_of_support
from tasks.documents.analyses.objectivity import papers as objectivity
from tasks.documents.analyses.papers import Papers
from tasks.documents.analyses.readiness import papers as readiness

_ANALYSES = (
    low_results,
    school_lists,
    pupils_at_risk,
    low_branches,
    low_classes,
    teacher_support,
    hard_elements,
    dynamics,
    objectivity,
    readiness,
    pupils_before_exams,
    effect_of_support,
)

PAPERS: dict[str, Papers] = {analysis.PAPERS.name: analysis.PAPERS for analysis in _ANALYSES}
