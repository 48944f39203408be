"""How often the effect of support is told right, and how wrong before and after is: `python -m benchmarks.effect`.

Draws regions whose schools were chosen by what luck made of their results, before an effect of known size was added
(tasks/sample/effect), asks the analysis and the naive comparison, and prints a Markdown table: bias, its Monte-Carlo
error, coverage of the 95 % interval, how often an effect is called positive. docs/analysis.md keeps what was measured.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np
import pandas as pd
from scipy.stats import t

from models.assessment.effect.edge import jump, margins
from models.assessment.effect.estimate import effect, standardised
from models.assessment.effect.group import GROUP, Setting, setting
from models.assessment.effect.results import as_pairs, compared_results
from models.assessment.parameters import EffectParameters, Parameters
from tasks.sample.effect.region import OUTCOME, SELECTION, YEARS, EffectRegion, helped_region

EFFECTS = (0.0, 0.1, 0.2, 0.4)
CHANGE, SAME_COHORTS, EDGE = "изменение", "изменение, те же обучающиеся", "скачок на границе"
NAIVE, NAIVE_LOW = "«до и после»", "«до и после», низкие процедуры"
METHODS = (CHANGE, SAME_COHORTS, EDGE, NAIVE, NAIVE_LOW)
Interval = tuple[float, float, float]


@dataclass(frozen=True)
class Told:
    """What a method said over the regions of one effect.

    bias, error: the mean miss and its Monte-Carlo standard error; coverage, positive: shares of the regions with an
    answer; regions: how many had one.
    """

    regions: int
    bias: float
    error: float
    coverage: float
    positive: float


@dataclass(frozen=True)
class Study:
    """seed, effect, method, value, lower, upper; NaN where a method had no answer."""

    answers: pd.DataFrame

    def told(self, method: str, size: float) -> Told:
        """What this method said of effects of this size."""
        rows = self.answers[self.answers["method"].eq(method) & self.answers["effect"].eq(size)].dropna()
        many, miss = len(rows), rows["value"] - size
        is_covered = rows["lower"].le(size) & rows["upper"].ge(size)
        error = float(miss.std(ddof=1)) / sqrt(many)
        return Told(many, float(miss.mean()), error, float(is_covered.mean()), float(rows["lower"].gt(0).mean()))


def study(
    seeds: Iterable[int], schools: int = 400, effects: Iterable[float] = EFFECTS, methods: Iterable[str] = METHODS
) -> Study:
    """Draw a region from every seed with every effect and ask the methods about it."""
    sizes, chosen = tuple(effects), tuple(methods)
    found = []
    for seed in seeds:
        for size in sizes:
            region = helped_region(seed, size, schools)
            found += [(seed, size, method, *ASKED[method](region)) for method in chosen]
    return Study(pd.DataFrame(found, columns=["seed", "effect", "method", "value", "lower", "upper"]))


def _by_change(region: EffectRegion, *, same_cohorts: bool) -> Interval:
    at, parameters = _setting(region, same_cohorts=same_cohorts)
    matrix = as_pairs(compared_results(region.results, at, parameters, same_cohorts=same_cohorts))
    found = effect(matrix.values, matrix.weights, matrix.are(at.supported))
    return found.value, found.lower, found.upper


def _by_edge(region: EffectRegion) -> Interval:
    at, parameters = _setting(region, same_cohorts=False)
    matrix = as_pairs(compared_results(region.results, at, parameters, same_cohorts=False))
    over, is_ours = margins(region.results, SELECTION, parameters), matrix.are(at.supported)
    change = np.nansum(matrix.weights * standardised(matrix.values, is_ours), axis=1)
    margin = np.array([over.get(school, np.nan) for school in matrix.schools])
    edge, _why = jump(change, margin, is_ours, parameters)
    return (edge.value, edge.lower, edge.upper) if edge else (np.nan, np.nan, np.nan)


def _setting(region: EffectRegion, *, same_cohorts: bool) -> tuple[Setting, Parameters]:
    parameters = Parameters(effect=EffectParameters(same_cohorts=same_cohorts))
    return setting(region.results, region.group.astype(GROUP), YEARS, parameters), parameters


def _before_and_after(region: EffectRegion, *, low_only: bool) -> Interval:
    """What a report says that compares supported schools with themselves: the outcome minus the selection year.

    Standardised in the region; a t interval over schools. low_only: in the procedures that were low, as lists name.
    """
    rows = region.results[~region.results["small_n"]]
    failed, passed = rows["n_low"].astype(float), (rows["n"] - rows["n_low"]).astype(float)
    odds = pd.Series(np.log((passed + 0.5) / (failed + 0.5)), index=rows.index)
    by_work = odds.groupby([rows["year"], rows["procedure"]])
    rows = rows.assign(z=(odds - by_work.transform("mean")) / by_work.transform("std"))
    ours = rows[rows["school"].isin(region.group["school"])]
    before = ours[ours["year"].eq(SELECTION[-1]) & (ours["is_low"] | (not low_only))]
    both = before.merge(ours[ours["year"].eq(OUTCOME)], on=["school", "procedure"], suffixes=("", "_after"))
    change = (both["z_after"] - both["z"]).groupby(both["school"]).mean()
    half = t.ppf(0.975, len(change) - 1) * change.std(ddof=1) / sqrt(len(change))
    return float(change.mean()), float(change.mean() - half), float(change.mean() + half)


ASKED: Mapping[str, Callable[[EffectRegion], Interval]] = {
    CHANGE: partial(_by_change, same_cohorts=False),
    SAME_COHORTS: partial(_by_change, same_cohorts=True),
    EDGE: _by_edge,
    NAIVE: partial(_before_and_after, low_only=False),
    NAIVE_LOW: partial(_before_and_after, low_only=True),
}


def table(found: Study) -> Iterator[str]:
    """The Markdown lines."""
    yield "| Как считается | эффект | ответов | смещение | две ст. ошибки | покрытие, % | «положительный», % |"
    yield "|" + " --- |" * 7
    for method in found.answers["method"].unique():
        for size in sorted(set(found.answers["effect"])):
            told = found.told(method, size)
            cells = (f"{told.bias:+.3f}", f"{2 * told.error:.3f}", f"{100 * told.coverage:.1f}")
            shown = [method, f"{size:.1f}", str(told.regions), *cells, f"{100 * told.positive:.0f}"]
            yield "| " + " | ".join(shown).replace(".", ",") + " |"


def main() -> None:
    """Run the study and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many regions of each effect")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--schools", type=int, default=400, help="schools in a region")
    asked = parser.parse_args()
    for line in table(study(range(asked.first, asked.first + asked.seeds), asked.schools)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
