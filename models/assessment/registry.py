"""All automated measures' rules by name: what a roadmap's `action:` can say."""

from models.assessment import (
    hard_elements,
    low_branches,
    low_classes,
    low_results,
    place_elements,
    pupils_at_risk,
    school_lists,
    teacher_support,
)
from models.assessment.analysis import Analysis, OfPlaces
from models.assessment.dynamics import conclusion as dynamics
from models.assessment.effect import conclusion as effect_of_support
from models.assessment.objectivity import conclusion as objectivity
from models.assessment.readiness import conclusion as readiness
from models.assessment.readiness.pupils import conclusion as pupils_before_exams

_RULES = (
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

ANALYSES: dict[str, Analysis] = {rule.ANALYSIS.name: rule.ANALYSIS for rule in _RULES}
# Those whose answers of municipalities are no sums over schools; a rule with neither answers for all schools only.
OF_PLACES: dict[str, OfPlaces] = {"hard_elements": place_elements.OF_PLACES}
