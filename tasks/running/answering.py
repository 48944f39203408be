"""What a rule answers over all the data that are loaded, for no measure: nothing is recorded. Imports pandas."""

from collections.abc import Sequence

from models.assessment.analysis import Context, Result
from models.assessment.parameters import Parameters
from models.assessment.registry import ANALYSES
from tasks.data.datasets import frames, frames_wanted, holding
from tasks.data.recorded import with_recorded
from tasks.database import reading
from tasks.record.supported import supported_schools
from tasks.settings import Settings


def answer(
    settings: Settings, analysis: str, years: Sequence[int], parameters: Parameters | None = None, roadmap: str = ""
) -> Result:
    """The rule's answer over these result years. parameters: a roadmap's own, else the orders' usual ones.

    roadmap: whose approved lists say who is supported; of all roadmaps when none is named
    """
    rule, context = ANALYSES[analysis], Context(tuple(sorted(years)), parameters or Parameters())
    wants = rule.wants(context)
    told = {wanted.unless.kind for wanted in wants.values() if wanted.unless is not None}
    whole = [kind for kind in rule.reads if kind not in {*wants, *told}]
    with reading(settings) as session:
        datasets = holding(session, [*rule.reads, *told], years)
        supported = supported_schools(session, roadmap)
    read = frames(settings, datasets, whole, years) | frames_wanted(settings, datasets, wants)
    return rule.compute(with_recorded(rule, read, supported), context)
