"""The names that a roadmap may write under `checks:` and `action:`. No pandas: commands that answer people read this.

What stands behind a name is in checks/ and in the modules of the analyses; a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType

from models.language import _

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
        "aggregates_fit_the_rows",
        "results_do_not_jump",
        "data_are_fresh",
        "appeals_are_closed",
        "responses_are_enough",
    }
)


def check_label(name: str) -> str:
    """The check as people read it: the statement that should be true of the data."""
    return {
        "results_are_complete": _("результаты есть за все классы и годы"),
        "results_are_present": _("результаты есть у каждой школы"),
        "schools_are_in_every_year": _("школа есть в каждом году"),
        "coverage_is_enough": _("охват достаточен"),
        "participants_fit_the_register": _("участники соответствуют реестру"),
        "marks_follow_scores": _("отметки следуют из баллов"),
        "marks_are_from_two_to_five": _("отметки и баллы в своих пределах"),
        "scores_fit_the_maximum": _("баллы не выше наибольших"),
        "results_are_not_repeated": _("результаты не повторяются"),
        "aggregates_fit_the_rows": _("отчёты сходятся с результатами"),
        "results_do_not_jump": _("результаты не скачут от года к году"),
        "data_are_fresh": _("данные свежие"),
        "appeals_are_closed": _("апелляции рассмотрены"),
        "responses_are_enough": _("ответов на опросник достаточно"),
    }.get(name, name)


# Those that look at the day: what they found may have passed by itself.
TIMED_CHECKS = frozenset({"data_are_fresh", "appeals_are_closed"})

# Each analysis with its version, bumped by hand when it would answer differently on the same cells.
ACTIONS: Mapping[str, int] = MappingProxyType(
    {
        "low_results": 2,
        "pupils_at_risk": 1,
        "low_branches": 2,
        "low_classes": 2,
        "teacher_support": 3,
        "hard_elements": 2,
        "dynamics": 3,
        "school_lists": 1,
        "objectivity": 5,
        "gia_readiness": 1,
        "pupils_before_exams": 1,
        "effect_of_support": 1,
    }
)

# Reports 2–7 of ВПР: what they tell of groups, the individual results («vpr») tell of pupils.
AGGREGATES = ("vpr_marks", "vpr_journal", "vpr_primary", "vpr_completion", "vpr_planned", "vpr_groups")
# Which of them do where the individual results of a year are not loaded. A rule that is not here needs pupils.
_INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "low_results": ("vpr_marks",),
        "school_lists": ("vpr_marks",),
        "dynamics": ("vpr_marks",),
        "effect_of_support": ("vpr_marks",),
        "hard_elements": ("vpr_completion", "vpr_planned"),
        "objectivity": ("vpr_journal", "vpr_primary"),
    }
)
# A person who writes a document reads the marks wherever they stand.
_BY_A_PERSON = ("vpr_marks",)

# Those that rest on who is supported, beside the loaded data: another list makes their answers stale.
OF_SUPPORTED = frozenset({"dynamics", "effect_of_support"})

# Those whose rows speak of pupils or teachers: their documents hold personal data.
RESTRICTED = frozenset({"pupils_at_risk", "teacher_support", "pupils_before_exams"})


def kinds_that_do(kind: str, action: str | None) -> tuple[str, ...]:
    """The kinds of data any of which answers for this kind in a measure with this action (None: a person's work)."""
    if kind != "vpr":
        return (kind,)
    return (kind, *(_BY_A_PERSON if action is None else _INSTEAD.get(action, ())))
