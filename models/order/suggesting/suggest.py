"""Everything that we propose for an order, gathered: the one door of this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.errors import VekhaError
from models.order.definition import PrintedMeasure, PrintedOrder
from models.order.masking import masked
from models.order.suggesting.codes import codes_of, printed_number
from models.order.suggesting.definition import MeasureSuggestions, Suggestion, Suggestions
from models.order.suggesting.deliverables import deliverables_of
from models.order.suggesting.indicators import indicators_of, is_target
from models.order.suggesting.kinds import kind_of
from models.order.suggesting.parties import SCHOOL, Parties, parties_of
from models.order.suggesting.phases import phases_of
from models.order.suggesting.prerequisites import Edge, prerequisites_of
from models.order.suggesting.titles import short_titles
from models.order.suggesting.units import unit_of
from models.roadmap.definition import Kind, Phase
from models.roadmap.needs import Prerequisite
from models.roadmap.schedule.period import Period


def suggest(order: PrintedOrder, source_name: str = "") -> Suggestions:
    """Suggestions for the roles and for every measure, in document order; officials are masked in all of them.

    source_name: what the codes take their first letter from («kirsanov-2024» → «K01»); the order's source where empty
    """
    whole = _Whole(masked(order), source_name or order.source)
    found = tuple(_of_measure(whole, position) for position in range(len(whole.measures)))
    return Suggestions(found, whole.parties.parties, whole.parties.questions)


def period_of(order: PrintedOrder) -> Period | None:
    """The order's period, None where its head says none that can be read."""
    try:
        return Period.parse(order.head.period)
    except VekhaError:
        return None


@dataclass(frozen=True)
class _Whole:
    """What can be told only of all measures together."""

    order: PrintedOrder
    source_name: str

    @property
    def measures(self) -> tuple[PrintedMeasure, ...]:
        return self.order.measures

    @cached_property
    def holding(self) -> list[int]:
        """For each measure the position of the one whose cells hold for its empty ones; mostly its own."""
        return [_holder(position, self.measures) for position in range(len(self.measures))]

    @cached_property
    def parties(self) -> Parties:
        cells = [self.cell(position, "responsible") for position in range(len(self.measures))]
        return parties_of(cells, self.order.head)

    @cached_property
    def codes(self) -> list[str]:
        return codes_of(self.measures, self.source_name)

    @cached_property
    def kinds(self) -> list[Suggestion[Kind]]:
        return [kind_of(measure) for measure in self.measures]

    @cached_property
    def titles(self) -> list[Suggestion[str]]:
        return short_titles(self.measures)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        return prerequisites_of(self.measures, [kind.value for kind in self.kinds], period_of(self.order))

    @cached_property
    def phases(self) -> list[Suggestion[Phase]]:
        dependants: dict[int, list[int]] = {}
        for edge in self.edges:
            dependants.setdefault(edge.earlier, []).append(edge.later)
        return phases_of(self.measures, [kind.value for kind in self.kinds], dependants)

    def cell(self, position: int, name: str) -> str:
        """The cell that holds for a measure: its own, or where that is empty the one it inherits."""
        return self.measures[position].as_read(name) or self.measures[self.holding[position]].as_read(name)


def _of_measure(whole: _Whole, position: int) -> MeasureSuggestions:
    measure, holder = whole.measures[position], whole.holding[position]
    responsible, schedule = whole.cell(position, "responsible"), whole.cell(position, "schedule")
    return MeasureSuggestions(
        code=whole.codes[position],
        short_title=whole.titles[position],
        kind=whole.kinds[position],
        phase=whole.phases[position],
        unit=unit_of(measure, responsible, schedule, whole.parties.of_cells[position][:1] == (SCHOOL,)),
        parties=Suggestion(whole.parties.of_cells[position], "«" + " ".join(responsible.split()) + "»"),
        deliverables=deliverables_of(whole.cell(position, "result")),
        inherits=whole.codes[holder] if holder != position and not measure.schedule.strip() else None,
        indicators=indicators_of(measure),
        is_target=is_target(measure),
        prerequisites=tuple(_prerequisite(edge, whole.codes) for edge in whole.edges if edge.later == position),
    )


def _holder(position: int, measures: Sequence[PrintedMeasure]) -> int:
    """The first measure under the number that this one inherits from, in its own section; itself where it has none."""
    measure = measures[position]
    wanted = measure.inherits.strip().rstrip(".")
    if not wanted:
        return position
    for other, candidate in enumerate(measures):
        is_named = wanted in (printed_number(candidate), candidate.parent.strip().rstrip("."))
        if is_named and candidate.section == measure.section and not candidate.inherits and other != position:
            return other
    return position


def _prerequisite(edge: Edge, codes: Sequence[str]) -> Suggestion[Prerequisite]:
    return Suggestion(Prerequisite(measure=codes[edge.earlier], soft=edge.soft), edge.reason)
