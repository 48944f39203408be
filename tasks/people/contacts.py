"""Reading contacts.yaml: every mistake named at once, with its line; no file means nobody is bound yet.

What a binding means belongs in models/people/contacts.py; those that are recorded, beside the file, in bindings.py.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import FileRefused
from models.language import _
from models.people.contacts import COORDINATOR, Binding, Contacts, Person
from models.problems import Problem
from models.roadmap.naming import suggestion
from models.roadmap.places import Located, locate
from models.roadmap.places import Path as Place

FIELDS = tuple(field.alias or name for kind in (Binding, Person) for name, field in kind.model_fields.items())


def read_contacts(path: Path, parties: Collection[str] = ()) -> Contacts:
    """The bindings of a contacts file; FileRefused names every problem. Roles are compared with `parties`, if given."""
    if not path.exists():
        return Contacts()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        remedy = _("это не текст в UTF-8: сохраните файл в этой кодировке")
        raise _refusal(path.name, [Problem(path.name, "", remedy)]) from None
    return parse_contacts(text, path.name, parties)


def changed_at(path: Path) -> int:
    """When the contacts file changed last, in nanoseconds; 0 while there is none."""
    return path.stat().st_mtime_ns if path.exists() else 0


def parse_contacts(text: str, source: str, parties: Collection[str] = ()) -> Contacts:
    """The bindings of a contacts file's text; FileRefused names every problem."""
    located = locate(text, source)
    if located.data is None and not located.problems:
        return Contacts()
    problems: list[Problem] = [*located.problems, *_unknown_roles(located, parties)]
    contacts = Contacts()
    try:
        contacts = Contacts(roles=located.data if located.data is not None else {})
    except ValidationError as error:
        problems += [_problem(located, found) for found in _causes(error)]
    if problems:
        raise _refusal(source, problems)
    return contacts


def _refusal(source: str, problems: Sequence[Problem]) -> FileRefused:
    return FileRefused(_("Файл {source} с ошибками, никто не назначен:").format(source=source), problems)


def _at(located: Located, path: Place, value: object, remedy: str) -> Problem:
    place = _("{source}, строка {line}").format(source=located.file_name, line=located.line(path))
    return Problem(place, "" if value is None or isinstance(value, list | dict) else str(value), remedy)


def _unknown_roles(located: Located, parties: Collection[str]) -> Iterator[Problem]:
    if not parties or not isinstance(located.data, dict):
        return
    known = [*parties, COORDINATOR]
    for role in located.data:
        if role not in known:
            remedy = _("такой роли в дорожной карте нет.") + " " + suggestion(role, known)
            yield _at(located, (role,), role, remedy)


def _causes(error: ValidationError) -> list[Any]:
    """The errors without those that only follow: a list whose one item is wrong is called too short as well."""
    found = error.errors(include_url=False)
    deeper = {one["loc"][:depth] for one in found for depth in range(len(one["loc"]))}
    return [one for one in found if one["type"] != "too_short" or one["loc"] not in deeper]


def _problem(located: Located, found: Any) -> Problem:
    """One pydantic error in the words and at the line of the file."""
    path = tuple(found["loc"][1:])
    if found["type"] == "extra_forbidden":
        return _at(located, path, path[-1], _("такого поля нет.") + " " + suggestion(path[-1], FIELDS))
    return _at(located, path, located.value(path), remedy_of(found))


def remedy_of(found: Any) -> str:
    """The Russian of a pydantic error."""
    kind, field = found["type"], str(found["loc"][-1]) if found["loc"] else ""
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
