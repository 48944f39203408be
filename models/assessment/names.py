"""The names that a roadmap may write under `checks:` and `action:`. No pandas: commands that answer people read this.

What stands behind a name is in checks.py and in the modules of the analyses; a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHECKS = frozenset({"results_are_complete", "marks_follow_scores", "participants_fit_the_register"})

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
    }
)
