"""The names that a roadmap may write under an indicator's `by:`. What stands behind a name is in by_record.py.

An indicator without `by:` is counted by people: no record knows how many teachers came to a council.
"""

COUNTERS = frozenset(
    {
        "schools_that_closed",
        "schools_that_answered",
        "schools_with_curator",
        "schools_with_partner",
        "schools_with_plan",
        "schools_that_met_mentors",
        "low_schools",
    }
)

# The check of a measure whose findings tell which schools have not answered the survey enough.
ANSWERS_CHECK = "responses_are_enough"
