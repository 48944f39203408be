"""The best plans of all schools together, proven so. Pure; docs/support-plan.md tells the way."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from models.support.catalogue import Catalogue
from models.support.solving import whole
from models.support.solving.best import Asked, best
from models.support.solving.options import Bools, Floats, Ints, Options, options
from models.support.solving.pricing import prices_of
from models.support.solving.sharing import Claims, allotted, claims
from models.support.worth import of_plans

# Claims are first sought that lose no more than this; where they exceed the places, those that lose so many times more.
LOSS, WIDER = 0.01, 4.0
# What worths may differ by and still be called equal.
EQUAL = 1e-6


def solved(found: pd.DataFrame, catalogue: Catalogue, limit: int, room: Mapping[str, float]) -> tuple[Bools, float]:
    """Which candidates are chosen, and what all plans together are worth: no other choice is worth more.

    found: candidates.candidates; limit: measures a school; room: measure → schools at most
    """
    if found.empty:
        return np.zeros(0, bool), 0.0
    lists = options(found, catalogue, limit)
    if lists is None:
        return whole.solved(found, catalogue, limit, room)
    plans = _shared(lists, limit, np.array([room[code] for code in catalogue.by_code], float))
    at = {code: place for place, code in enumerate(catalogue.by_code)}
    is_chosen = plans[found["school"].astype("category").cat.codes, found["code"].map(at)]
    return is_chosen, of_plans(found[is_chosen])


def _shared(lists: list[Options], limit: int, room: Floats) -> Bools:
    """Every school's plan, school × measure.

    Only measures with a price are shared out at first; those that plans then take more of than there is are as well.
    What is best without a limit, and keeps it, is best within it.
    """
    everybody = Asked.of_all(lists[0].worths.shape[1], len(room))
    prices = prices_of(lambda there: best(lists, limit, there, everybody), room)
    scarce, most_lost = np.flatnonzero(prices), LOSS
    while True:
        found = claims(partial(best, lists, limit, prices), everybody, scarce, most_lost)
        given = allotted(found, scarce, room, prices)
        if given is None:
            most_lost *= WIDER
            continue
        plans = given.plans
        overrun = plans.sum(axis=0) > room
        short = _short_of_the_bound(given, scarce, room, prices)
        if overrun.any():
            scarce = np.union1d(scarce, np.flatnonzero(overrun))
        elif short <= most_lost + EQUAL:
            return plans
        else:
            most_lost = short


def _short_of_the_bound(given: Claims, scarce: Ints, room: Floats, prices: Floats) -> float:
    """How much less than the bound (pricing.py) the plans are worth: what schools lose, and what empty places cost."""
    empty = room[scarce] - given.plans[:, scarce].sum(axis=0)
    return float(given.losses.sum() + prices[scarce] @ empty)
