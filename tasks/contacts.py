"""Reading contacts.yaml: every mistake named at once, with its line; no file means nobody is bound yet.

What a binding means belongs in models/people/contacts.py.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from models.errors import FileRefused
from models.language import _
from models.people.contacts import COORDINATOR, Binding, Contacts, Person
from models.problems import Problem
from models.roadmap.definition import Party

# The same rules, ten times as fast where PyYAML brings libyaml: every command that judges reads the contacts.
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FIELDS = tuple(field.alias or name for kind in (Binding, Person) for name, field in kind.model_fields.items())


def read_contacts(path: Path, parties: Collection[str] = ()) -> Contacts:
    """The bindings of a contacts file; FileRefused names every problem. Roles are compared with `parties`, if given."""
    if not path.exists():
        return Contacts()
    return parse_contacts(path.read_text(encoding="utf8"), path.name, parties)


def unbound_parties(path: Path, parties: Iterable[Party], on: date) -> frozenset[str]:
    """The roles that nobody holds on that day, in any place; none while there is no contacts file at all."""
    if not path.exists():
        return frozenset()
    contacts = _bindings(path, path.stat().st_mtime_ns)
    held = {role for role, bindings in contacts.roles.items() if any(one.holds_on(on) for one in bindings)}
    return frozenset(party.code for party in parties) - held


@lru_cache(maxsize=4)
def _bindings(path: Path, _changed: int) -> Contacts:
    """The file as it was when it changed last: every measure asks, and it seldom changes."""
    return read_contacts(path)


def parse_contacts(text: str, source: str, parties: Collection[str] = ()) -> Contacts:
    """The bindings of a contacts file's text; FileRefused names every problem."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _refusal(source, [_unreadable(source, error)]) from error
    if root is None:
        return Contacts()
    problems = [*_repeated(source, root), *_unknown_roles(source, root, parties)]
    try:
        contacts = Contacts(roles=yaml.load(text, Loader=LOADER))
    except ValidationError as error:
        problems += [_problem(source, root, found) for found in _causes(error)]
    except yaml.YAMLError as error:
        problems.append(_unreadable(source, error))
    if problems:
        raise _refusal(source, problems)
    return contacts


def _refusal(source: str, problems: Sequence[Problem]) -> FileRefused:
    return FileRefused(_("Файл {source} с ошибками, никто не назначен:").format(source=source), problems)


def _unreadable(source: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = _place(source, mark.line + 1) if mark else source
    return Problem(place, "", _("это не YAML: проверьте отступы, двоеточия и кавычки"))


def _place(source: str, line: int) -> str:
    return _("{source}, строка {line}").format(source=source, line=line)


def _repeated(source: str, node: yaml.Node) -> Iterator[Problem]:
    """Keys that stand twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(source, item)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                place = _place(source, key.start_mark.line + 1)
                yield Problem(place, str(key.value), _("уже записано выше: объедините обе записи"))
            seen.add(str(key.value))
            yield from _repeated(source, value)


def _unknown_roles(source: str, root: yaml.Node, parties: Collection[str]) -> Iterator[Problem]:
    if not parties or not isinstance(root, yaml.MappingNode):
        return
    known = [*parties, COORDINATOR]
    for key, _value in root.value:
        if key.value not in known:
            remedy = _("такой роли в дорожной карте нет") + _nearest(str(key.value), known)
            yield Problem(_place(source, key.start_mark.line + 1), str(key.value), remedy)


def _nearest(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1)
    if close:
        return _("; похоже на «{name}»").format(name=close[0])
    return _("; есть: {names}").format(names=", ".join(dict.fromkeys(known)))


def _causes(error: ValidationError) -> list[Any]:
    """The errors without those that only follow: a list whose one item is wrong is called too short as well."""
    found = error.errors(include_url=False)
    deeper = {one["loc"][:depth] for one in found for depth in range(len(one["loc"]))}
    return [one for one in found if one["type"] != "too_short" or one["loc"] not in deeper]


def _problem(source: str, root: yaml.Node, found: Any) -> Problem:
    """One pydantic error in the words and at the line of the file."""
    node, key = _located(root, found["loc"][1:])
    place = _place(source, (key or node).start_mark.line + 1)
    if found["type"] == "extra_forbidden":
        name = str(found["loc"][-1])
        return Problem(place, name, _("такого поля нет") + _nearest(name, FIELDS))
    value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    return Problem(place, value, _remedy(found))


def _located(root: yaml.Node, location: Sequence[str | int]) -> tuple[yaml.Node, yaml.Node | None]:
    """The node a pydantic location points at (or the nearest that exists), and the key it stands under."""
    node, key = root, None
    for part in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node, key = node.value[part], None
        elif isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if str(k.value) == str(part)), None)
            if pair is None:
                break
            key, node = pair
    return node, key


def _remedy(found: Any) -> str:
    """The Russian of a pydantic error."""
    kind, field = found["type"], str(found["loc"][-1])
    if kind == "value_error":
        return str(found["ctx"]["error"])
    if kind == "missing":
        return _("нет обязательного поля «{field}»: допишите его").format(field=field)
    if kind.startswith("date"):
        return _("это не дата; пишите так: 2024-09-01")
    if kind in {"too_short", "string_too_short"}:
        return _("пусто: укажите хотя бы одно значение")
    return {
        "string_type": _("здесь нужен текст; возьмите значение в кавычки"),
        "tuple_type": _("здесь нужен список: каждая запись с новой строки и с дефиса"),
    }.get(kind, _("здесь нужны поля «имя: значение»"))
