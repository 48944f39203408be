"""A running cycle moves to another version of its roadmap: first what becomes of each step is said, then it is done.

Which occurrences are the same belongs in models/roadmap/change/succession.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, delete, select

from models.errors import VekhaError
from models.language import _
from models.records import Cycle, DataFinding, RoadmapVersion, Step
from models.roadmap.change.difference import likely_renames
from models.roadmap.change.succession import carried
from models.roadmap.definition import Measure, Roadmap, Unit
from models.roadmap.plan import Occurrence, as_json, from_json, occurrences
from models.steps.journal import FORMERLY, VERSION
from models.steps.passage import Adoption, Fate, StepFate
from models.steps.status import FINAL, Move, Status
from models.support.entering import with_support_of
from tasks.cycle.calendars import calendar_today, moved_deadlines
from tasks.cycle.steps import last_moves, steps_meant
from tasks.cycle.versions import recorded_version
from tasks.indicators.counting import rename as rename_counts
from tasks.record.book import recorded_definition, steps_of
from tasks.record.writer import Author, StepMove, record

StepKey = tuple[str, str, str]


def adopt(
    session: Session,
    cycle: Cycle,
    roadmap: Roadmap,
    *,
    renamed: Mapping[str, str],
    reason: str,
    as_of: date,
    author: Author,
) -> Adoption:
    """Move the cycle, which this transaction holds, to this version of its roadmap; what became of each step.

    renamed: old code → new code; old code → "" says that a likely new code is another measure.
    What schools' support plans brought into the present version is kept: the order does not print it.
    Who only wants to know rolls the transaction back. VekhaError when the cycle is closed, the year lies outside the
    new period, a measure seems to have changed its code and nobody said so, or no reason is given.
    """
    if not reason.strip():
        raise VekhaError(_("Почему план меняется? Назовите причину: --reason, например «приказ от 12.03.2025 № 41»."))
    version = session.get_one(RoadmapVersion, cycle.version_id)
    present, _plan = recorded_definition(session, cycle)
    roadmap = with_support_of(present, roadmap)
    if present == roadmap:
        return Adoption(cycle.roadmap, cycle.year, version.sha256, version.sha256)
    _refuse_what_cannot_run(cycle, roadmap)
    _refuse_unsaid_renames(present, roadmap, renamed)
    codes = {old: new for old, new in renamed.items() if new}
    plan = carried(occurrences(roadmap), _plans_by_year(session, cycle), codes)
    adopted = recorded_version(session, roadmap, as_json(plan))
    by_key = {(one.measure, one.key): one for one in plan}
    passage = _Passage(session, cycle, present, roadmap, codes, by_key, adopted, version.sha256)
    fates = tuple(passage.fates())
    passage.carry_out(fates, reason, as_of=as_of, author=author)
    rename_counts(session, cycle, codes)
    titles = {one.code: one.title for version_of in (present, roadmap) for one in version_of.measures}
    moves = moved_deadlines(session, cycle, calendar_today(roadmap))
    return Adoption(cycle.roadmap, cycle.year, version.sha256, adopted.sha256, fates, titles, len(moves))


def _refuse_what_cannot_run(cycle: Cycle, roadmap: Roadmap) -> None:
    if cycle.closed_at is not None:
        raise VekhaError(_("Цикл {year} года закрыт: его план больше не меняется.").format(year=cycle.year))
    if cycle.year not in roadmap.plan_period.years:
        raise VekhaError(
            _("{year} год вне периода новой редакции ({period}): этот цикл по ней вести нельзя.").format(
                year=cycle.year, period=roadmap.period
            )
        )


def _refuse_unsaid_renames(present: Roadmap, roadmap: Roadmap, renamed: Mapping[str, str]) -> None:
    """A code that is gone and a like text under a new one: only a person knows whether it is the same measure."""
    for old, new in renamed.items():
        is_wrong = old not in present.by_code or old in roadmap.by_code
        if is_wrong or (new and (new not in roadmap.by_code or new in present.by_code)):
            told = _("--rename {old}={new}: {old} должен быть только в прежней редакции, {new} — только в новой.")
            raise VekhaError(told.format(old=old, new=new))
    if len(set(filter(None, renamed.values()))) < len(list(filter(None, renamed.values()))):
        raise VekhaError(_("--rename: два прежних кода стали одним. У каждого мероприятия свой код."))
    unsaid = {old: new for old, new in likely_renames(present, roadmap).items() if old not in renamed}
    if unsaid:
        said = "; ".join(f"{old} → {new} «{roadmap.by_code[new].title}»" for old, new in unsaid.items())
        options = " ".join(f"--rename {old}={new}" for old, new in unsaid.items())
        told = _(
            "Похоже, мероприятия сменили код: {said}. Если это они же, скажите: {options}. "
            "Если это другие мероприятия, скажите: --rename {old}="
        )
        raise VekhaError(told.format(said=said, options=options, old=next(iter(unsaid))))


def _plans_by_year(session: Session, cycle: Cycle) -> dict[int, tuple[Occurrence, ...]]:
    """The plan that each open cycle of the roadmap runs by."""
    query = (
        select(Cycle.year, RoadmapVersion.plan)
        .join(RoadmapVersion, col(RoadmapVersion.id) == col(Cycle.version_id))
        .where(Cycle.roadmap == cycle.roadmap)
    )
    return {year: from_json(plan) for year, plan in session.exec(query)}


@dataclass(frozen=True)
class _Passage:
    """One cycle's way from the version that it runs by, `former` by its hash, to the adopted one.

    plan: the new one, under the record's keys
    """

    session: Session
    cycle: Cycle
    present: Roadmap
    roadmap: Roadmap
    codes: Mapping[str, str]
    plan: Mapping[tuple[str, str], Occurrence]
    adopted: RoadmapVersion
    former: str

    def fates(self) -> Iterator[StepFate]:
        """What becomes of every step there is, then the steps that there are not yet."""
        _roadmap, present_plan = recorded_definition(self.session, self.cycle)
        was = _by_key(steps_meant(self.session, self.cycle, self.present, present_plan.values()))
        meant = _by_key(steps_meant(self.session, self.cycle, self.roadmap, self.plan.values()))
        excluded = self._excluded_by_plan()
        known = set[StepKey]()
        for step in steps_of(self.session, self.cycle):
            code = self.codes.get(step.measure, step.measure)
            key = code, step.occurrence, step.unit
            known.add(key)
            if step.status in FINAL:
                yield self._fate_of_closed(step, code, meant.get(key) if step.id in excluded else None)
            else:
                yield self._fate_of_unfinished(step, code, was.get(_key(step)), meant.get(key))
        yield from (_as_planned(step) for key, step in meant.items() if key not in known)

    def _excluded_by_plan(self) -> set[int]:
        """Ids of the steps that an earlier version of the plan closed, and nobody has touched since."""
        last = last_moves(self.session, self.cycle)
        return {
            step_id for step_id, (move, evidence) in last.items() if move is Move.WAIVE and evidence.startswith(VERSION)
        }

    def _fate_of_closed(self, step: Step, code: str, meant: Step | None) -> StepFate:
        """Done stays done; only what the plan itself closed comes back with the plan."""
        if meant is not None:
            reason = _("возвращено в план")
            return replace(_fate(Fate.BACK, step, code), after=(meant.opens_on, meant.due_on), reason=reason)
        return _fate(Fate.RENAMED if code != step.measure else Fate.CLOSED, step, code)

    def _fate_of_unfinished(self, step: Step, code: str, was: Step | None, meant: Step | None) -> StepFate:
        kept = _fate(Fate.RENAMED if code != step.measure else Fate.KEPT, step, code)
        lost = self._why_lost(step, code)
        if lost:
            return replace(_fate(Fate.WAIVED, step, code), reason=lost)
        if was is None or meant is None:
            return kept
        planned, present = (meant.opens_on, meant.due_on), (step.opens_on, step.due_on)
        # Dates that another document gave, or a person, stay: the plan moves only what the plan had set.
        if planned in ((was.opens_on, was.due_on), present):
            return kept
        return replace(kept, fate=Fate.MOVED, after=planned)

    def _why_lost(self, step: Step, code: str) -> str:
        """Why the new version no longer asks for the step, empty when it does."""
        measure = self.roadmap.by_code.get(code)
        if measure is None:
            return _("мероприятие исключено")
        if measure.is_target:
            return _("мероприятие стало показателем, шагов у него нет")
        if (measure.unit is Unit.SCHOOL) != bool(step.unit):
            return _("мероприятие исполняется теперь иначе: {unit}").format(unit=_unit(measure))
        occurrence = self.plan.get((code, step.occurrence))
        if occurrence is None:
            return "" if self._is_outside_the_plan(step) else _("этот срок исключён из плана")
        if occurrence.year != self.cycle.year:
            return _("срок перенесён на {year} год").format(year=occurrence.year)
        return ""

    def _is_outside_the_plan(self, step: Step) -> bool:
        """Whether a person made the step by request: no plan has its occurrence."""
        _roadmap, present_plan = recorded_definition(self.session, self.cycle)
        return (step.measure, step.occurrence) not in present_plan

    def carry_out(self, fates: Iterable[StepFate], reason: str, *, as_of: date, author: Author) -> None:
        """Write what the fates say: steps, journal, and the cycle's version."""
        assert self.adopted.id is not None
        steps = {_key(step): step for step in steps_of(self.session, self.cycle)}
        self.cycle.version_id = self.adopted.id
        moves = [move for fate in fates for move in self._moves(fate, steps, reason)]
        record(self.session, self.cycle, moves, as_of=as_of, author=author)
        self._forget_findings()
        self.session.flush()

    def _moves(self, fate: StepFate, steps: Mapping[StepKey, Step], reason: str) -> Iterator[StepMove]:
        adopted = self.adopted.sha256
        evidence = f"{VERSION}{adopted}"
        if fate.fate is Fate.NEW:
            yield StepMove(self._new_step(fate), Move.CREATE, reason=reason, evidence=evidence)
            return
        step = steps[fate.formerly or fate.measure, fate.occurrence, fate.unit]
        # Steps that were planned before versions were kept with them are told theirs now.
        if fate.formerly or fate.fate in (Fate.MOVED, Fate.KEPT) or not step.planned_by:
            # What is closed stays as it was planned then; only the code that names it changes.
            planned_by = (step.planned_by or self.former) if step.status in FINAL else adopted
            moved = fate.after if fate.fate is Fate.MOVED else None
            renamed = evidence + (f"{FORMERLY}{fate.formerly}" if fate.formerly else "")
            yield StepMove(step, Move.REPLAN, reason, renamed, moved, fate.measure, planned_by)
        said = f"{fate.reason} ({reason})"
        if fate.fate is Fate.WAIVED:
            yield StepMove(step, Move.WAIVE, said, evidence)
        if fate.fate is Fate.BACK:
            yield StepMove(step, Move.REJOIN, said, evidence, fate.after, planned_by=adopted)

    def _new_step(self, fate: StepFate) -> Step:
        assert self.cycle.id is not None
        return Step(
            cycle_id=self.cycle.id,
            measure=fate.measure,
            occurrence=fate.occurrence,
            unit=fate.unit,
            opens_on=fate.after[0],
            due_on=fate.after[1],
            status=Status.PLANNED,
            planned_by=self.adopted.sha256,
        )

    def _forget_findings(self) -> None:
        """What data checks found of measures that are gone, or go by another code, is no longer of use."""
        gone = set(self.present.by_code) - set(self.roadmap.by_code)
        findings = delete(DataFinding).where(
            col(DataFinding.cycle_id) == self.cycle.id, col(DataFinding.measure).in_(gone)
        )
        self.session.exec(findings)


def _fate(fate: Fate, step: Step, code: str) -> StepFate:
    dates = step.opens_on, step.due_on
    formerly = step.measure if code != step.measure else ""
    return StepFate(fate, code, step.occurrence, step.unit, step.status, dates, dates, formerly=formerly)


def _as_planned(step: Step) -> StepFate:
    dates = step.opens_on, step.due_on
    return StepFate(Fate.NEW, step.measure, step.occurrence, step.unit, Status.PLANNED, (None, None), dates)


def _key(step: Step) -> StepKey:
    return step.measure, step.occurrence, step.unit


def _by_key(steps: Iterable[Step]) -> dict[StepKey, Step]:
    return {_key(step): step for step in steps}


def _unit(measure: Measure) -> str:
    return _("в каждой школе") if measure.unit is Unit.SCHOOL else _("один раз за всех")
