"""Whether the effect that was added to a region lies inside the interval that the rule gives. Pure.

A region with files of its own has four years, and its first list is made from the first two: no year decided nothing,
and there the rule rightly says nothing. So the truth of the effect is held by regions drawn as counts (region.py).
"""

from collections.abc import Iterable
from itertools import cycle

from models.assessment.effect.answers import CHANGE, NOT_AVAILABLE
from models.assessment.effect.conclusion import concluded
from models.assessment.effect.group import GROUP
from models.assessment.parameters import Parameters
from tasks.sample.effect.region import OUTCOME, YEARS, EffectRegion, helped_region
from tasks.sample.scoring import Found, Ids

KIND = "effect_of_support"
EFFECTS = (0.0, 0.2, 0.4)
MISSED = "missed"


def judged(seeds: Iterable[int], schools: int = 400) -> tuple[dict[str, dict[int, Ids]], Found]:
    """What was planted and what was found, as scoring.py compares: a region of each seed, its effect one of EFFECTS.

    Found is a region whose interval holds its effect; one whose interval does not is claimed in vain, and one that
    nothing is said of is not found.
    """
    planted: Ids = set()
    found: Ids = set()
    for seed, effect in zip(seeds, cycle(EFFECTS), strict=False):
        planted.add((str(seed),))
        found |= _answered(seed, helped_region(seed, effect, schools))
    return {KIND: {OUTCOME: planted}}, {(KIND, OUTCOME): found}


def _answered(seed: int, region: EffectRegion) -> Ids:
    table = concluded(region.results, region.group.astype(GROUP), YEARS, Parameters()).table
    (row,) = table[table["method"].eq(CHANGE)].to_dict("records")
    if row["conclusion"] == NOT_AVAILABLE:
        return set()
    return {(str(seed),)} if row["lower"] <= region.effect <= row["upper"] else {(str(seed), MISSED)}
