"""What a measure waits for, by what others make for it, and by sessions that gather what went before.

The products are products.py's. A prerequisite never begins after what waits for it, is soft unless the words leave no
choice, and none closes a circle.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from models.language import _
from models.order.definition import PrintedMeasure
from models.order.suggesting.products import Product, products, says
from models.order.suggesting.stems import folded, own_text
from models.roadmap.definition import Kind
from models.roadmap.schedule.occurrences import spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Continuous, Mixed, OnDemand, OwnSchedule, Recurring, Rule


class Edge(NamedTuple):
    """The measure at `later` waits for the one at `earlier` (positions in the order)."""

    earlier: int
    later: int
    soft: bool
    reason: str


class _When(NamedTuple):
    """A measure's first days; nothing where its schedule names none, or only that it returns every so often."""

    position: int
    start: date | None
    end: date | None


def prerequisites_of(
    measures: Sequence[PrintedMeasure], kinds: Sequence[Kind], period: Period | None
) -> tuple[Edge, ...]:
    """Every prerequisite that the words speak for, the surest first kept where two would close a circle."""
    times = [_when(position, measure.rule, period) for position, measure in enumerate(measures)]
    titles = [folded(measure.as_read("title")) for measure in measures]
    said = [
        *_of_products(measures, titles, times),
        *_of_steps(measures, kinds, times),
        *_of_sessions(measures, kinds, times),
    ]
    kept: dict[tuple[int, int], Edge] = {}
    for edge in sorted(said, key=lambda edge: edge.soft):
        if (edge.earlier, edge.later) not in kept and not _reaches(edge.later, edge.earlier, list(kept)):
            kept[edge.earlier, edge.later] = edge
    return tuple(sorted(kept.values(), key=lambda edge: (edge.later, edge.soft, edge.earlier)))


def _of_products(measures: Sequence[PrintedMeasure], titles: Sequence[str], times: Sequence[_When]) -> Iterator[Edge]:
    """Who needs a product waits for the last one who makes it before."""
    for product in products():
        makers = [p for p, measure in enumerate(measures) if _makes(product, measure, titles[p])]
        for position, measure in enumerate(measures):
            is_hard = _needs(product, measure, titles[position])
            if not is_hard and not says(product.wishes, titles[position]):
                continue
            before = [maker for maker in makers if maker != position and _may_wait(times[position], times[maker])]
            if before:
                maker = max(before, key=lambda maker: _nearness(times[position], times[maker]))
                yield Edge(maker, position, not is_hard, _("опирается на: {product}").format(product=product.name))


def made_too_late(measures: Sequence[PrintedMeasure], period: Period | None) -> Iterator[tuple[int, int]]:
    """Pairs of positions: what is made, and who cannot do without it but is due before anybody begins to make it.

    Such a pair is no prerequisite, it is a mistake of the plan; only dated schedules can show it.
    """
    times = [_when(position, measure.rule, period) for position, measure in enumerate(measures)]
    titles = [folded(measure.as_read("title")) for measure in measures]
    for product in products():
        makers = [p for p, measure in enumerate(measures) if _makes(product, measure, titles[p])]
        for position, title in enumerate(titles):
            waits = makers and position not in makers and says(product.needs, title)
            if waits and all(_begins_after(times[maker], times[position]) for maker in makers):
                yield min(makers, key=lambda maker: times[maker].start or date.max), position


def _begins_after(needed: _When, waiting: _When) -> bool:
    return bool(needed.start and waiting.end and needed.start > waiting.end)


def _makes(product: Product, measure: PrintedMeasure, title: str) -> bool:
    own = folded(own_text(title, measure.parent))
    return bool(says(product.makes, own) or says(product.makes, folded(measure.as_read("result"))))


def _needs(product: Product, measure: PrintedMeasure, title: str) -> bool:
    if says(product.needs, title):
        return True
    return bool(product.of_responsible) and _is_all(product.of_responsible, folded(measure.as_read("responsible")))


def _is_all(pattern: str, text: str) -> bool:
    found = says(pattern, text)
    return found is not None and found.group() == text and "," not in text


def _of_steps(measures: Sequence[PrintedMeasure], kinds: Sequence[Kind], times: Sequence[_When]) -> Iterator[Edge]:
    """Sub-items of one position that plan or arrange mentoring follow one another."""
    for first, second in pairwise(range(len(measures))):
        are_steps = measures[first].parent and measures[first].parent == measures[second].parent
        is_arranged = {kinds[first], kinds[second]} & {Kind.PLAN, Kind.MENTORING}
        if are_steps and is_arranged and _may_wait(times[second], times[first]):
            inherits = bool(measures[second].inherits)
            yield Edge(first, second, not inherits, _("следующий подпункт той же позиции"))


def _of_sessions(measures: Sequence[PrintedMeasure], kinds: Sequence[Kind], times: Sequence[_When]) -> Iterator[Edge]:
    """A final session or report gathers the analyses and monitorings of its own section."""
    for position, measure in enumerate(measures):
        if kinds[position] is not Kind.FINAL:
            continue
        soft = not says("отчет[а-я]* о|по итогам|по результатам", folded(measure.as_read("title")))
        for other, before in enumerate(measures):
            is_gathered = kinds[other] in (Kind.ANALYSIS, Kind.MONITORING) and before.section == measure.section
            is_gathered = is_gathered and not says("контрол(?:ь|я|ю|ем)|увеличени", folded(before.as_read("title")))
            is_called = isinstance(before.rule, OnDemand | OwnSchedule) or _is_by_own_schedule(before.rule)
            if is_gathered and not is_called and _may_wait(times[position], times[other]):
                yield Edge(other, position, soft, _("подводит итог анализам и мониторингам своего раздела"))


def _is_by_own_schedule(rule: Rule) -> bool:
    return isinstance(rule, Mixed) and any(isinstance(part, OwnSchedule | OnDemand) for part in rule.parts)


# ── Time ─────────────────────────────────────────────────────────────────────


def _when(position: int, rule: Rule, period: Period | None) -> _When:
    if period is None:
        return _When(position, None, None)
    for part in rule.parts if isinstance(rule, Mixed) else (rule,):
        returns = isinstance(part, Recurring) and not (part.window or part.windows or part.deadline or part.deadlines)
        found = () if returns or isinstance(part, Continuous) else spans(part, period)
        if found and found[0].due_on:
            return _When(position, found[0].opens_on, found[0].due_on)
    return _When(position, None, None)


def _may_wait(waiting: _When, needed: _When) -> bool:
    """Whether the needed one begins no later; of two that begin together, what ends or is printed first."""
    if waiting.start is None or needed.start is None or waiting.end is None or needed.end is None:
        return waiting.start is None or needed.position < waiting.position
    if needed.start != waiting.start:
        return needed.start < waiting.start
    return needed.end < waiting.end or needed.position < waiting.position


def _nearness(waiting: _When, needed: _When) -> tuple[bool, date, int]:
    """The latest of those printed before; one printed after only when there is none."""
    return needed.position < waiting.position, needed.start or date.min, needed.position


def _reaches(start: int, goal: int, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether what waits for `start`, directly or not, holds `goal`: an edge back would close a circle."""
    waiting = {start}
    grown = True
    while grown:
        more = {later for earlier, later in edges if earlier in waiting} - waiting
        waiting |= more
        grown = bool(more)
    return goal in waiting
