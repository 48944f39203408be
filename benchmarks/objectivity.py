"""How often the markers of non-objective results are wrong, and what they find: `python -m benchmarks.objectivity`.

Draws regions of 400 schools with known truth (tasks/sample/objectivity), asks the analysis and the raw rules about
them, and prints Markdown tables: the share of honest schools that a marker, or the conclusion, names, and the share of
planted schools by kind and size that it finds. docs/analysis.md keeps what was measured.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.raw_markers import RAW
from models.assessment.analysis import Context
from models.assessment.layout import Frames, typed
from models.assessment.objectivity.conclusion import ANALYSIS, concluded
from models.assessment.objectivity.evidence import ASPECTS, NO_SIGN, SIGN
from models.assessment.objectivity.material import Material, prepared
from models.assessment.parameters import Parameters
from tasks.sample.objectivity.frames import frames_of, truth_of
from tasks.sample.objectivity.planting import ALIKE, KINDS
from tasks.sample.objectivity.region import YEARS, found_region

CONCLUSION = "вывод"
ANY = "хоть один"
OTHER_LEVELS = {0.05: "при 0,05", 0.2: "при 0,2"}
ASKED = Context(YEARS, Parameters())


@dataclass(frozen=True)
class Study:
    """What was found in all regions.

    schools: one row a school of a region: seed, school, kind, size.
    named:   seed, school and a rule that named it in the last year: a marker, «вывод», «raw NO1».
    """

    schools: pd.DataFrame
    named: pd.DataFrame

    def rate(self, rule: str, kind: str = "", size: float = 0.0) -> float:
        """The share of the schools of this kind and size that the rule named."""
        of_kind = self.schools[self.schools["kind"].eq(kind) & self.schools["size"].eq(size)]
        by_rule = self.named.loc[self.named["rule"].eq(rule), ["seed", "school"]].drop_duplicates()
        return len(of_kind.merge(by_rule, on=["seed", "school"])) / len(of_kind)

    def many(self, kind: str = "", size: float = 0.0) -> int:
        """How many schools of this kind and size there were."""
        return int((self.schools["kind"].eq(kind) & self.schools["size"].eq(size)).sum())


def study(seeds: Iterable[int], schools: int = 400, each: int = 2) -> Study:
    """Draw a region from every seed and ask all rules about it."""
    told, named = list[pd.DataFrame](), list[pd.DataFrame]()
    for seed in seeds:
        region = found_region(seed, schools, each)
        data = {kind: typed(kind, frame) for kind, frame in frames_of(region).items()}
        truth = pd.DataFrame.from_dict(dict(truth_of(region)), orient="index", columns=["kind", "size"])
        told.append(truth.rename_axis("school").reset_index().assign(seed=seed))
        rules = pd.DataFrame(_named(data), columns=["school", "rule"], dtype=object)
        named.append(rules.assign(seed=seed))
    return Study(pd.concat(told, ignore_index=True), pd.concat(named, ignore_index=True))


def _named(data: Frames) -> list[tuple[str, str]]:
    """(school, rule): whom each rule names in the last year; the raw ones too."""
    result = ANALYSIS.compute(data, ASKED)
    evidence = result.details["evidence"]
    found = [(str(school), CONCLUSION) for school in result.table["school"]]
    for level, rule in OTHER_LEVELS.items():
        stricter = evidence.assign(status=np.where(evidence["q"].le(level).fillna(False), SIGN, NO_SIGN))
        found += [(str(school), rule) for school in concluded(stricter, YEARS[-1])["school"]]
    signs = evidence[evidence["status"].eq(SIGN) & evidence["year"].eq(YEARS[-1])]
    found += [(str(school), str(marker)) for school, marker in zip(signs["school"], signs["marker"], strict=True)]
    found += [(str(school), ANY) for school in signs["school"].unique()]
    both, last = _material(data, YEARS), _material(data, YEARS[-1:])
    for name, raw_rule in RAW.items():
        named = raw_rule(both if name == "NO6" else last)
        found += [(str(school), label) for school in named for label in (f"raw {name}", f"raw {ANY}")]
    return found


def _material(data: Frames, years: tuple[int, ...]) -> Material:
    return prepared(ANALYSIS.select(data, Context(years, ASKED.parameters)), ASKED.parameters.objectivity)


def tables(found: Study) -> Iterator[str]:
    """The Markdown lines of the three tables."""
    rules = [CONCLUSION, *OTHER_LEVELS.values(), ANY, *ASPECTS]
    honest = {"": "обычная", **{kind: kind for kind in ALIKE}}
    yield from _table("Честные школы", honest, rules, found)
    raw = [f"raw {ANY}", *(f"raw {name}" for name in RAW)]
    yield from _table("Честные школы, исходные правила", honest, raw, found)
    yield "| Вид | размер | школ | " + " | ".join(rules) + " |"
    yield "|" + " --- |" * (len(rules) + 3)
    for kind, sizes in KINDS.items():
        for size in sizes:
            cells = [f"{100 * found.rate(rule, kind, size):.0f}" for rule in rules]
            yield f"| {kind} | {size} | {found.many(kind, size)} | " + " | ".join(cells) + " |"


def _table(title: str, kinds: Mapping[str, str], rules: list[str], found: Study) -> Iterator[str]:
    yield f"| {title} | школ | " + " | ".join(rules) + " |"
    yield "|" + " --- |" * (len(rules) + 2)
    for kind, name in kinds.items():
        cells = [f"{100 * found.rate(rule, kind):.1f}" for rule in rules]
        yield f"| {name} | {found.many(kind)} | " + " | ".join(cells) + " |"
    yield ""


def main() -> None:
    """Run the study and print its tables, per cent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many regions")
    parser.add_argument("--schools", type=int, default=400, help="schools in a region")
    asked = parser.parse_args()
    for line in tables(study(range(1, asked.seeds + 1), asked.schools)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
