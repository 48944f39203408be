"""How long mentors are matched: `python -m benchmarks.mentors`. Invented teachers and mentors, a line for each size.

docs/mentoring.md keeps what was measured.
"""

import argparse
import sys
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from models.mentoring.frames import PAIR, Situation, Will, typed
from models.mentoring.matching import match
from tasks.sample.works import SUBJECTS

SIZES = ((500, 200), (2_000, 800), (8_000, 3_200))
PER_MUNICIPALITY = 100  # teachers; a larger region has more municipalities, not larger ones


def invented(teachers: int, mentors: int, seed: int = 1) -> Situation:
    """A region where each municipality borders on the next, and a mentor has one to four places."""
    rng = np.random.default_rng(seed)
    where = np.array([f"район {n:03d}" for n in range(max(3, teachers // PER_MUNICIPALITY))])
    subjects, places, levels = np.array(SUBJECTS), np.array(["село", "город"]), np.array(["ООО", "ООО;СОО"])
    needs = pd.DataFrame({"teacher": [f"t{n}" for n in range(teachers)]})
    home = rng.integers(len(where), size=teachers)
    needs = needs.assign(
        school=[f"s{n}" for n in home * 10 + rng.integers(10, size=teachers)], municipality=where[home]
    )
    pool = pd.DataFrame({"mentor": [f"m{n}" for n in range(mentors)]})
    home = rng.integers(len(where), size=mentors)
    pool = pool.assign(
        mentor_school=[f"p{n}" for n in home * 3 + rng.integers(3, size=mentors)], municipality=where[home]
    )
    pool = pool.assign(capacity=rng.integers(1, 5, mentors), languages="русский")
    for frame, size in ((needs, teachers), (pool, mentors)):
        frame["subject"], frame["place"] = rng.choice(subjects, size), rng.choice(places, size)
        frame["levels"] = rng.choice(levels, size)
    borders = pd.DataFrame({"municipality": where, "neighbour": np.roll(where, 1)})
    last_year = needs.iloc[::3].merge(pool, on="subject", suffixes=("", "_of_mentor")).drop_duplicates("teacher")
    typed_frames = (
        typed("needs", needs.assign(language="русский")),
        typed("mentors", pool),
        typed("neighbours", borders),
    )
    return Situation(*typed_frames, last_year=typed("pairs", last_year[PAIR]))


def table(sizes: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """The Markdown lines: the first solution, and a second one after a person has pinned and forbidden."""
    yield "| Учителей | Наставников | Пар найдено | Без наставника | Первое решение, с | После правки, с |"
    yield "|" + " --- |" * 6
    for teachers, mentors in sizes:
        situation = invented(teachers, mentors)
        began = time.perf_counter()
        first = match(situation)
        solved = time.perf_counter()
        wishes = first.pairs[PAIR]
        match(situation, Will(wishes.iloc[:20], wishes.iloc[20:40], standing=wishes))
        again = time.perf_counter()
        seconds = [f"{span:.2f}".replace(".", ",") for span in (solved - began, again - solved)]
        counts = [f"{many:,}".replace(",", " ") for many in (teachers, mentors, len(first.pairs), len(first.unserved))]
        yield "| " + " | ".join([*counts, *seconds]) + " |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="only the smallest size")
    sizes = SIZES[:1] if parser.parse_args().small else SIZES
    for line in table(sizes):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
