"""Officials' names, e-mails and telephones in an order's texts, and the same texts without them.

A person is found by initials, by a patronymic, by a post before the surname, or because the order names the same
person elsewhere. Names that streets, schools and prizes bear («имени А.С. Пушкина») are nobody's to hide.
How surnames inflect belongs in surnames.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple, TypeVar

from models.order.definition import PrintedOrder
from models.order.surnames import Person, looks_like_surname, person_of, stem_of

# «лицо 1» in any of the catalogue's languages would make two drafts of one order differ: the mark is not translated.
MARK = re.compile(r"⟨лицо(?: (\d+))?⟩")
E_MAIL_MARK = "⟨почта⟩"
TELEPHONE_MARK = "⟨телефон⟩"

_SURNAME = r"[А-ЯЁ][а-яё]{1,}(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\."
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[оеё]вич|ьич)(?:а|у|ем|ем|е)?|[А-ЯЁ][а-яё]+(?:[оеё]вн|[иы]ничн|ичн)(?:а|ы|е|у|ой|ою)"
_POST = (
    r"(?:директор|начальник|заведующ|руководител|специалист|методист|координатор|куратор|председател|заместител|"
    r"учител|педагог|психолог|логопед|инспектор|консультант|ответственн|исполнител|глав|министр|секретар|член|тьютор)"
    r"[а-яё]*"
)
_GAP = r"[ \u00a0\n]*"
_PERSON = re.compile(
    rf"(?<![А-ЯЁа-яёA-Za-z])(?:"
    rf"(?:(?P<before>{_SURNAME}){_GAP}[ \u00a0]?)?(?P<initials>{_INITIALS})(?:{_GAP}(?P<after>{_SURNAME})(?![а-яё]))?"
    rf"|(?:(?P<first_surname>{_SURNAME})[ \u00a0]+)?(?P<name>[А-ЯЁ][а-яё]+)[ \u00a0]+(?P<patronymic>{_PATRONYMIC})"
    rf"(?![а-яё])(?:[ \u00a0]+(?P<last_surname>{_SURNAME}))?"
    rf"|(?<=[а-яё] )(?P<alone>{_SURNAME})(?:[ \u00a0]+(?P<one>[А-ЯЁ]\.)(?![А-ЯЁа-яё]))?"
    rf")(?![А-ЯЁа-яёA-Za-z])"
)
_HONOURED = re.compile(
    r"(?:\b(?:им|ул|пр|просп|пл|пер)\.|\b(?:имени|улиц[аыуе]|проспект[ауе]?|площад[ьи]|переул[а-я]+|УМК|памяти|"
    r"под ред\.|под редакцией))"
    r"(?:[ \u00a0]*(?:дважды|трижды|[Гг]еро[а-я]+|Советского|Союза|России|Российской|Федерации|[Мм]аршал[а-я]*|"
    r"[Гг]енерал[а-я-]*|[Аа]кадемик[а-я]*|[Пп]рофессор[а-я]*|[Пп]исател[а-я]+|[Пп]оэт[а-я]*|[Нн]ародн[а-я]+|"
    r"[Лл]етчик[а-я]*|[Лл]ётчик[а-я]*|[Кк]осмонавт[а-я]*|[Пп]олковник[а-я]*|[Лл]ейтенант[а-я]*|[Кк]апитан[а-я]*|"
    r"[Зз]аслуженн[а-я]+|[Уу]чител[а-я]+|св\.))*[ \u00a0]*$"
)
_TOWN_OF = re.compile(r"\b(?:город[а-я]*|г\.|район[а-я]*|област[а-я]+|пос[а-я]*\.?|п\.|с\.|сел[а-я]+|школ[а-я]+)\s*$")
_COMMON = re.compile(
    rf"(?i:{_POST}|министерств|управлени|отдел|комитет|администраци|департамент|центр|школ|институт|гимнази|лице[йя]|"
    r"совет|групп|зам|врио|начальник|муниципальн|районн|городск|региональн)"
)
# «директор Кирсановской школы»
_OF_A_PLACE = re.compile(r"(?:[сц]к[а-яё]+|ые|ых|их)$")
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\d№\w.-])(?:(?:\+7|8)[ \u00a0(-]{0,2}\d{3,5}[ \u00a0)-]{0,2}\d{1,3}[ -]?\d{2}[ -]?\d{2}"
    r"|\(\d[\d \u00a0]{2,6}\)[ \u00a0]*\d{1,3}[ -]\d{2}[ -]?\d{2,3})(?![\d.])"
    r"|(?<=тел\.)[ :]*\d[\d -]{3,}\d|(?<=телефон)[ :]+\d[\d -]{3,}\d"
)

Texts = TypeVar("Texts")


class _Found(NamedTuple):
    """A person's name in a text: where it stands, the surname and initials it gives (initials may be empty)."""

    start: int
    end: int
    surname: str
    initials: str


@dataclass(frozen=True)
class People:
    """The people of one order, in the order of their numbers; the first has `first_number`."""

    persons: tuple[Person, ...] = ()
    first_number: int = 1

    def mark_of(self, person: Person) -> str:
        """«⟨лицо 2⟩»; without a number for who is not one of them, or may be two of them."""
        if person in self.persons:
            return f"⟨лицо {self.persons.index(person) + self.first_number}⟩"
        alike = [number for number, known in enumerate(self.persons, self.first_number) if _may_be_one(known, person)]
        return f"⟨лицо {alike[0]}⟩" if len(alike) == 1 else "⟨лицо⟩"


def people_in(order: PrintedOrder) -> People:
    """Everybody named in the order: first in the table, in document order, then in the head and the body."""
    texts = [*_texts(order.measures), *order.asides, *_texts(order.head), *order.body, *_texts(order.needs_review)]
    seen = [int(mark.group(1) or 0) for text in texts for mark in MARK.finditer(text)]
    persons: list[Person] = []
    for text in texts:
        for found in _named_in(text):
            persons = _with(persons, person_of(found.surname, found.initials))
    return People(tuple(persons), max(seen, default=0) + 1)


def mask(text: str, people: People) -> str:
    """The text with «⟨лицо 1⟩», «⟨почта⟩», «⟨телефон⟩» for what they stand for. Masking twice changes nothing."""
    text = _E_MAIL.sub(E_MAIL_MARK, text)
    text = _TELEPHONE.sub(lambda found: _spaced(found.group(), TELEPHONE_MARK), text)
    text = _replaced(text, list(_named_in(text)), people)
    return _replaced(text, list(_known_alone(text, people)), people)


def masked(order: PrintedOrder) -> PrintedOrder:
    """The whole order without names: every cell, the head, the body and every doubt."""
    people = people_in(order)
    return _everywhere(order, lambda text: mask(text, people))


# ── Who is who ───────────────────────────────────────────────────────────────


def _with(persons: list[Person], person: Person) -> list[Person]:
    """The list with one more person, or with what a form adds about one who is there."""
    for position, known in enumerate(persons):
        if (known.stem, known.initials) == (person.stem, person.initials) and _may_be_one(known, person):
            better = known._replace(gender=known.gender or person.gender)
            return [*persons[:position], better, *persons[position + 1 :]]
        if known.stem == person.stem and not known.initials and _may_be_one(person, known):
            return [*persons[:position], person, *persons[position + 1 :]]
    is_known = not person.initials and any(_may_be_one(known, person) for known in persons)
    return persons if is_known else [*persons, person]


def _may_be_one(known: Person, person: Person) -> bool:
    return (
        known.stem == person.stem
        and (not person.initials or known.initials.startswith(person.initials))
        and (not known.gender or not person.gender or known.gender == person.gender)
    )


# ── Where names stand ────────────────────────────────────────────────────────


def _named_in(text: str) -> Iterator[_Found]:
    """Names that say by themselves that they are names."""
    position = 0
    while match := _PERSON.search(text, position):
        found = _read(match, text)
        position = max(found.end, match.start() + 1) if found else match.start() + 1
        if found and not _HONOURED.search(text[: found.start]):
            yield found


def _read(match: re.Match[str], text: str) -> _Found | None:
    if match["initials"]:
        return _by_initials(match, text)
    if match["patronymic"]:
        return _by_patronymic(match)
    return _after_a_post(match, text)


def _by_initials(match: re.Match[str], text: str) -> _Found | None:
    """«Нетесова Л.В.» or «Л.В. Нетесова»: with words on both sides, the one that is more of a surname."""
    before, after = match["before"], match["after"]
    if before and not (after and _prefers_after(match, text)):
        return _Found(match.start("before"), match.end("initials"), before, match["initials"])
    if after:
        return _Found(match.start("initials"), match.end("after"), after, match["initials"])
    return None


def _prefers_after(match: re.Match[str], text: str) -> bool:
    """Whether in «Координатор Л.В. Нетесова» the surname follows; «Нетесова Л.В. Зелинская Т.П.» are two people."""
    before, after = match["before"], match["after"]
    if _COMMON.match(before) or before.isupper():
        return True
    if re.match(rf"{_GAP}{_INITIALS}", text[match.end("after") :]) or _COMMON.match(after):
        return False
    if _TOWN_OF.search(text[: match.start("before")]):
        return True
    return looks_like_surname(after) and not looks_like_surname(before)


def _by_patronymic(match: re.Match[str]) -> _Found:
    first, name, last = match["first_surname"], match["name"], match["last_surname"]
    initials = f"{name[0]}{match['patronymic'][0]}"
    if last and looks_like_surname(last):
        return _Found(match.start("name"), match.end("last_surname"), last, initials)
    if first and not _COMMON.match(first):
        return _Found(match.start("first_surname"), match.end("patronymic"), first, initials)
    return _Found(match.start("name"), match.end("patronymic"), name, initials)


def _after_a_post(match: re.Match[str], text: str) -> _Found | None:
    """«куратор Петрова», «методист Иванов И.»: a surname right after a post, in full or with one initial."""
    said = re.search(rf"(?i:\b{_POST})[ \u00a0]$", text[: match.start("alone")])
    if not said or not looks_like_surname(match["alone"]) or _COMMON.match(match["alone"]):
        return None
    is_of_a_place = re.match(r"[ \u00a0]+[а-яё]{3,}", text[match.end() :]) and _OF_A_PLACE.search(match["alone"])
    return None if is_of_a_place else _Found(match.start("alone"), match.end(), match["alone"], match["one"] or "")


def _known_alone(text: str, people: People) -> Iterator[_Found]:
    """Surnames that stand alone here and are somebody's elsewhere in the order."""
    stems = {person.stem for person in people.persons}
    for match in re.finditer(rf"(?<![А-ЯЁа-яё«\"-]){_SURNAME}(?![а-яё-])", text):
        if stem_of(match.group()) in stems and _stands_for_a_person(match, text):
            yield _Found(match.start(), match.end(), match.group(), "")


def _stands_for_a_person(match: re.Match[str], text: str) -> bool:
    said, rest = text[: match.start()], text[match.end() :]
    if _HONOURED.search(said) or _TOWN_OF.search(said) or re.search(rf"{_INITIALS}{_GAP}$", said):
        return False
    if re.match(rf"{_GAP}{_INITIALS}", rest) or (_OF_A_PLACE.search(match.group()) and re.match(" [а-яё]{3,}", rest)):
        return False
    return looks_like_surname(match.group()) or re.search(r"[а-яё(] ?$", said) is not None


# ── Writing marks ────────────────────────────────────────────────────────────


def _replaced(text: str, found: list[_Found], people: People) -> str:
    for name in reversed(found):
        mark = people.mark_of(person_of(name.surname, name.initials))
        text = text[: name.start] + mark + text[name.end :]
    return text


def _spaced(printed: str, mark: str) -> str:
    """The mark with the spaces that the pattern took along."""
    return printed[: len(printed) - len(printed.lstrip(" :"))] + mark


def _texts(value: Any) -> list[str]:
    """Every text inside measures, a head or doubts, in the order of their fields."""
    found: list[str] = []
    _everywhere(value, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return found


def _everywhere(value: Texts, change: Callable[[str], str]) -> Texts:
    """The same value with every text in it changed; rules and dates stay as they are."""
    changed: Any = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, tuple) and type(value) is tuple:
        changed = tuple(_everywhere(item, change) for item in value)
    elif isinstance(value, dict):
        changed = {key: _everywhere(item, change) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type) and type(value).__module__ == PrintedOrder.__module__:
        parts = {field.name: _everywhere(getattr(value, field.name), change) for field in fields(value)}
        changed = replace(value, **parts)
    return changed  # type: ignore[no-any-return]
