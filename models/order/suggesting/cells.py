"""A «responsible» cell cut into the roles it names: by commas, semicolons, «и», or where no separator stands at all.

Which roles are one and the same belongs in parties.py.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from models.order.masking import MARK
from models.order.suggesting.stems import plain

_AUTHORITY = (
    r"(?:отдел|управлени[ея]|комитет|департамент|министерство) (?:[а-яё]+ )?(?:образования|просвещения)(?: и [а-яё]+)?"
)
_ORGANISATION = r"(?:М|Г|Ф|ФГ|О|ОГ|Ч)?(?:АОУ|БОУ|КОУ|АУ|БУ|КУ|ОУ|АНОУ|БДОУ|АДОУ|КДОУ|ДОУ)"
# The nouns that a role is: «директор школы», «опорные площадки», «педагоги».
_HEADS = (
    r"министерств|департамент|управлени|отдел(?!ен)|комитет|администраци|центр|институт|академи|школ|гимнази|"
    r"лице[ий]|организаци|"
    r"учреждени|площадк|объединени|совет|групп|комисси|служб|координатор|куратор|директор|руководител|начальник|"
    r"заместител|"
    r"специалист|методист|педагог|учител|психолог|тьютор|наставник|команд|эксперт|муниципалитет|орган(?![а-я])|органы"
)
_HEAD = re.compile(rf"(?i:(?<![а-яё])(?:{_HEADS}))|(?<![А-ЯЁа-яё])[А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ](?![а-яё])")
# A role's first words in the nominative: «Директор», «Ведущий специалист»; «Министерства» belongs to what was before.
_NOMINATIVE = re.compile(
    r"(?:[А-ЯЁ][а-яё]+(?:ый|ий|ая|ое|ые|ие) )?(?i:министерство|департамент|управление|отдел|комитет|"
    r"администрация|центр|институт|"
    r"школ[аы]|директора?|руководител[ьи]|начальники?|заместител[ьи]|координаторы?|кураторы?|специалисты?|методисты?|"
    r"педагоги?|учител[ья]|тьюторы?|наставники?|команд[аы]|групп[аы]|совет|объединени[ея]|площадк[аи])(?![а-яё])"
)
_ABBREVIATED = re.compile(r"(?:ОО|ОУ|МОУО|УО|ШНОР|ШНРО|РМО|ШМО|ММС|ИМЦ)(?![А-ЯЁа-яё])")
_AUTHORITY_ENDS = re.compile(rf"(?i){_AUTHORITY}$")


class Role(NamedTuple):
    """A role as a cell names it, and the people that the cell names with it («⟨лицо 1⟩»)."""

    title: str
    persons: tuple[str, ...] = ()


def roles_in(cell: str, known: Collection[str] = ()) -> tuple[Role, ...]:
    """The cell's roles in their order, none twice; `known` are roles that stand alone in other cells, in lower case."""
    text = plain(cell)
    found: dict[str, Role] = {}
    last = ""
    for piece in _pieces(text):
        persons = tuple(mark.group() for mark in MARK.finditer(piece))
        title = _tidy(MARK.sub(" ", piece))
        if not title and last:
            found[last] = found[last]._replace(persons=found[last].persons + persons)
        for number, name in enumerate(_without_separator(title, known)):
            last = name.lower()
            found.setdefault(last, Role(name, persons if number == 0 or len(persons) == 1 else ()))
    return tuple(found.values())


def _pieces(text: str) -> Iterator[str]:
    """The text between separators; a person ends a role, so that the next words begin another."""
    for part in _outside_quotes(_with_ends_after_people(text)):
        yield from _listed_with_and(part)


def _with_ends_after_people(text: str) -> str:
    """«Координатор ⟨лицо 1⟩ ведущий специалист ⟨лицо 2⟩» and «Школа (⟨лицо 1⟩) Школа» get the missing semicolons."""
    return re.sub(rf"(?<=\S)(\s*\(?{MARK.pattern}\)?)\s+(?=[А-ЯЁа-яё])(?!и )", r"\1; ", text)


def _outside_quotes(text: str) -> Iterator[str]:
    """Parts between commas and semicolons that no quote or bracket holds; an unclosed quote holds nothing."""
    is_balanced = text.count("«") == text.count("»")
    depth, start = 0, 0
    for position, letter in enumerate(text):
        depth += (letter in "(«" and (is_balanced or letter == "(")) - (
            letter in ")»" and (is_balanced or letter == ")")
        )
        depth = max(depth, 0)
        if letter in ";" or (letter in "," and depth == 0):
            yield text[start:position]
            start, depth = position + 1, 0 if letter == ";" else depth
    yield text[start:]


def _listed_with_and(part: str) -> Iterator[str]:
    """«Министерство и ТОИПКРО» are two roles; «Комитет образования и науки» is one."""
    sides = re.split(r"\s+и\s+(?![^«]*»)", part)
    joined = [sides[0]]
    for side in sides[1:]:
        if _HEAD.search(joined[-1]) and _HEAD.match(side.strip()):
            joined.append(side)
        else:
            joined[-1] += f" и {side}"
    yield from joined


def _without_separator(title: str, known: Collection[str]) -> Iterator[str]:
    """«УО Руководители ОУ», «Отдел образования МАОУ «ООШ»»: by roles known from other cells, else by capitals."""
    words = title.split()
    for cut in range(1, len(words)):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        if first.lower() in known and (rest.lower() in known or _starts_a_role(first, rest)):
            yield first
            yield from _without_separator(rest, known)
            return
    for begins in re.finditer(r"(?<=[А-ЯЁа-яё»\d]) (?=[А-ЯЁ])", title):
        first, rest = title[: begins.start()], title[begins.end() :]
        if _starts_a_role(first, rest):
            yield first
            yield from _without_separator(rest, known)
            return
    if title:
        yield title


def _starts_a_role(first: str, rest: str) -> bool:
    """Whether what follows is a role of its own: «Опорные площадки МАОУ ДПО» are that school's platforms, one role."""
    if first.count("«") > first.count("»") or not _HEAD.search(first):
        return False
    if re.match(rf"{_ORGANISATION} ", rest):
        return _AUTHORITY_ENDS.search(first) is not None
    if _ABBREVIATED.match(rest):
        return first.isupper() and not re.search(rf"(?:{_ORGANISATION}|ДПО)$", first)
    return _NOMINATIVE.match(rest) is not None


def _tidy(piece: str) -> str:
    return re.sub(r"\(\s*\)", "", " ".join(piece.split())).strip(" .,;–—-")
