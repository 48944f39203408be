"""What the rules find of what is planted, over many regions: `python -m benchmarks.truth`.

Every region is generated, written in the formats of the real systems, loaded by the real readers and asked by the real
rules, with no roadmap and no Prefect; then compared with its truth, which no reader sees. Prints a Markdown table:
planted, found, precision and recall by kind. docs/analysis.md keeps what was measured.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.data.loading import load_file
from tasks.data.pseudonyms import pseudonyms
from tasks.database import engine, migrate
from tasks.running.answering import answer
from tasks.sample.effect.judging import judged
from tasks.sample.generation import Kind, Region, generate
from tasks.sample.scoring import STATISTICAL, Found, Ids, Score, ids_found, planted_ids, scored
from tasks.settings import Settings

# Rules about a pair of years, and rules about one.
OF_PAIRS = ("low_results", "school_lists", "objectivity")
OF_YEARS = ("pupils_at_risk", "low_branches", "low_classes", "teacher_support", "hard_elements")
# Files that come later or wrong are another story.
APART = (Kind.MISTAKES, Kind.WRONG, Kind.RIGHT, Kind.LATER)


def study(seeds: Iterable[int], schools: int, pupils: int) -> dict[str, Score]:
    """The score of every kind over a region from each seed. Of its years one pair is loaded, each seed another."""
    planted: dict[str, dict[int, Ids]] = {}
    found: Found = {}
    chosen = tuple(seeds)
    for place, seed in enumerate(chosen):
        with TemporaryDirectory() as folder:
            region = generate(Path(folder), seed, schools, pupils)
            pairs = list(pairwise(sorted({file.year for file in region.files if file.year})))
            _add(planted, found, region, pairs[place % len(pairs)], moved=10_000 * place)
    effects, answered = judged(chosen)
    return scored({**planted, **effects}, {**found, **answered})


def _add(
    planted: dict[str, dict[int, Ids]], found: Found, region: Region, years: tuple[int, int], *, moved: int
) -> None:
    """A region's planted and found ids, filed under years of its own: regions share logins."""
    settings = _loaded(region, years)
    keys = pseudonyms(settings)
    truth = json.loads(region.truth.read_text(encoding="utf8"))
    del truth["after_correction"]
    told = planted_ids(truth, lambda year, school, code: keys.vpr([school], year, [code])[0])
    for kind, of_years in told.items():
        planted.setdefault(kind, {}).update({year + moved: ids for year, ids in of_years.items()})
    for kind, year, ids in _answers(settings, years):
        found[kind, year + moved] = ids
    engine(settings.database).dispose()


def _loaded(region: Region, years: tuple[int, int]) -> Settings:
    """A home with the register and the files of these years."""
    home = region.folder / "home"
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'vekha.db'}")
    migrate(settings)
    for file in region.files:
        if file.kind not in APART and file.year in (None, *years):
            load_file(file.path, actor="cli:benchmark", settings=settings)
    return settings


def _answers(settings: Settings, years: tuple[int, int]) -> Iterator[tuple[str, int, Ids]]:
    """(kind, year, ids) of all rules."""
    asked: list[tuple[str, tuple[int, ...]]] = [(rule, years) for rule in OF_PAIRS]
    asked += [(rule, (year,)) for rule in OF_YEARS for year in years]
    for rule, of in asked:
        result = answer(settings, rule, of)
        for kind, ids in ids_found(rule, {"list": result.table, **result.details}, of[-1]):
            yield kind, of[-1], ids


def table(scores: dict[str, Score]) -> Iterator[str]:
    """The Markdown lines."""
    yield "| kind | planted | found | precision | recall |"
    yield "|" + " --- |" * 5
    for kind, score in scores.items():
        mark = " *" if kind in STATISTICAL else ""
        yield f"| {kind}{mark} | {score.planted} | {score.found} | {score.precision:.2f} | {score.recall:.2f} |"


def main() -> None:
    """Run the study and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many regions")
    parser.add_argument("--schools", type=int, default=20, help="schools in a region")
    parser.add_argument("--pupils", type=int, default=110, help="pupils in a school, on average")
    asked = parser.parse_args()
    for line in table(study(range(1, asked.seeds + 1), asked.schools, asked.pupils)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
