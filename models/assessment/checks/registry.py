"""All checks by name: what a roadmap's `checks:` can say, and what each of them need be given."""

from collections.abc import Callable, Iterator, Mapping

from models.assessment.analysis import Context
from models.assessment.checks.aggregates import aggregates_fit_the_rows
from models.assessment.checks.completeness import results_are_complete, results_are_present, schools_are_in_every_year
from models.assessment.checks.coverage import coverage_is_enough
from models.assessment.checks.freshness import appeals_are_closed, data_are_fresh
from models.assessment.checks.jumps import results_do_not_jump
from models.assessment.checks.register import participants_fit_the_register, pupils_and_schools
from models.assessment.checks.repeats import results_are_not_repeated
from models.assessment.checks.responses import responses_are_enough
from models.assessment.checks.scores import (
    marks_are_from_two_to_five,
    marks_follow_scores,
    scores_and_marks,
    scores_fit_the_maximum,
)
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.procedures import wants as procedures_want
from models.assessment.wanted import Wanted

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
        responses_are_enough,
    )
}


def _procedures(context: Context) -> Mapping[str, Wanted]:
    return procedures_want(context.years, context.parameters)


# Of which kinds only a part need be read for a check, and which; the others are read whole when it looks at them.
WANTS: Mapping[str, Callable[[Context], Mapping[str, Wanted]]] = {
    results_are_complete.__name__: _procedures,
    results_are_present.__name__: _procedures,
    schools_are_in_every_year.__name__: _procedures,
    results_do_not_jump.__name__: _procedures,
    marks_follow_scores.__name__: scores_and_marks,
    participants_fit_the_register.__name__: pupils_and_schools,
}
