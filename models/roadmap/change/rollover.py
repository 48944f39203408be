"""Next year's draft of a roadmap: the file's own text with other years, its comments and layout kept. Pure.

What cannot be moved by rule is left, with a comment «РЕШИТЬ» above it and a remark. How words move is shifting.py's.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from models.language import _
from models.problems import Problem
from models.roadmap.change.shifting import YEAR, Shift, move_schedule, next_period, shift
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.needs import DataNeed
from models.roadmap.places import Located, Path, locate
from models.roadmap.plan import occurrences
from models.roadmap.schedule.period import Period

DECIDE = "# РЕШИТЬ: "
# The order's own words and ours about it, in which a year may be meant or may be history: a person decides.
_WORDS = ("title", "heading", "text", "result", "deliverables", "indicators", "note")
_WORDS_OF_THE_HEAD = ("title", "target_group", "indicators")
# What a roadmap's calendar says by its dates, and not by the year.
_DATED: tuple[Path, ...] = (
    ("calendar", "days_off"),
    ("calendar", "working_days"),
    ("calendar", "terms", "holidays"),
)
Years = tuple[int, ...] | dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Rollover:
    """Next year's draft.

    text: the YAML; roadmap: the same as a definition, whether or not a check would accept the file yet
    remarks: what a person must decide, each at its line of the draft
    """

    text: str
    roadmap: Roadmap
    remarks: tuple[Problem, ...]


@dataclass(frozen=True)
class _Change:
    """A value of the file that changes."""

    path: Path
    value: Any


@dataclass(frozen=True)
class _Remark:
    """What a person must decide about a value of the file."""

    path: Path
    value: str
    remedy: str


def roll_over(roadmap: Roadmap, text: str, file_name: str, to: str) -> Rollover:
    """The draft for a year or a period after the roadmap's; `text` is the file that the roadmap was read from.

    VekhaError when that is not later than the roadmap's own.
    """
    period = next_period(roadmap.period, to)
    way = shift(roadmap.plan_period, Period.parse(period, roadmap.calendar.terms))
    located = locate(text, file_name)
    found = list(_of_the_head(roadmap, located, period, way))
    for index, measure in enumerate(roadmap.measures):
        found += _of_a_measure(roadmap, measure, located, ("measures", index), way)
    changes = [one for one in found if isinstance(one, _Change)]
    remarks = [one for one in found if isinstance(one, _Remark)]
    draft = _with_remarks(_with_changes(text, changes), remarks, file_name)
    placed = locate(draft, file_name)
    return Rollover(
        draft,
        _changed(roadmap, changes),
        tuple(placed.problem(one.path, one.remedy, one.value) for one in remarks),
    )


# ── What changes ─────────────────────────────────────────────────────────────


def _of_the_head(roadmap: Roadmap, located: Located, period: str, way: Shift) -> Iterator[_Change | _Remark]:
    name = roadmap.name.replace(str(way.old.start.year), str(way.new.start.year))
    if name != roadmap.name:
        yield _Change(("name",), name)
    yield _Change(("period",), period)
    yield _Remark(("order",), roadmap.order.number, _("впишите №, дату, название и файл нового приказа."))
    for words in _WORDS_OF_THE_HEAD:
        yield from _years_in_words(located, (words,))
    for path in _DATED:
        if located.value(path):
            yield _Remark(path, "", _("эти дни названы датами: впишите такие же дни нового периода."))


def _of_a_measure(
    roadmap: Roadmap, measure: Measure, located: Located, path: Path, way: Shift
) -> Iterator[_Change | _Remark]:
    for name in ("schedule", "read_as"):
        if cell := getattr(measure, name):
            yield from _of_a_schedule(measure, name, cell, (*path, name), way)
    for index, need in enumerate(measure.data):
        yield from _of_a_need(roadmap, measure, need, (*path, "data", index, "years"), way)
    for name in _WORDS:
        yield from _years_in_words(located, (*path, name))


def _of_a_schedule(measure: Measure, name: str, cell: str, path: Path, way: Shift) -> Iterator[_Change | _Remark]:
    moved = move_schedule(cell, way)
    if moved.text != cell:
        yield _Change(path, moved.text)
    # The printed cell need not read where a person has said what it means.
    if moved.doubt and not (name == "schedule" and measure.read_as and not YEAR.search(cell)):
        yield _Remark(path, moved.text, f"{moved.doubt}.")


def _years_in_words(located: Located, path: Path) -> Iterator[_Remark]:
    """A remark where the order's words name a year: the new order may mean another."""
    said = located.value(path)
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False) if said else ""
    years = ", ".join(dict.fromkeys(YEAR.findall(text)))
    if years:
        yield _Remark(path, text, _("в тексте назван год ({years}): решите, каким он станет.").format(years=years))


def _of_a_need(
    roadmap: Roadmap, measure: Measure, need: DataNeed, path: Path, way: Shift
) -> Iterator[_Change | _Remark]:
    """Result years move with the year in which the measure needs them."""
    if not need.years:
        return
    if isinstance(need.years, dict):
        moved = {year + way.by(year): _plus(years, way.by(year)) for year, years in need.years.items()}
        agree = all(moved[year + way.by(year)] == _plus(years, way.by(year)) for year, years in need.years.items())
        yield _Change(path, moved)
    else:
        years_of_work = {one.year for one in occurrences(roadmap) if one.measure == measure.code}
        first = min(years_of_work, default=way.old.start.year)
        agree = len(years_of_work) < 2 or not way.folds
        yield _Change(path, _plus(need.years, way.by(first)))
    if not agree:
        yield _Remark(path, str(need.years), _("годы данных зависели от года исполнения: проверьте, какие нужны."))


def _plus(years: Iterable[int], by: int) -> tuple[int, ...]:
    return tuple(year + by for year in years)


def _changed(roadmap: Roadmap, changes: Iterable[_Change]) -> Roadmap:
    """The roadmap with the changes, unchecked: a draft may still say what no check accepts."""
    head: dict[str, Any] = {}
    measures = list(roadmap.measures)
    for change in changes:
        match change.path:
            case (str(name),):
                head[name] = change.value
            case (_measures, int(index), "data", int(need), _years):
                data = list(measures[index].data)
                data[need] = data[need].model_copy(update={"years": change.value})
                measures[index] = measures[index].model_copy(update={"data": tuple(data)})
            case (_measures, int(index), str(name)):
                measures[index] = measures[index].model_copy(update={name: change.value})
    said = {name: getattr(roadmap, name) for name in Roadmap.model_fields}
    return Roadmap(**(said | head | {"measures": tuple(measures)}))


# ── The file's text ──────────────────────────────────────────────────────────


def _with_changes(text: str, changes: Iterable[_Change]) -> str:
    """The text with the values at these places; everything else stays as it is, letter for letter."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    placed = [(_node(root, change.path), change.value) for change in changes]
    for node, value in sorted(placed, key=lambda one: -one[0].start_mark.index):
        start = node.start_mark.index
        # A folded text is said to contain the line ends after it.
        end = start + len(text[start : _end(node)].rstrip())
        text = text[:start] + _as_yaml(value, node) + text[end:]
    return text


def _node(root: Any, path: Path) -> Any:
    """The node that stands at the path; the file was read, so it is there."""
    for key in path:
        if isinstance(key, int):
            root = root.value[key]
        else:
            root = next(value for name, value in root.value if name.value == key)
    return root


def _end(node: Any) -> int:
    """Where a value's own text ends: a block of lines is said to end where the next begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end


def _as_yaml(value: Any, node: Any) -> str:
    """The value in the flow style of YAML; a plain word stays plain where it was."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{year}: {list(years)}" for year, years in value.items()) + "}"
    if isinstance(value, tuple):
        return str(list(value))
    is_plain = node.style is None and yaml.safe_load(value) == value and not re.search(r":\s|\s#|[\[\]{},]", value)
    return str(value) if is_plain else json.dumps(value, ensure_ascii=False)


def _with_remarks(text: str, remarks: Iterable[_Remark], file_name: str) -> str:
    """The text with each remark as a comment above its line."""
    located = locate(text, file_name)
    lines = text.split("\n")
    above: dict[int, list[str]] = {}
    for remark in remarks:
        above.setdefault(located.line(remark.path), []).append(remark.remedy)
    for number in sorted(above, reverse=True):
        indent = re.match(r"\s*", lines[number - 1])
        assert indent is not None, "nothing at all is an indent, too"
        lines[number - 1 : number - 1] = [f"{indent.group()}{DECIDE}{remedy}" for remedy in above[number]]
    return "\n".join(lines)
