"""How many marks «2» each group may have: the bounds that make the planted low and everything else clearly clean.

A group is a class in a VPR work and a school in an exam. Nothing is drawn here but who is planted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.sample.careers import Procedure
from tasks.sample.region import People
from tasks.sample.registers import CLASSES_PER_TEACHER
from tasks.sample.works import SUBJECTS

Counts = npt.NDArray[np.int64]

CLEAN = 0.25  # at most so many «2» where nothing is planted: 5 points under the edge
CALM = 0.08  # …and in the other classes of a school where a class or a branch is planted
LOW, LOWEST = 0.36, 0.6
EDGE_PERCENT = 30  # what the rules call low begins here
BY_NATURE = ("история", "биология", "география")


@dataclass
class Plants:
    """Classes planted low: (year, class) → subjects. `calm`: (school, year) whose other classes keep very few «2».

    under: (year, class) → the subjects in which one «2» more would make the class low.
    """

    classes: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    calm: set[tuple[int, int]] = field(default_factory=set)
    under: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


def plant_groups(people: People, seed: int) -> Plants:
    """Plant what only lists below the school look at, every year, each beside its look-alike.

    Branches and classes low in four or five subjects, and in exactly three; a teacher all of whose classes of a grade
    are low, and one whose class is one «2» short of it.
    """
    rng, plants = np.random.default_rng([seed, 2]), Plants()
    copies = max(1, len(people.schools) // 20)
    for year in people.years:
        calm = [school for school in range(len(people.schools)) if people.plan.is_calm(school, year)]
        schools = iter(calm[place] for place in rng.permutation(len(calm)))
        free, branched = list[int](), list[int]()
        for school in schools:
            (branched if people.schools["branches"][school] else free).append(school)
        for place, school in enumerate(branched[: 2 * copies]):
            _plant_branch(plants, people, school, year, _subjects(4 - place % 2, rng))
        for place, school in enumerate(free[: 3 * copies]):
            _plant_class(plants, people, school, year, _subjects((4, 3, 5)[place % 3], rng))
        for place, school in enumerate(free[3 * copies : 5 * copies]):
            _plant_teacher(plants, people, school, year, is_low=place % 2 == 0)
    return plants


def _subjects(many: int, rng: np.random.Generator) -> tuple[str, ...]:
    """So many subjects, those of nature and history first: only they are no part of the schools' rule."""
    others = [SUBJECTS[place] for place in rng.permutation(2)]
    return (*BY_NATURE, *others)[:many]


def _plant_branch(plants: Plants, people: People, school: int, year: int, subjects: tuple[str, ...]) -> None:
    """All classes of the school's first branch, grades 5–8."""
    branch = people.schools["branches"][school][0]
    classes = people.classes
    of_branch = classes[(classes["school"] == school) & (classes["branch"] == branch)]
    for klass in of_branch.index[of_branch["cohort"].between(year - 8, year - 5)]:
        plants.classes[year, int(klass)] = subjects
    plants.calm.add((school, year))


def _plant_class(plants: Plants, people: People, school: int, year: int, subjects: tuple[str, ...]) -> None:
    """The first class of grade 7 or 8: those grades are no part of the schools' rule."""
    plants.classes[year, _classes_of(people, school, year - 7 - (school + year) % 2)[0]] = subjects


def _plant_teacher(plants: Plants, people: People, school: int, year: int, *, is_low: bool) -> None:
    """All of a teacher's classes of grade 7 low in one subject, or all of them just not."""
    subject = BY_NATURE[(school + year) % len(BY_NATURE)]
    for klass in _classes_of(people, school, year - 7)[:CLASSES_PER_TEACHER]:
        (plants.classes if is_low else plants.under)[year, klass] = (subject,)


def _classes_of(people: People, school: int, cohort: int) -> list[int]:
    """The row numbers of a cohort's classes."""
    classes = people.classes
    return [int(row) for row in classes.index[(classes["school"] == school) & (classes["cohort"] == cohort)]]


@dataclass(frozen=True)
class Bounds:
    """The least and the most marks «2» of each group, in the order of the groups asked about."""

    least: Counts
    most: Counts


def class_bounds(
    people: People, plants: Plants, year: int, procedure: Procedure, groups: pd.Index, sizes: Counts
) -> Bounds:
    """Bounds of the classes (row numbers) that write a VPR work, with so many participants each."""
    school = people.classes["school"].to_numpy()[groups]
    is_calm = np.array([(int(s), year) in plants.calm for s in school])
    most = np.floor(np.where(is_calm, CALM, CLEAN) * sizes).astype(np.int64)
    bounds = Bounds(np.zeros_like(most), most)
    planted = [procedure[2] in plants.classes.get((year, int(klass)), ()) for klass in groups]
    _raise_bounds(bounds, np.flatnonzero(planted), sizes)
    under = np.flatnonzero([procedure[2] in plants.under.get((year, int(klass)), ()) for klass in groups])
    bounds.least[under] = bounds.most[under] = -(-EDGE_PERCENT * sizes[under] // 100) - 1
    _bind_schools(bounds, people, year, procedure, school, sizes)
    return bounds


def school_bounds(people: People, year: int, procedure: Procedure, groups: pd.Index, sizes: Counts) -> Bounds:
    """Bounds of the schools (row numbers) that take an exam."""
    bounds = Bounds(np.zeros_like(sizes), np.floor(CLEAN * sizes).astype(np.int64))
    _bind_schools(bounds, people, year, procedure, groups.to_numpy(), sizes)
    return bounds


def _bind_schools(
    bounds: Bounds, people: People, year: int, procedure: Procedure, school: Counts, sizes: Counts
) -> None:
    """Bind the groups of schools that are planted low, or exactly so, in this procedure."""
    for planted in _low_schools(people, year, procedure):
        _raise_bounds(bounds, np.flatnonzero(school == planted), sizes)
    for (planted, its_year, its_procedure), (low, _) in people.plan.exact.items():
        if (its_year, its_procedure) == (year, procedure):
            rows = np.flatnonzero(school == planted)
            bounds.least[rows] = bounds.most[rows] = _shared_out(low, sizes[rows])


def _low_schools(people: People, year: int, procedure: Procedure) -> Iterator[int]:
    return (
        school
        for (school, its_year), procedures in people.plan.low.items()
        if its_year == year and procedure in procedures
    )


def _raise_bounds(bounds: Bounds, rows: Counts, sizes: Counts) -> None:
    """Between 36 and 60 per cent of marks «2» in these groups."""
    bounds.least[rows] = np.ceil(LOW * sizes[rows])
    bounds.most[rows] = np.maximum(bounds.least[rows], np.floor(LOWEST * sizes[rows]))


def _shared_out(low: int, sizes: Counts) -> Counts:
    """A number shared out over groups in proportion, whole and exact."""
    reached = np.floor(np.cumsum(sizes) * low / sizes.sum() + 1e-9).astype(np.int64)
    parts: Counts = np.diff(reached, prepend=0)
    return parts
