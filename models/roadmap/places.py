"""YAML with a memory: plain data, and for every value the line it stands on. What the values mean is parsing.py's.

Duplicate keys, which YAML libraries swallow, are problems here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from models.language import _
from models.problems import Problem

Path = tuple[str | int, ...]

# The parser in C is ten times faster; a few platforms have only the one in Python.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class PlacedProblem(Problem):
    """A problem that knows its line, so that all of them can be told in the file's order."""

    line: int = 0


@dataclass
class Located:
    """What a file says and where.

    lines: the 1-based line of a value by its path («measures», 3, «title»).
    yaml_values: what YAML itself makes of a plain scalar: a number, a date, a boolean, nothing.
    """

    file_name: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[PlacedProblem] = field(default_factory=list)
    yaml_values: yaml.constructor.SafeConstructor = field(default_factory=yaml.constructor.SafeConstructor)

    def line(self, path: Path) -> int:
        """The line of the value, or of the nearest thing around it that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def value(self, path: Path) -> Any:
        """The plain value at the path, None where there is none."""
        found = self.data
        for key in path:
            known = (isinstance(found, dict) and key in found) or (
                isinstance(found, list) and isinstance(key, int) and key < len(found)
            )
            if not known:
                return None
            found = found[key]
        return found

    def place(self, path: Path) -> str:
        """Where the path is, as people say it: file, line, measure or party, field."""
        parts = [self.file_name, _("строка {line}").format(line=self.line(path)), *self._owner(path)]
        return ", ".join(parts)

    def problem(self, path: Path, remedy: str, value: object = None) -> PlacedProblem:
        """A problem with the value at the path, or with the value given; lists and mappings are not shown."""
        shown = self.value(path) if value is None else value
        text = "" if shown is None or isinstance(shown, dict | list) else str(shown)
        return PlacedProblem(self.place(path), text, remedy, self.line(path))

    def _owner(self, path: Path) -> list[str]:
        """The measure or party by its code, then the field."""
        if path[:1] in {("measures",), ("parties",)} and len(path) > 1:
            code = self.value((*path[:2], "code")) or path[1]
            return [f"{code}.{path[2]}" if len(path) > 2 else str(code)]
        return [".".join(str(key) for key in path)] if path else []


def locate(text: str, file_name: str) -> Located:
    """The YAML's plain data with places; a syntax error and duplicate keys become problems."""
    located = Located(file_name)
    try:
        located.problems += _beyond_plain_values(text, file_name)
        root = None if located.problems else yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        located.problems.append(_syntax_problem(error, file_name))
        return located
    if root is not None:
        located.data = _plain(root, (), located)
    return located


def _beyond_plain_values(text: str, file_name: str) -> Iterator[PlacedProblem]:
    """YAML's «*name», by which a value can contain itself, and «!tag», by which it can be anything."""
    for event in yaml.parse(text, Loader=_LOADER):
        sign = f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else getattr(event, "tag", None)
        if sign:
            remedy = _("ссылки и метки YAML здесь не читаются: напишите значение целиком, без них.")
            yield _at_line(file_name, _line(event), sign, remedy)


def _syntax_problem(error: yaml.YAMLError, file_name: str) -> PlacedProblem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error)
    remedy = _("это не YAML ({said}). Проверьте отступы, двоеточия и кавычки в этой строке и в предыдущей.")
    line = 1 if mark is None else mark.line + 1
    return _at_line(file_name, line, "", remedy.format(said=said))


def _at_line(file_name: str, line: int, value: str, remedy: str) -> PlacedProblem:
    return PlacedProblem(_("{file}, строка {line}").format(file=file_name, line=line), value, remedy, line)


def _plain(node: yaml.Node, path: Path, located: Located) -> Any:
    located.lines.setdefault(path, _line(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, located)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), located) for index, child in enumerate(node.value)]
    return _scalar(node, located)


def _mapping(node: yaml.MappingNode, path: Path, located: Located) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, located)
        if key in mapping:
            remedy = _("ключ написан второй раз (впервые в строке {line}): оставьте один.")
            first = located.line((*path, key))
            located.problems.append(_at_line(located.file_name, _line(key_node), str(key), remedy.format(line=first)))
            continue
        located.lines[(*path, key)] = _line(key_node)
        mapping[key] = _plain(value_node, (*path, key), located)
    return mapping


def _scalar(node: yaml.Node, located: Located) -> Any:
    """A scalar's value; an impossible one («2024-13-45») is a problem."""
    try:
        return located.yaml_values.construct_object(node) if isinstance(node, yaml.ScalarNode) else None
    except (ValueError, yaml.YAMLError):
        remedy = _("такого значения не бывает: исправьте его или возьмите в кавычки.")
        located.problems.append(_at_line(located.file_name, _line(node), str(node.value), remedy))
        return str(node.value)


def _line(part: yaml.Node | yaml.Event) -> int:
    """The 1-based line where a part of the file starts."""
    assert part.start_mark is not None, "whatever was read from a text has a mark"
    return part.start_mark.line + 1
