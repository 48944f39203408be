"""The order's roles out of all its «responsible» cells: one party for one role under however many names.

How a cell is cut belongs in cells.py. What only looks like one role («координатор» and «куратор») becomes a question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from models.language import _
from models.order.definition import Doubt, Head
from models.order.suggesting.cells import Role, roles_in
from models.order.suggesting.codes import latin_code
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded, stems
from models.order.suggesting.units import SCHOOLS
from models.roadmap.order import Party, Scope

COORDINATOR = "coordinator"
SCHOOL = "school"


class _Known(NamedTuple):
    """A role that orders of this sort name, by how its title reads (folded)."""

    code: str
    scope: Scope
    pattern: str
    name: str = ""


_KNOWN = (
    _Known("ministry", Scope.ROADMAP, r"министерств.*|департамент образовани[а-я]+ .*(?:област|кра|республик).*"),
    _Known(COORDINATOR, Scope.ROADMAP, r"(?:муниципальн[а-я]+ |региональн[а-я]+ )?координатор(?: [а-я]+)*"),
    _Known("curators", Scope.SCHOOL, r"кураторы?(?: (?:шнор|шнро|школ|оо|оу|от) ?.*)?"),
    _Known(
        "partner_schools",
        Scope.ROADMAP,
        r"(?:опорн|базов|ресурсн)[а-я]+ школ[а-я]+|школ[а-я]+[- –]+(?:партнер|лидер)[а-я]*",
    ),
    _Known(SCHOOL, Scope.SCHOOL, SCHOOLS.pattern),
    _Known(
        "methodical_heads",
        Scope.ROADMAP,
        r"руководител[а-я]+ (?:рмо|шмо|гмо|умо|ммо|методических объединений)(?: [а-я]+)*",
    ),
    _Known(
        "municipal_authority",
        Scope.MUNICIPALITY,
        r"моуо|муниципальн[а-я]+ орган[а-я]* управления образованием|уо|роо|гороо|коин|"
        r"(?:отдел|управление|комитет|департамент)(?: [а-я]+)? (?:образовани[а-я]+|по образованию)(?: .*)?",
        "Муниципальный орган управления образованием",
    ),
)


_NAMED_SCHOOL = re.compile(
    r"(?i)(?:[а-яё]*[абк]оу |[а-яё-]+ск[а-яё]+ )?.*(?:школа|сош|оош|нош|гимназия|лицей)(?![а-яё]).*[№«]|"
    r"[а-яё-]+ская (?:[а-яё]+ )*(?:школа|гимназия|сош|оош)|[а-яё]*[абк]оу .*(?:школа|сош|оош|гимназия|лицей)"
)


@dataclass
class _Found:
    """A role while it is being gathered: its names as printed and the people printed with each."""

    code: str
    scope: Scope
    names: list[str] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    fuller: str = ""


class Parties(NamedTuple):
    """The order's parties as first printed, each cell's party codes in the cells' order, and what to ask."""

    parties: tuple[Suggestion[Party], ...]
    of_cells: tuple[tuple[str, ...], ...]
    questions: tuple[Doubt, ...]


def parties_of(cells: Sequence[str], head: Head) -> Parties:
    """Every role of these cells; officials in them are masked already."""
    alone = {roles[0].title.lower() for cell in cells if len(roles := roles_in(cell)) == 1}
    cut = [roles_in(cell, alone) for cell in cells]
    only_school = _only_school([role.title for roles in cut for role in roles])
    found: dict[str, _Found] = {}
    code_of: dict[str, str] = {}
    for role in (role for roles in cut for role in roles):
        code = code_of.setdefault(
            _key(role.title), SCHOOL if role.title == only_school else _code(role, code_of, found, head)
        )
        _gather(found, code, role)
    of_cells = tuple(tuple(dict.fromkeys(code_of[_key(role.title)] for role in roles)) for roles in cut)
    is_regional = "ministry" in found
    parties = [_party(role, is_regional) for role in found.values()]
    if COORDINATOR not in found:
        parties.append(_coordinator(head))
    return Parties(tuple(parties), of_cells, tuple(_questions(list(found.values()))))


def _only_school(titles: Sequence[str]) -> str:
    """The one school that is named, where the order names no other and none in general: it is about that."""
    named = {title for title in titles if _NAMED_SCHOOL.match(title)}
    is_general = any(re.fullmatch(SCHOOLS.pattern, _key(title)) for title in titles if title not in named)
    return named.pop() if len(named) == 1 and not is_general else ""


def _key(title: str) -> str:
    return folded(title).strip(" .")


def _code(role: Role, code_of: dict[str, str], found: dict[str, _Found], head: Head) -> str:
    """The known code, or of the role that this one abbreviates or is abbreviated by, or its own in Latin letters."""
    title = _key(role.title)
    for known in _KNOWN:
        if title and re.fullmatch(known.pattern, title):
            return known.code
    if _initials_fit(role.title, head.authority):
        return "municipal_authority"
    for other, code in code_of.items():
        if _initials_fit(role.title, other) or _initials_fit(found[code].names[0], role.title):
            return code
    code = latin_code(role.title)
    if code not in found:
        return code
    return next(f"{code}_{number}" for number in count(2) if f"{code}_{number}" not in found)


def _initials_fit(short: str, full: str) -> bool:
    """Whether «КОиН» is made of the first letters of «Комитет образования и науки», anywhere in it."""
    letters = "".join(word[0] for word in re.findall(r"[а-яё]+", full.lower()))
    is_abbreviation = re.fullmatch(r"[А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ]", short) and len(short) > 1 and " " in full
    return bool(is_abbreviation) and short.lower() in letters


def _gather(found: dict[str, _Found], code: str, role: Role) -> None:
    known = next((known for known in _KNOWN if known.code == code), None)
    gathered = found.setdefault(code, _Found(code, known.scope if known else Scope.ROADMAP))
    gathered.fuller = gathered.fuller or (known.name if known else "")
    gathered.persons.update(role.persons)
    if _key(role.title) not in map(_key, gathered.names):
        gathered.names.append(role.title)


def _party(role: _Found, is_regional: bool) -> Suggestion[Party]:
    scope = Scope.ROADMAP if role.code == "municipal_authority" and not is_regional else role.scope
    longest = max(role.names, key=len)
    name = longest if longest != role.names[0] else (role.fuller if is_regional else "")
    party = Party(code=role.code, title=role.names[0], name=name, scope=scope)
    if len(role.names) == 1:
        return Suggestion(party, _("роль из ячеек «Ответственные»"))
    names = ", ".join(f"«{title}»" for title in role.names)
    return Suggestion(party, _("одна роль под разными названиями: {names}").format(names=names))


def _coordinator(head: Head) -> Suggestion[Party]:
    """Who accepts what is handed in: the one that the order's body names, else a role to be named."""
    title = _("Муниципальный координатор")
    if head.coordinator:
        party = Party(code=COORDINATOR, title=title, name=head.coordinator[:1].upper() + head.coordinator[1:])
        return Suggestion(party, _("назван в тексте приказа; принимает исполненное"))
    return Suggestion(
        Party(code=COORDINATOR, title=title),
        _("приказ координатора не называет; он принимает исполненное"),
        is_guess=True,
    )


def _questions(found: list[_Found]) -> list[Doubt]:
    """Roles that may be one: they are the same person's, or nearly the same words."""
    persons = sorted({person for role in found for person in role.persons}, key=_number)
    shared = [(person, [role for role in found if person in role.persons]) for person in persons]
    questions = [
        _question(roles, _("названо одно и то же лицо ({person})").format(person=person))
        for person, roles in shared
        if len(roles) > 1
    ]
    for position, role in enumerate(found):
        for other in found[position + 1 :]:
            if _reads_alike(role.names[0], other.names[0]) and not role.persons & other.persons:
                questions.append(_question([role, other], _("роли названы почти одинаково")))
    return questions


def _question(roles: list[_Found], reason: str) -> Doubt:
    names = " / ".join(role.names[0] for role in roles)
    one = _("это одна роль: оставьте код {code}").format(code=roles[0].code)
    return Doubt("responsible", "", names, reason, (one, _("это разные роли")))


def _number(person: str) -> int:
    return int("".join(filter(str.isdigit, person)) or 0)


def _reads_alike(first: str, second: str) -> bool:
    """«Ведущий специалист» and «ведущий специалист УО»: one title begins with all the words of the other."""
    short, long = sorted((stems(first), stems(second)), key=len)
    return len(short) > 1 and long[: len(short)] == short and "школ" not in " ".join(short)
