"""All checks by name: what a roadmap's `checks:` can say, and which of them must see every task's points."""

from collections.abc import Callable, Iterator

from models.assessment.analysis import Context
from models.assessment.checks.aggregates import aggregates_fit_the_rows
from models.assessment.checks.completeness import results_are_complete, results_are_present, schools_are_in_every_year
from models.assessment.checks.coverage import coverage_is_enough
from models.assessment.checks.freshness import appeals_are_closed, data_are_fresh
from models.assessment.checks.jumps import results_do_not_jump
from models.assessment.checks.register import participants_fit_the_register
from models.assessment.checks.repeats import results_are_not_repeated
from models.assessment.checks.scores import marks_are_from_two_to_five, marks_follow_scores, scores_fit_the_maximum
from models.assessment.findings import Finding
from models.assessment.layout import Frames

# A named question: the findings it has about these frames in the context's years.
Check = Callable[[Frames, Context], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        results_are_complete,
        results_are_present,
        schools_are_in_every_year,
        coverage_is_enough,
        participants_fit_the_register,
        marks_follow_scores,
        marks_are_from_two_to_five,
        scores_fit_the_maximum,
        results_are_not_repeated,
        aggregates_fit_the_rows,
        results_do_not_jump,
        data_are_fresh,
        appeals_are_closed,
    )
}
# Ten times the rows of everything else: read only where a check asks for them.
SEES_TASKS = frozenset({scores_fit_the_maximum.__name__})
