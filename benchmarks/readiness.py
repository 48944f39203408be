"""Whether forecasts of the state exams come true, and useless ones are left out: `python -m benchmarks.readiness`.

Draws regions of 400 schools of three kinds (tasks/sample/readiness.py), gives the analysis all years but the last exam,
and compares what it says with that exam. Prints Markdown; docs/analysis.md keeps what was measured.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.analysis import Context
from models.assessment.layout import typed
from models.assessment.parameters import Parameters
from models.assessment.readiness.conclusion import ANALYSIS
from models.assessment.readiness.past import results
from models.assessment.readiness.trial import LOW, QUESTIONS, SHARE
from tasks.sample.readiness import KINDS, VPR_YEARS, found_region

ASKED = Context(VPR_YEARS, Parameters())
# Edges of the bands of the share that the table prints, in per cent.
SHARES = (2, 5, 10, 20, 40)


@dataclass(frozen=True)
class Study:
    """What was said of all regions, and what came.

    cohorts:  the analysis's rows with seed, kind, and what came: n_came, n_low, is_low.
    subjects: its details with seed and kind.
    """

    cohorts: pd.DataFrame
    subjects: pd.DataFrame

    def answered(self, kind: str, question: str, procedure: str = "") -> float:
        """In what share of the regions of this kind the question was answered (of all procedures together)."""
        return float(self._asked(kind, question, procedure)["why"].eq("").mean())

    def skill(self, kind: str, question: str, procedure: str = "") -> float:
        """Brier's skill of what was answered, in the year that came; NaN where nothing was."""
        return _skill(self.told(kind, question, procedure), question)

    def disappointed(self, kind: str, question: str, procedure: str = "") -> float:
        """In what share of the answers, a region's procedure each, the base rate was nearer to what came."""
        rows = self.told(kind, question, procedure)
        return float(np.mean([_skill(part, question) < 0 for _, part in rows.groupby(["seed", "procedure"])]))

    def coverage(self, kind: str, procedure: str = "", *, least: int = 0) -> float:
        """The share of the cohorts of at least so many pupils whose share came to lie in its interval."""
        rows = self.told(kind, SHARE, procedure)
        rows = rows[rows["n"].ge(least)]
        came = 100 * rows["n_low"] / rows["n_came"]
        # The limits are told in tenths of a per cent.
        return float((came.ge(rows["lower"] - 0.05) & came.le(rows["upper"] + 0.05)).mean())

    def calibration(self, kind: str, question: str, edges: tuple[int, ...]) -> pd.DataFrame:
        """band, cohorts, predicted, observed (per cent), and the interval of what came (a bootstrap by region)."""
        rows = self.told(kind, question)
        came, weight = _came(rows, question)
        told = rows[_NAMES[question][0]].astype(float)
        parts = pd.DataFrame({"seed": rows["seed"], "band": np.searchsorted(edges, told, side="right")})
        parts = parts.assign(weight=weight, predicted=weight * told, observed=100 * weight * came, cohorts=1)
        bands = [(band, parts[parts["band"].eq(band)]) for band in range(len(edges) + 1)]
        return pd.DataFrame([_band(band, part) for band, part in bands if len(part)])

    def told(self, kind: str, question: str, procedure: str = "") -> pd.DataFrame:
        """The cohorts of this kind that the question is answered of, and that sat the exam."""
        rows = self.cohorts[self.cohorts["kind"].eq(kind) & self.cohorts[_NAMES[question][0]].notna()]
        rows = rows[rows["procedure"].eq(procedure)] if procedure else rows
        return rows[rows["n_came"].notna()]

    def _asked(self, kind: str, question: str, procedure: str) -> pd.DataFrame:
        rows = self.subjects[self.subjects["kind"].eq(kind) & self.subjects["question"].eq(question)]
        return rows[rows["procedure"].eq(procedure)] if procedure else rows


_NAMES = {SHARE: ("share", "base_share"), LOW: ("probability", "base_probability")}


def study(seeds: Iterable[int], schools: int = 400, kinds: Iterable[str] = KINDS) -> Study:
    """Draw a region of each kind from every seed, and see what comes."""
    cohorts, subjects = list[pd.DataFrame](), list[pd.DataFrame]()
    for seed in seeds:
        for kind in kinds:
            region = found_region(seed, kind, schools)
            said = ANALYSIS.compute({"vpr": typed("vpr", region.vpr), "gia": typed("gia", region.gia)}, ASKED)
            came = results(typed("gia", region.to_come), ASKED.parameters).rename(columns={"n": "n_came"})
            both = said.table.merge(came[["school", "procedure", "n_came", "n_low", "is_low"]], how="left")
            cohorts.append(both.assign(seed=seed, kind=kind))
            subjects.append(said.details["subjects"].assign(seed=seed, kind=kind))
    return Study(pd.concat(cohorts, ignore_index=True), pd.concat(subjects, ignore_index=True))


def _came(rows: pd.DataFrame, question: str) -> tuple[np.ndarray, np.ndarray]:
    """What came, and what a cohort counts for."""
    many = rows["n_came"].to_numpy(float)
    if question == SHARE:
        return rows["n_low"].to_numpy(float) / many, many
    return rows["is_low"].to_numpy(float), np.ones(len(rows))


def _skill(rows: pd.DataFrame, question: str) -> float:
    came, weight = _came(rows, question)
    ours, base = ((weight * (came - rows[name].to_numpy(float) / 100) ** 2).sum() for name in _NAMES[question])
    return float(1 - ours / base) if base > 0 else np.nan


def _band(band: int, rows: pd.DataFrame, draws: int = 999) -> dict[str, float]:
    regions = rows.groupby("seed")[["weight", "predicted", "observed"]].sum().to_numpy(float)
    whole = regions.sum(axis=0)
    drawn = regions[np.random.default_rng(7).integers(0, len(regions), (draws, len(regions)))].sum(axis=1)
    lower, upper = np.quantile(drawn[:, 2] / drawn[:, 0], [0.025, 0.975])
    told, came = whole[1] / whole[0], whole[2] / whole[0]
    return {"band": band, "cohorts": len(rows), "predicted": told, "observed": came, "lower": lower, "upper": upper}


def tables(found: Study) -> Iterator[str]:
    """The Markdown lines of the tables."""
    yield "| Регион | вопрос | процедура | отвечено, % регионов | навык | базовая оказалась ближе, % | в интервале, % |"
    yield "|---|---|---|---|---|---|---|"
    for kind in found.subjects["kind"].unique():
        for question in QUESTIONS:
            for procedure in ["", *found.subjects["procedure"].unique()]:
                yield _line(found, str(kind), question, str(procedure))
    for question, edges in ((SHARE, SHARES), (LOW, ASKED.parameters.readiness.bands)):
        yield from (
            "",
            f"| {question}: полоса, % | когорт | предсказано, % | наступило, % (95 %) |",
            "|---|---|---|---|",
        )
        for row in found.calibration(KINDS[0], question, edges).to_dict("records"):
            name = f"{(0, *edges)[int(row['band'])]}–{(*edges, 100)[int(row['band'])]}"
            told, came = f"{row['predicted']:.1f}", f"{row['observed']:.1f} ({row['lower']:.1f}–{row['upper']:.1f})"
            yield f"| {name} | {row['cohorts']} | {told} | {came} |"


def _line(found: Study, kind: str, question: str, procedure: str) -> str:
    cells = [f"{100 * found.answered(kind, question, procedure):.0f}"]
    if found.told(kind, question, procedure).empty:
        cells += ["—"] * 3
    else:
        covered = f"{100 * found.coverage(kind, procedure):.1f}" if question == SHARE else "—"
        cells += [f"{found.skill(kind, question, procedure):.2f}"]
        cells += [f"{100 * found.disappointed(kind, question, procedure):.0f}", covered]
    return f"| {kind} | {question} | {procedure or 'все вместе'} | " + " | ".join(cells) + " |"


def main() -> None:
    """Run the study and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many regions of each kind")
    parser.add_argument("--schools", type=int, default=400, help="schools in a region")
    asked = parser.parse_args()
    for line in tables(study(range(1, asked.seeds + 1), asked.schools)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
