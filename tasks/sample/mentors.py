"""Writes the lists that mentors are matched by: who may be one, which municipalities are neighbours, where schools are.

Mentors are teachers of the lycées and gymnasiums and of the quarter of ordinary schools where results are best.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from models.mentoring.levels import level_of, together
from tasks.sample.region import People
from tasks.sample.registers import lessons, save
from tasks.sample.words import MUNICIPALITIES

MENTOR_COLUMNS = ("Логин", "Код наставника", "Предмет", "Уровни", "Языки", "Сколько учителей")
NEIGHBOUR_COLUMNS = ("Муниципалитет", "Сосед")
CONDITION_COLUMNS = ("Логин", "Местность", "Язык обучения")
LANGUAGE = "русский"
MOST_TEACHERS = 3


def write_mentors(path: Path, people: People) -> Path:
    """A row for every mentor and subject, by the last year's lessons; a mentor takes one to three teachers."""
    strong = people.schools["effect"].ge(people.schools["effect"].quantile(0.75))
    helping = {*people.schools.loc[strong | people.schools["kind"].isin(["Лицей", "Гимназия"]), "login"]}
    levels: dict[tuple[str, str, str], set[str]] = {}
    for _year, school, _branch, klass, subject, code in lessons(people, people.years[-1]):
        if school in helping:
            levels.setdefault((school, code, subject), set()).add(level_of(klass))
    numbers = {code: place % MOST_TEACHERS + 1 for place, code in enumerate(sorted({code for _s, code, _t in levels}))}
    rows = ((*key, together(found), LANGUAGE, numbers[key[1]]) for key, found in sorted(levels.items()))
    return save(path, MENTOR_COLUMNS, rows)


def write_neighbours(path: Path, people: People) -> Path:
    """Municipalities in a row: each borders on the next that has schools."""
    having = {*people.schools["municipality"]}
    return save(path, NEIGHBOUR_COLUMNS, pairwise(one for one in MUNICIPALITIES if one in having))


def write_conditions(path: Path, people: People) -> Path:
    """Schools of towns are in a town, all others in a village."""
    return save(path, CONDITION_COLUMNS, _conditions(people))


def _conditions(people: People) -> Iterator[tuple[str, str, str]]:
    for login, municipality in zip(people.schools["login"], people.schools["municipality"], strict=True):
        yield login, "город" if municipality.startswith("город") else "село", LANGUAGE
