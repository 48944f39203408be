"""The names that a roadmap may write under `checks:` and `action:`. No pandas: commands that answer people read this.

What stands behind a name is in checks/ and in the modules of the analyses; a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHECKS = frozenset(
    {
        "results_are_complete",
        "results_are_present",
        "schools_are_in_every_year",
        "coverage_is_enough",
        "participants_fit_the_register",
        "marks_follow_scores",
        "marks_are_from_two_to_five",
        "scores_fit_the_maximum",
        "results_are_not_repeated",
        "results_do_not_jump",
        "data_are_fresh",
        "appeals_are_closed",
    }
)

# Those that look at the day: what they found may have passed by itself.
TIMED_CHECKS = frozenset({"data_are_fresh", "appeals_are_closed"})

# Each analysis with its version, bumped by hand when it would answer differently on the same cells.
ACTIONS: Mapping[str, int] = MappingProxyType(
    {
        "low_results": 2,
        "pupils_at_risk": 1,
        "low_branches": 1,
        "low_classes": 1,
        "teacher_support": 2,
        "hard_elements": 1,
        "dynamics": 2,
        "school_lists": 1,
        "objectivity": 1,
        "gia_readiness": 1,
    }
)

# Those whose rows speak of pupils or teachers: their documents hold personal data.
RESTRICTED = frozenset({"pupils_at_risk", "teacher_support"})
