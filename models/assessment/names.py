"""The names that a roadmap may write under `checks:` and `action:`. No pandas: commands that answer people read this.

What stands behind a name is in checks.py and in the modules of the analyses; a test compares.
"""

CHECKS = frozenset({"results_are_complete", "marks_follow_scores", "participants_fit_the_register"})

ACTIONS = frozenset(
    {
        "low_results",
        "pupils_at_risk",
        "low_branches",
        "low_classes",
        "teacher_support",
        "hard_elements",
        "dynamics",
    }
)
