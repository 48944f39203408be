"""A small region with crosswalks, as the rules are given it."""

from functools import cache

from models.assessment.analysis import Result
from models.assessment.layout import Frames, typed
from models.assessment.readiness.pupils.conclusion import ANALYSIS, compute
from tasks.sample.readiness import VPR_YEARS, found_region
from tests.models.assessment.factories import context

ASKED = context(*VPR_YEARS)


@cache
def data(kind: str = "told") -> Frames:
    """Sixty schools, fifteen of which have made a crosswalk."""
    region = found_region(4, kind, 60)
    return {name: typed(name, getattr(region, name)) for name in ANALYSIS.reads}


@cache
def found(kind: str = "told") -> Result:
    """What is said of its pupils."""
    return compute(data(kind), ASKED)
