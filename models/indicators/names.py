"""The names that a roadmap may write under an indicator's `by:`. What stands behind a name is in counting.py.

An indicator without `by:` is counted by people: no record knows how many teachers came to a council.
"""

COUNTERS = frozenset({"schools_that_closed", "schools_with_plan", "schools_that_met_mentors", "low_schools"})
