"""From a catalogue's YAML to a Catalogue, or to everything that is wrong in it at once, with lines. Pure."""

from collections.abc import Collection, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import ValidationError

from models.errors import FileRefused
from models.language import _
from models.roadmap.consistency import FORBIDDEN_IN_TITLES, TITLE_LENGTH
from models.roadmap.naming import suggestion
from models.roadmap.places import Located, Path, PlacedProblem, locate
from models.roadmap.shape import shape_problems
from models.support.catalogue import Catalogue

Placed = Sequence[tuple[Path, dict[str, Any]]]


def parse(text: str, file_name: str) -> Catalogue:
    """The catalogue that the YAML text describes; FileRefused with every problem, in the order of the lines."""
    located = locate(text, file_name)
    if not isinstance(located.data, dict):
        nothing = _("здесь нет каталога мер: нужны ключи name, year, parties, factors, measures.")
        raise _refused(located, located.problems or [PlacedProblem(file_name, "", nothing)])
    read, problems = _read(located)
    problems = [*located.problems, *problems, *_consistency(located)]
    if problems or read is None:
        raise _refused(located, problems)
    return read


def _read(located: Located) -> tuple[Catalogue | None, list[PlacedProblem]]:
    try:
        return Catalogue.model_validate(located.data), []
    except ValidationError as error:
        return None, list(shape_problems(error, located, Catalogue))


def _consistency(located: Located) -> Iterator[PlacedProblem]:
    """Codes given twice, names that nothing bears, needs that go in a circle, titles and places that cannot be."""
    measures = _items(located, "measures")
    yield from _repeated(located, measures)
    yield from _repeated(located, _items(located, "parties"))
    yield from _unknown_names(located, measures)
    yield from _circles(located, measures)
    yield from _unfit_titles(located, measures)
    yield from _places_out_of_nowhere(located, measures)


def _items(located: Located, key: str) -> Placed:
    found = located.value((key,))
    listed = found if isinstance(found, list) else []
    return [((key, at), one) for at, one in enumerate(listed) if isinstance(one, dict)]


def _repeated(located: Located, items: Placed) -> Iterator[PlacedProblem]:
    seen: dict[str, int] = {}
    for path, item in items:
        code = item.get("code")
        if isinstance(code, str) and code in seen:
            yield located.problem(
                (*path, "code"), _("этот код уже есть в строке {line}: дайте другой.").format(line=seen[code])
            )
        elif isinstance(code, str):
            seen[code] = located.line((*path, "code"))


def _unknown_names(located: Located, measures: Placed) -> Iterator[PlacedProblem]:
    factors = located.value(("factors",))
    known: dict[str, tuple[Collection[str], str]] = {
        "factor": ([*map(str, factors)] if isinstance(factors, dict) else [], _("такого фактора нет.")),
        "parties": (_codes(_items(located, "parties")), _("такой роли нет.")),
        "needs": (_codes(measures), _("такой меры нет.")),
    }
    for path, measure in measures:
        for key, (names, what) in known.items():
            for below, name in _texts(measure, key):
                if name not in names:
                    yield located.problem((*path, *below), f"{what} {suggestion(name, names)}")


def _codes(items: Placed) -> list[str]:
    return [item["code"] for _path, item in items if isinstance(item.get("code"), str)]


def _texts(measure: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
    """The texts under a key, one or a list, with their places below the measure."""
    said = measure.get(key)
    if isinstance(said, str):
        yield (key,), said
    for at, text in enumerate(said if isinstance(said, list) else []):
        if isinstance(text, str):
            yield (key, at), text


def _circles(located: Located, measures: Placed) -> Iterator[PlacedProblem]:
    """Each circle is named around; one need of it is then taken out, and the search goes on."""
    places = {
        (measure["code"], needed): (*path, *below)
        for path, measure in measures
        if isinstance(measure.get("code"), str)
        for below, needed in _texts(measure, "needs")
    }
    left = set(places)
    while circle := _circle(left):
        broken = circle[1], circle[0]
        told = _("меры ждут друг друга по кругу: {circle}. Уберите одну из них.").format(circle=" → ".join(circle))
        yield located.problem(places[broken], told)
        left.remove(broken)


def _circle(needs: Collection[tuple[str, str]]) -> list[str]:
    """The codes around a circle, each needed by the next, the first repeated last; empty when there is none."""
    graph: dict[str, list[str]] = {}
    for code, needed in sorted(needs):
        graph.setdefault(code, []).append(needed)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        around: list[str] = error.args[1]
        return around
    return []


def _unfit_titles(located: Located, measures: Placed) -> Iterator[PlacedProblem]:
    """A measure of the catalogue becomes one of the roadmap: its title keeps to the same limits."""
    for path, measure in measures:
        title = measure.get("title")
        if isinstance(title, str) and (len(title) > TITLE_LENGTH or set(title) & set(FORBIDDEN_IN_TITLES)):
            told = _("название — не длиннее {limit} знаков и без знаков {signs}.")
            signs = " ".join(FORBIDDEN_IN_TITLES)
            yield located.problem((*path, "title"), told.format(limit=TITLE_LENGTH, signs=signs))


def _places_out_of_nowhere(located: Located, measures: Placed) -> Iterator[PlacedProblem]:
    """What is limited in all takes something of each school."""
    for path, measure in measures:
        if isinstance(measure.get("places_in_all"), int) and not measure.get("places"):
            told = _("мест всего {count}, а сколько их занимает школа, не сказано: допишите places.")
            yield located.problem((*path, "places_in_all"), told.format(count=measure["places_in_all"]))


def _refused(located: Located, problems: Sequence[PlacedProblem]) -> FileRefused:
    in_order = sorted(problems, key=lambda problem: problem.line)
    headline = _("Каталог мер не принят ({file}): ошибок — {count}.")
    return FileRefused(headline.format(file=located.file_name, count=len(in_order)), in_order)
