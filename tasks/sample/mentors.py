"""Writes the lists that helpers are matched by: who may be a mentor, a curator, a partner school; who is near; where.

Mentors are teachers of the lycées and gymnasiums and of the quarter of ordinary schools where results are best; the
same schools are asked to be partners, and every fifth of them declines.
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
CURATOR_COLUMNS = ("Код куратора", "Организация", "Направления", "Сколько школ")
PARTNER_COLUMNS = ("Логин", "Сколько школ примет")
LANGUAGE = "русский"
MOST_TEACHERS = 3
FEW_SCHOOLS = 15
CURATORS = (
    ("К-01", "ТОИПКРО", "RF03;RF09", 4),
    ("К-02", "ТОИПКРО", "RF06;RF08", 4),
    ("К-03", "ТОИПКРО", "RF01;RF02", 3),
    ("К-04", "Центр экспертизы", "RF04;RF05;RF07", 3),
    ("К-05", "Центр экспертизы", "RF10;RF11", 3),
    ("К-06", "ТОИПКРО", "", 5),
    ("К-07", "Центр экспертизы", "", 5),
)


def write_mentors(path: Path, people: People) -> Path:
    """A row for every mentor and subject, by the last year's lessons; a mentor takes one to three teachers."""
    helping = {*_strong(people)}
    levels: dict[tuple[str, str, str], set[str]] = {}
    for _year, school, _branch, klass, subject, code in lessons(people, people.years[-1]):
        if school in helping:
            levels.setdefault((school, code, subject), set()).add(level_of(klass))
    numbers = {code: place % MOST_TEACHERS + 1 for place, code in enumerate(sorted({code for _s, code, _t in levels}))}
    rows = ((*key, together(found), LANGUAGE, numbers[key[1]]) for key, found in sorted(levels.items()))
    return save(path, MENTOR_COLUMNS, rows)


def write_curators(path: Path, people: People) -> Path:
    """Some curators know about two or three risks, some about any: the last ones are enough for a small region."""
    return save(path, CURATOR_COLUMNS, CURATORS if len(people.schools) > FEW_SCHOOLS else CURATORS[-2:])


def write_partners(path: Path, people: People) -> Path:
    """The strong schools, each with how many others it will help: one to three, every fifth none."""
    rows = ((login, 0 if place % 5 == 4 else place % 3 + 1) for place, login in enumerate(_strong(people)))
    return save(path, PARTNER_COLUMNS, rows)


def _strong(people: People) -> list[str]:
    """The logins of the schools that could help others, in order."""
    strong = people.schools["effect"].ge(people.schools["effect"].quantile(0.75))
    return sorted(people.schools.loc[strong | people.schools["kind"].isin(["Лицей", "Гимназия"]), "login"])


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
