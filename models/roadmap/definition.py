"""A roadmap and its measures: what the order says and what we read into it.

The order itself belongs in order.py, what a measure waits for in needs.py, reading YAML in parsing.py, the meaning of
a schedule in schedule/, steps in models/steps.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Annotated, Any

from pydantic import Field, field_validator

from models.assessment.parameters import Parameters
from models.language import _
from models.roadmap.acceptance import Acceptance, Stage, as_stages
from models.roadmap.calendar import Calendar
from models.roadmap.frozen import Frozen
from models.roadmap.needs import DataCheck, DataNeed, Prerequisite
from models.roadmap.order import Order, Party
from models.roadmap.reminders import USUAL, Reminders
from models.roadmap.schedule.period import Period


class Phase(StrEnum):
    """The six phases; each is a Prefect flow."""

    ANALYSIS = "analysis"
    RISK_SURVEY = "risk_survey"
    SUPPORT_PLAN = "support_plan"
    MENTORING = "mentoring"
    FINAL_SESSION = "final_session"
    MONITORING = "monitoring"

    @property
    def label(self) -> str:
        """The phase's name as people read it."""
        return {
            Phase.ANALYSIS: _("Анализ"),
            Phase.RISK_SURVEY: _("Анкетирование"),
            Phase.SUPPORT_PLAN: _("План поддержки"),
            Phase.MENTORING: _("Наставничество"),
            Phase.FINAL_SESSION: _("Итоговая сессия"),
            Phase.MONITORING: _("Мониторинг"),
        }[self]


class Kind(StrEnum):
    """What sort of work a measure is (the nine kinds that five real orders needed)."""

    ANALYSIS = "ANL"
    RISK_SURVEY = "RPS"
    PLAN = "PLAN"
    MENTORING = "MENT"
    FINAL = "FINAL"
    MONITORING = "MON"
    PROFESSIONAL_DEVELOPMENT = "PD"
    PUPILS = "PUP"
    ORGANISATION = "ORG"


class Unit(StrEnum):
    """What one step of a measure is done for."""

    ROADMAP = "roadmap"
    SCHOOL = "school"


class Indicator(Frozen):
    """A target that the order sets for a measure, as printed, and how it is counted.

    text:     verbatim («100% школ и не менее 3/4 педагогического коллектива» gives two indicators, one text each)
    counted:  what is counted, in the order's words («школы», «педагоги ШНРО»)
    as_share: at_least and at_most are shares of 1, else numbers; both None when only growth is asked for
    per:      one number for the whole roadmap, or one in each school
    by:       the function that counts it (models/indicators); None: people do
    """

    text: str
    counted: str
    as_share: bool = True
    at_least: float | None = None
    at_most: float | None = None
    per: Unit = Unit.ROADMAP
    # Left out where there is none: a roadmap that names no function is the same as before there were any.
    by: str | None = Field(default=None, exclude_if=lambda name: name is None)


class Measure(Frozen):
    """One action of the order: what can be scheduled, done and handed in by itself.

    Reading a file fills `parties` and `deliverables` of a measure that inherits; `schedule` and `result` stay as
    printed, empty: ask Roadmap.schedule_of and result_of.

    number: as the order prints it, where that is not `item` (of a sub-item: none); «» where it prints none.
    heading: the row above the first sub-item that only heads them and is no action itself («22. …:»), verbatim.
    text, section, schedule, result: the order's cells, verbatim; rows that a page break split are joined.
    responsible: the cell as printed, where it says more than the titles of `parties`; officials masked.
    read_as: the schedule as a person reads it where the printed cell is doubtful; `note` says why.
    is_target: the order lists a target among its measures: it is watched, it has no steps.
    extras: cells of the order's further columns («Примечание», «Финансирование») by the header's words, verbatim.
    inherits: the measure whose schedule, parties, result and deliverables hold for this one's empty cells.
    lines: 1-based lines of the order's source file.
    duration_days: working days that the work takes; the order gives windows, so only where somebody knows.
    draft: the papers that Vekha prepares for whoever hands them in (models/drafts.py); they decide what is handed in.
    acceptance: who accepts: one party, several in turn, nobody (acceptance.py).
    catalogue: of support measures, from which it comes: schools have it in their plans, the order does not print it.
    """

    code: str
    item: str
    sub_item: int | None = None
    number: str | None = None
    heading: str = ""
    title: str
    text: str
    section: str
    schedule: str
    read_as: str = ""
    inherits: str | None = None
    parties: tuple[str, ...]
    lead: str | None = None
    responsible: str = ""
    result: str = ""
    extras: dict[str, str] = Field(default_factory=dict)
    deliverables: tuple[str, ...]
    indicators: tuple[Indicator, ...] = ()
    is_target: bool = False
    phase: Phase
    kind: Kind
    unit: Unit = Unit.ROADMAP
    prerequisites: tuple[Prerequisite, ...] = ()
    data: tuple[DataNeed, ...] = ()
    checks: tuple[DataCheck, ...] = ()
    action: str | None = None
    # Left out where there is none: a roadmap that names no draft is the same as before there were any.
    draft: str | None = Field(default=None, exclude_if=lambda name: name is None)
    # Left out likewise: the order's own measures come from no catalogue.
    catalogue: str | None = Field(default=None, exclude_if=lambda name: name is None)
    acceptance: Acceptance = "coordinator"
    duration_days: Annotated[int, Field(gt=0)] | None = None
    lines: tuple[int, ...]
    note: str = ""

    @field_validator("acceptance", mode="before")
    @classmethod
    def _one_stage(cls, written: Any) -> Any:
        """A single stage may be written without the list."""
        return [written] if isinstance(written, dict) else written

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of its acceptance in turn; none where what is handed in is done."""
        return as_stages(self.acceptance)

    @property
    def acceptors(self) -> tuple[str, ...]:
        """Every party that has a say in its acceptance."""
        return tuple(dict.fromkeys(party for stage in self.stages for party in stage.signers))

    @property
    def leading_party(self) -> str:
        """The party that hands in and is reminded: the first named, unless the YAML says otherwise."""
        return self.lead or self.parties[0]

    @property
    def hard_prerequisites(self) -> tuple[Prerequisite, ...]:
        """The prerequisites that keep the gate closed."""
        return tuple(needed for needed in self.prerequisites if not needed.soft)

    def why_not_for(self, school: str) -> str:
        """Why no step of this measure is for that school, or for none when it is empty; empty when one may be."""
        if self.unit is Unit.SCHOOL and not school:
            return _("{code} исполняется в каждой школе: назовите школу (--school).").format(code=self.code)
        if self.unit is Unit.ROADMAP and school:
            return _("{code} исполняется один раз за всех: школу называть не нужно.").format(code=self.code)
        return ""

    @property
    def place(self) -> str:
        """Where the order prints this measure, as its readers say it: «п. 10, второй подпункт»."""
        if self.catalogue:
            return _("план поддержки")
        if self.sub_item is None:
            return _("п. {item}").format(item=self.item)
        return _("п. {item}, {ordinal} подпункт").format(item=self.item, ordinal=_ordinal(self.sub_item))

    @property
    def in_words(self) -> str:
        """As papers call it, whose readers know no codes: «Рисковый профиль школы (п. 3)», «… (п. 6, подп. 2)»."""
        if self.catalogue:
            return self.title
        sub_item = "" if self.sub_item is None else _(", подп. {sub_item}").format(sub_item=self.sub_item)
        return _("{title} (п. {item}{sub_item})").format(title=self.title, item=self.item, sub_item=sub_item)


class Roadmap(Frozen):
    """An approved order's plan.

    period:   the calendar period in the notation of schedule.py («2024-2025»).
    calendar: working days and school years, where they are not the usual ones.
    reminders: the ladder of reminders, where it is not the usual one.
    indicators: targets that the order sets for the whole plan, beside those of its measures.
    """

    name: str
    title: str
    order: Order
    period: str
    time_zone: str
    target_group: str
    indicators: tuple[Indicator, ...] = ()
    calendar: Calendar = Calendar()
    assessment: Parameters = Parameters()
    # Left out where it is the usual one: a roadmap that says nothing of it is the same as before.
    reminders: Reminders = Field(default=USUAL, exclude_if=lambda said: said == USUAL)
    parties: tuple[Party, ...]
    measures: tuple[Measure, ...]

    @cached_property
    def plan_period(self) -> Period:
        """The days that the plan covers, with the school years of its calendar."""
        return Period.parse(self.period, self.calendar.terms)

    @cached_property
    def by_code(self) -> dict[str, Measure]:
        """Measures by code, in the order's own order."""
        return {measure.code: measure for measure in self.measures}

    @cached_property
    def party_by_code(self) -> dict[str, Party]:
        """Parties by code."""
        return {party.code: party for party in self.parties}

    def of_phase(self, phase: Phase) -> tuple[Measure, ...]:
        """The phase's measures, prerequisites before dependants."""
        return tuple(measure for measure in self.in_topological_order if measure.phase is phase)

    @cached_property
    def in_topological_order(self) -> tuple[Measure, ...]:
        """Every measure after all its prerequisites; otherwise as printed."""
        printed = {code: position for position, code in enumerate(self.by_code)}
        sorter = TopologicalSorter({m.code: [needed.measure for needed in m.prerequisites] for m in self.measures})
        sorter.prepare()
        ready = [printed[code] for code in sorter.get_ready()]
        heapify(ready)
        ordered: list[Measure] = []
        while ready:
            ordered.append(self.measures[heappop(ready)])
            sorter.done(ordered[-1].code)
            for code in sorter.get_ready():
                heappush(ready, printed[code])
        return tuple(ordered)

    def schedule_of(self, measure: Measure) -> str:
        """The measure's schedule cell, its own or the one it inherits."""
        return (
            self.by_code[measure.inherits].schedule if measure.inherits and not measure.schedule else measure.schedule
        )

    def reading_of(self, measure: Measure) -> str:
        """The words that the measure's rule is read from: a person's reading where there is one, else the cell."""
        return measure.read_as or self.schedule_of(measure)

    def result_of(self, measure: Measure) -> str:
        """The measure's result cell, its own or the one it inherits."""
        return self.by_code[measure.inherits].result if measure.inherits and not measure.result else measure.result

    def responsible_of(self, measure: Measure) -> str:
        """Who is responsible, as the order prints it (officials masked)."""
        return measure.responsible or ", ".join(self.party_by_code[code].title for code in measure.parties)

    def edges(self) -> Iterator[tuple[str, str, bool]]:
        """Every (prerequisite, dependant, is soft)."""
        for measure in self.measures:
            for needed in measure.prerequisites:
                yield needed.measure, measure.code, needed.soft


def _ordinal(number: int) -> str:
    """The Russian masculine ordinal of a sub-item: первый … десятый, then digits."""
    words = (_("первый"), _("второй"), _("третий"), _("четвёртый"), _("пятый"))
    return words[number - 1] if number <= len(words) else f"{number}-й"
