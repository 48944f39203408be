"""Who is responsible: one party under several names, two in a cell without a separator, nobody bound to a role."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place
from models.lint.remarks import by_text, shortened
from models.lint.subject import Item, Subject, plain

_SEPARATOR = re.compile(r"[,;]|\s{2,}|\n")
_NAME = r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
_PERSON = re.compile(rf"\(?{_NAME}\)?|\([^)]*\)")
_AFTER_A_NAME = re.compile(rf"\(?({_NAME})\)?\s+(?=[А-ЯЁа-яё]{{3,}})")
_FORM = re.compile(r"(?:[А-ЯЁ]{2,6}\s+)+[«\"](.+)[»\"]")
_HEADS = ("руководители", "руководитель", "директора", "директор")


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "several-names",
        Severity.WARNING,
        _("Один исполнитель под разными именами"),
        _("Полное название и сокращение, должность и её вариант: напоминания и отчёты разойдутся по разным ролям."),
        Example("rakitnoe-2021", 67, "УО"),
        several_names,
    )
    yield LintRule(
        "one-person-several-roles",
        Severity.WARNING,
        _("Один человек в разных ролях"),
        _("Одна фамилия стоит под разными должностями: какая из них отвечает?"),
        Example("zhigalovo-2023", 66, "муниципальный куратор"),
        one_person_several_roles,
    )
    yield LintRule(
        "no-separator",
        Severity.WARNING,
        _("Исполнители без разделителя"),
        _("Две роли в ячейке стоят подряд, и кажется, что это одна."),
        Example("svetlogorsk-2022", 64, "Отдел образования МАОУ «ООШ п. Приморье»"),
        no_separator,
    )
    yield LintRule(
        "role-unbound",
        Severity.WARNING,
        _("Роль никому не назначена"),
        _("В файле контактов у роли нет человека: напоминания уйдут координатору."),
        None,
        role_unbound,
    )


def parties_of(item: Item) -> tuple[str, ...]:
    """The parties of a measure: named by the document's codes, else the parts of its cell, people left out."""
    return item.parties or tuple(dict.fromkeys(_without_people(part) for part in _parts(item.holds("responsible"))))


def _parts(cell: str) -> list[str]:
    return [part for part in (plain(one) for one in _SEPARATOR.split(cell)) if part]


def _without_people(part: str) -> str:
    return plain(_PERSON.sub(" ", part)) or part


def _listed(subject: Subject) -> dict[str, list[Place]]:
    """Every part of the cells of responsible parties, with its places; cells without a separator are left out."""
    glued = {said for _item, said in _glued(subject)}
    found: dict[str, list[Place]] = {}
    for item, said in subject.cells("responsible"):
        for part in _parts(item.responsible) if said not in glued else []:
            role = plain(re.sub(rf"{_NAME}(?!\))", " ", part))
            found.setdefault(role or part, []).append(item.at("responsible"))
    return found


def several_names(subject: Subject) -> Iterator[Remark]:
    """Parts that differ by an abbreviation, by the head's post or by a name in brackets."""
    listed = _listed(subject)
    names = list(listed)
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            if first.casefold() != second.casefold() and (what := _why_the_same(first, second)):
                rarer = min(first, second, key=lambda name: len(listed[name]))
                text = _("{first} / {second}").format(first=first, second=second)
                for _text, place in by_text([(text, place) for place in listed[rarer]]):
                    yield Remark(place, text, what, _("Назовите исполнителя одинаково во всех строках."))


def _why_the_same(first: str, second: str) -> str:
    """Why two names may be one party's, empty when nothing says so."""
    if _without_brackets(first) == _without_brackets(second):
        return _("одно и то же название: в одном случае с именем человека.")
    if second.casefold() == _without_form(first) or first.casefold() == _without_form(second):
        return _("одно и то же название: в одном случае без организационной формы.")
    if _expands(first, second) or _expands(second, first):
        return _("похоже, это сокращение и полное название одного исполнителя.")
    if _headed(first) == second.casefold() or _headed(second) == first.casefold():
        return _("организация или её руководитель: кто отвечает?")
    return ""


def _without_brackets(name: str) -> str:
    return plain(re.sub(r"\([^)]*\)", "", name)).casefold()


def _without_form(name: str) -> str:
    """«Методический центр» of «МКУ «Методический центр»»; empty where no form stands before a name in quotes."""
    found = _FORM.fullmatch(name)
    return found[1].casefold() if found else ""


def _headed(name: str) -> str:
    """The organisation in «Руководители ОУ»; empty when nobody's head is named."""
    first, _space, rest = name.partition(" ")
    return rest.casefold() if first.lower() in _HEADS else ""


def _expands(short: str, full: str) -> bool:
    """Whether an abbreviation in `short` stands for words of `full`, the rest being the same."""
    brief, words = short.split(), full.split()
    for at, word in enumerate(brief):
        if re.fullmatch(r"[А-ЯЁ]{2,5}", word) and brief[:at] == words[:at]:
            spelled = [one for one in words[at:] if len(one) > 2][: len(word)]
            rest = words[at + len(word) :]
            if _initials(spelled) == word.lower() and (brief[at + 1 :] == rest or len(brief) == 1):
                return True
    return False


def _initials(words: list[str]) -> str:
    return "".join(word[0].lower() for word in words)


def one_person_several_roles(subject: Subject) -> Iterator[Remark]:
    """Surnames that stand after different posts; one remark for each person."""
    roles: dict[str, dict[str, list[Place]]] = {}
    for item, _said in subject.cells("responsible"):
        for part in _by_people(item.responsible):
            for name in re.findall(_NAME, part):
                role = _without_people(part)
                if role != part:
                    roles.setdefault(name, {}).setdefault(role.casefold(), []).append(item.at("responsible"))
    for name, found in roles.items():
        if len(found) > 1:
            what = _("под этой фамилией названы: {roles}.").format(roles="; ".join(f"«{role}»" for role in found))
            pairs = [(name, place) for places in found.values() for place in places]
            for text, place in by_text(pairs):
                yield Remark(place, text, what, _("Оставьте одну роль, без фамилии."))


def _by_people(cell: str) -> list[str]:
    """A cell cut at its separators, and after each person's name."""
    return [plain(one) for part in _parts(cell) for one in _AFTER_A_NAME.sub(r"\1\n", part).split("\n")]


def no_separator(subject: Subject) -> Iterator[Remark]:
    """Cells where two roles follow each other with nothing between them; one remark for each wording."""
    for said, place in by_text([(said, item.at("responsible")) for item, said in _glued(subject)]):
        what = _("между исполнителями нет ни запятой, ни точки с запятой.")
        yield Remark(place, shortened(said), what, _("Поставьте между ними запятую."))


def _glued(subject: Subject) -> list[tuple[Item, str]]:
    """Cells with such a line: a line's end inside a cell is a separator that everybody sees."""
    known = {part for item, _said in subject.cells("responsible") for part in _parts(item.responsible)}
    return [
        (item, said)
        for item, said in subject.cells("responsible")
        if any(_is_glued(plain(line), known) for line in item.responsible.split("\n"))
    ]


def _is_glued(said: str, known: set[str]) -> bool:
    """Whether a part of the cell is two parts that other cells name, or a role goes on after a person's name."""
    if any(_AFTER_A_NAME.search(part) for part in _parts(said)):
        return True
    return any(_halves_are_known(part, known - {part}) for part in _parts(said))


def _halves_are_known(part: str, known: set[str]) -> bool:
    words = part.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return any(first in known and second in known for first, second in halves)


def role_unbound(subject: Subject) -> Iterator[Remark]:
    """Roles of the roadmap that the contacts file gives to nobody."""
    for title, place in subject.unbound:
        remedy = _("Впишите человека в файл контактов (contacts.yaml).")
        yield Remark(place, title, _("этой роли никто не назначен."), remedy)
