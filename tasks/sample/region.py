"""The invented region: municipalities, schools, branches, classes and pupils. No results, no files.

Tables are pandas frames whose row numbers are keys: a class points at its school's row, a pupil at its class's.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.sample.careers import YEARS, Plan, plan_careers, years_from
from tasks.sample.words import FATHERS, MEN, MUNICIPALITIES, SURNAMES, VILLAGES, WOMEN

KINDS = ("СОШ", "ООШ", "Лицей", "Гимназия")
LETTERS = "АБВГДЕЖЗИК"
LARGEST_CLASS = 28
LEAST_COHORT = 6
LEAST_HEAD = 18  # beside branches: so that a low branch does not make its school low


@dataclass(frozen=True)
class People:
    """Who lives in the region.

    years:   of the results, earliest first
    schools: login, code, inn, name, municipality, kind, branches (tuple), size (pupils in a grade), effect
    classes: school, cohort (the year of grade 0), letter, branch, size, steady (nobody is ever absent)
    pupils:  school, cohort, klass, code (last four digits), ability, stays (goes on to grade 11), profile (takes the
             harder maths), surname, name, father, series, number
    """

    schools: pd.DataFrame
    classes: pd.DataFrame
    pupils: pd.DataFrame
    plan: Plan
    years: tuple[int, ...] = YEARS


def found(seed: int, schools: int, pupils_per_school: int, first_year: int = YEARS[0]) -> People:
    """Found the region: schools first, then what is planted in them, then classes and pupils that fit the plan."""
    rng, years = np.random.default_rng([seed, 1]), years_from(first_year)
    table = _schools(schools, pupils_per_school, rng)
    plan = plan_careers(table["size"].to_numpy(), table["kind"].ne("ООШ").to_numpy(), rng, first_year)
    classes = _classes(table, plan, years, rng)
    return People(table, classes, _pupils(classes, rng), plan, years)


def _schools(number: int, pupils: int, rng: np.random.Generator) -> pd.DataFrame:
    """The schools: sizes are log-normal about the mean; selective schools are the larger ones."""
    raw = np.exp(rng.normal(0, 0.5, number))
    size = np.clip(np.rint(raw / raw.mean() * pupils / 11), LEAST_COHORT, 84).astype(int)
    place = rng.integers(0, len(MUNICIPALITIES), number)
    kind = np.select([size < 12, size > np.quantile(size, 0.93), size > np.quantile(size, 0.86)], KINDS[1:], "СОШ")
    effect = rng.normal(0, 0.18, number) + np.where(np.isin(kind, KINDS[2:]), 0.35, 0)
    serial = np.arange(number)
    in_place = pd.Series(place).groupby(place).cumcount().to_numpy() + 1
    return pd.DataFrame(
        {
            "login": [f"edu68{n + 101:04d}" for n in serial],
            "code": [f"{111 + where}{n:03d}" for where, n in zip(place, in_place, strict=True)],
            "inn": [f"68290{n * 37 + 10007:05d}" for n in serial],
            "name": [_school_name(k, n + 1) for k, n in zip(kind, range(number), strict=True)],
            "municipality": np.array(MUNICIPALITIES)[place],
            "kind": kind,
            "branches": _branches(size, kind, rng),
            "size": size,
            "effect": effect,
        }
    )


def _school_name(kind: str, number: int) -> str:
    return f"МБОУ «{kind} № {number}»" if kind in ("СОШ", "ООШ") else f"МАОУ «{kind} № {number}»"


def _branches(size: np.ndarray, kind: np.ndarray, rng: np.random.Generator) -> list[tuple[str, ...]]:
    """Villages' branches: four in ten of the larger ordinary schools have one or two."""
    villages = [rng.permutation(len(VILLAGES)) for _ in size]
    ordinary = np.flatnonzero(np.isin(kind, KINDS[:2]) & (size >= np.median(size)))
    having = rng.permutation(ordinary)[: max(4, len(ordinary) * 2 // 5)]
    wanted = np.zeros(len(size), int)
    wanted[having] = 1 + (np.arange(len(having)) % 4 == 3)
    return [
        tuple(f"филиал в с. {VILLAGES[v]}" for v in picked[:many])
        for picked, many in zip(villages, wanted, strict=True)
    ]


def _classes(schools: pd.DataFrame, plan: Plan, years: tuple[int, ...], rng: np.random.Generator) -> pd.DataFrame:
    """Every cohort's classes: the head school's by size, then one for each branch. Planted sizes are kept exactly."""
    rows: list[tuple[int, int, str, str, int, bool]] = []
    for school, (size, branches) in enumerate(zip(schools["size"], schools["branches"], strict=True)):
        for cohort in range(years[0] - 11, years[-1]):
            fixed = plan.cohort.get((school, cohort))
            total = fixed or max(LEAST_COHORT, int(rng.normal(size, size * 0.07)))
            letters = iter(LETTERS)
            for branch, part in _parts(total, () if fixed else branches, rng):
                rows.append((school, cohort, next(letters), branch, part, fixed is not None))
    return pd.DataFrame(rows, columns=["school", "cohort", "letter", "branch", "size", "steady"])


def _parts(total: int, branches: tuple[str, ...], rng: np.random.Generator) -> list[tuple[str, int]]:
    """A cohort cut into classes of like size; a branch has a small class of its own, taken from the head's number."""
    small = [(branch, int(rng.integers(4, 8))) for branch in branches]
    head = max(LEAST_HEAD if small else LEAST_COHORT, total - sum(part for _, part in small))
    many = -(-head // LARGEST_CLASS)
    return [("", head // many + (place < head % many)) for place in range(many)] + small


def _pupils(classes: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The pupils of all classes, in the order of classes, with their papers."""
    pupils = classes.loc[classes.index.repeat(classes["size"]), ["school", "cohort"]]
    pupils = pupils.reset_index(names="klass")
    many = len(pupils)
    code = pupils.groupby(["school", "cohort"]).cumcount() + 1
    woman = rng.random(many) < 0.5
    ability = rng.normal(0, 0.6, many) + rng.normal(0, 0.12, len(classes))[pupils["klass"]]
    names = {
        "surname": np.char.add(rng.choice(SURNAMES, many), np.where(woman, "а", "")),
        "name": np.where(woman, rng.choice(WOMEN, many), rng.choice(MEN, many)),
        "father": np.char.add(rng.choice(FATHERS, many), np.where(woman, "на", "ич")),
    }
    return pupils.assign(
        code=code,
        ability=ability,
        stays=rng.random(many) + 0.2 * ability < 0.5,
        profile=rng.random(many) - 0.3 * ability < 0.55,
        **names,
        series=6800 + rng.integers(10, 99, many),
        number=100000 + rng.permutation(900000)[:many] if many <= 900000 else np.arange(many),
    )


def in_grade(people: People, year: int, grade: int) -> pd.DataFrame:
    """The pupils who are in this grade in this year, with the row number as `pupil`."""
    rows = np.flatnonzero(people.pupils["cohort"].to_numpy() == year - grade)
    return people.pupils.iloc[rows].reset_index(names="pupil")
