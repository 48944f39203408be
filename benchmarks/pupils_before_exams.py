"""Whether what is said of pupils comes true, and is left out where it is no more than their school's: run as a module.

`python -m benchmarks.pupils_before_exams` draws regions of 400 schools of three kinds (tasks/sample/readiness.py), a
quarter of which have made a crosswalk, gives the analysis all years but the last exam, and compares what it says of the
linked pupils with that exam. Prints Markdown; docs/analysis.md keeps what was measured.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.readiness import ASKED
from models.assessment.layout import Frames, typed
from models.assessment.readiness.pupils.chances import learnt
from models.assessment.readiness.pupils.conclusion import ANALYSIS, met_by_exam
from models.assessment.readiness.pupils.linking import exams_of, linked
from models.assessment.readiness.trial import band_of
from tasks.sample.readiness import KINDS, VPR_YEARS, ReadinessRegion, found_region

COMING = VPR_YEARS[-1] + 1


@dataclass(frozen=True)
class Study:
    """What was said of all regions, and what came.

    pupils: kind, seed, procedure, school, chance, school_chance, below; of exams that were answered
    subjects: the analysis's details with seed and kind
    """

    pupils: pd.DataFrame
    subjects: pd.DataFrame

    def answered(self, kind: str, procedure: str = "") -> float:
        """In what share of the regions of this kind the exam was answered (of all exams together)."""
        return float(_of(self.subjects, kind, procedure)["why"].eq("").mean())

    def skill(self, kind: str, procedure: str = "") -> float:
        """Brier's skill against the school's own chance in the year that came; NaN where nothing was answered."""
        return _skill(_of(self.pupils, kind, procedure))

    def disappointed(self, kind: str, procedure: str = "") -> float:
        """In what share of the answers, a region's exam each, the school's chance was nearer to what came."""
        groups = _of(self.pupils, kind, procedure).groupby(["seed", "procedure"])
        return float(np.mean([_skill(part) < 0 for _, part in groups])) if groups.ngroups else np.nan

    def calibration(self, kind: str) -> pd.DataFrame:
        """band, pupils, predicted, observed (per cent), and the interval of what came (a bootstrap by region)."""
        rows = _of(self.pupils, kind, "")
        band = band_of(rows["chance"], ASKED.parameters.readiness.bands)
        return pd.DataFrame([_band(int(one), rows[band == one]) for one in sorted(set(band))])


def study(seeds: Iterable[int], schools: int = 400, kinds: Iterable[str] = KINDS) -> Study:
    """Draw a region of each kind from every seed, and see what comes."""
    found = [
        [part.assign(seed=seed, kind=kind) for part in _of_region(found_region(seed, kind, schools))]
        for seed in seeds
        for kind in kinds
    ]
    return Study(*(pd.concat(parts, ignore_index=True) for parts in zip(*found, strict=True)))


def _of_region(region: ReadinessRegion) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The coming pupils with what was said and what came, and the exams."""
    data: Frames = {name: typed(name, getattr(region, name)) for name in ANALYSIS.reads}
    subjects = ANALYSIS.compute(data, ASKED).details["subjects"]
    told = set(subjects.loc[subjects["why"].eq(""), "procedure"])
    met = met_by_exam(ANALYSIS.select(data, ASKED), ASKED)
    columns = ["procedure", "school", "chance", "school_chance", "below"]
    parts = [pd.DataFrame(columns=columns)]
    for name in sorted(told):
        of_exam, exam = met[name], name.split(", ", 1)
        coming = of_exam.coming(COMING, data["crosswalk"]["school"])
        said = learnt(of_exam.linked, of_exam.held, ASKED.parameters).of(coming)
        came = exams_of(typed("gia", region.to_come), exam[0], exam[1], ASKED.parameters)
        parts.append(linked(said, data["crosswalk"], came).assign(procedure=name)[columns])
    return pd.concat([part for part in parts if len(part)] or parts), subjects


def _of(rows: pd.DataFrame, kind: str, procedure: str) -> pd.DataFrame:
    rows = rows[rows["kind"].eq(kind)]
    return rows[rows["procedure"].eq(procedure)] if procedure else rows


def _skill(rows: pd.DataFrame) -> float:
    came = rows["below"].to_numpy(float)
    ours, base = (((came - rows[name].to_numpy(float)) ** 2).sum() for name in ("chance", "school_chance"))
    return float(1 - ours / base) if base > 0 else np.nan


def _band(band: int, rows: pd.DataFrame, draws: int = 999) -> dict[str, float]:
    regions = rows.assign(one=1.0, below=rows["below"].astype(float)).groupby("seed")[["one", "below"]].sum().to_numpy()
    drawn = regions[np.random.default_rng(7).integers(0, len(regions), (draws, len(regions)))].sum(axis=1)
    lower, upper = 100 * np.quantile(drawn[:, 1] / drawn[:, 0], [0.025, 0.975])
    told, came = 100 * rows["chance"].astype(float).mean(), 100 * rows["below"].astype(float).mean()
    return {"band": band, "pupils": len(rows), "predicted": told, "observed": came, "lower": lower, "upper": upper}


def tables(found: Study) -> Iterator[str]:
    """The Markdown lines of the tables."""
    yield "| Регион | экзамен | отвечено, % регионов | навык | школьная ближе, % |"
    yield "|---|---|---|---|---|"
    for kind in found.subjects["kind"].unique():
        for procedure in ["", *found.subjects["procedure"].unique()]:
            yield _line(found, str(kind), str(procedure))
    yield from ("", "| Полоса, % | обучающихся | предсказано, % | наступило, % (95 %) |", "|---|---|---|---|")
    edges = ASKED.parameters.readiness.bands
    for row in found.calibration(KINDS[0]).to_dict("records"):
        name = f"{(0, *edges)[int(row['band'])]}–{(*edges, 100)[int(row['band'])]}"
        came = f"{row['observed']:.1f} ({row['lower']:.1f}–{row['upper']:.1f})"
        yield f"| {name} | {row['pupils']} | {row['predicted']:.1f} | {came} |"


def _line(found: Study, kind: str, procedure: str) -> str:
    cells = [f"{100 * found.answered(kind, procedure):.0f}", "—", "—"]
    if found.answered(kind, procedure):
        cells[1:] = [f"{found.skill(kind, procedure):.2f}", f"{100 * found.disappointed(kind, procedure):.0f}"]
    return f"| {kind} | {procedure or 'все вместе'} | " + " | ".join(cells) + " |"


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
