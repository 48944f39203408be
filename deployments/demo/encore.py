"""After the play: what the rules say that no measure of this roadmap asked, over the same loaded files.

Nothing is recorded; the answers are shown and, where every file that they need had arrived, held against the truth.
"""

from collections.abc import Sequence

from deployments.demo.improvising import data_kinds
from models.assessment.analysis import Result
from models.assessment.registry import ANALYSES
from models.roadmap.definition import Roadmap
from tasks.running.answering import answer
from tasks.settings import Settings

# The truth counts all of these.
EVERYTHING = frozenset({"vpr", "oge", "ege", "tasks", "assignments"})
OVER_ALL_YEARS = frozenset({"dynamics", "gia_readiness", "pupils_before_exams", "effect_of_support"})


def unasked(settings: Settings, roadmap: Roadmap, years: Sequence[int]) -> dict[str, Result]:
    """Rule → its answer, of every rule that no measure names. years: of the results that arrived; none: no answers.

    Those that learn from earlier years over all of them, the others over the last two, or what they need of them.
    """
    named = {measure.action for measure in roadmap.measures}
    if not years:
        return {}
    return {
        rule: answer(settings, rule, years if rule in OVER_ALL_YEARS else years[-2:], roadmap.assessment, roadmap.name)
        for rule in ANALYSES
        if rule not in named
    }


def may_be_held_against_truth(roadmap: Roadmap) -> bool:
    """Whether the roadmap's measures brought in everything that was planted."""
    return data_kinds(roadmap) >= EVERYTHING
