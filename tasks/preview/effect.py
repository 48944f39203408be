"""What files would change, said before they are loaded: the difference between two rehearsals, with and without them.

Pupils and teachers are counts here; only schools go by name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd
from sqlmodel import Session, col, select

from models.errors import FileRefused
from models.records import DataFinding, Deliverable, ListedSchool, ResultTable, School, Step
from models.steps.gate import judge
from models.steps.state import State
from tasks.data.datasets import load_frame
from tasks.data.loading import Arrival, receive
from tasks.database import reading
from tasks.preview.changes import (
    DocumentChange,
    FindingChange,
    ListChange,
    Preview,
    SchoolMove,
    StepChange,
    StepName,
)
from tasks.preview.rehearsal import Future, Rehearsal, rehearse, scratch_home
from tasks.reading.contract import Register
from tasks.settings import Settings


def preview(paths: Sequence[Path], *, actor: str, settings: Settings, expected: str | None = None) -> Preview:
    """What loading these files would change. Nothing is: refused files are told, the others rehearsed together."""
    with scratch_home(settings) as scratch:
        arrivals, refused = _received(paths, actor, scratch, expected)
        before, after = rehearse(scratch, []), rehearse(scratch, arrivals)
        with reading(settings) as session:
            pairs = zip(before.futures, after.futures, strict=True)
            effects = [_Effect(session, scratch, then, now, after.schools) for then, now in pairs]
            return _gathered(after, refused, effects)


def _received(
    paths: Sequence[Path], actor: str, scratch: Settings, expected: str | None
) -> tuple[list[Arrival], dict[str, FileRefused]]:
    arrivals: list[Arrival] = []
    refused: dict[str, FileRefused] = {}
    beside = Register()
    for path in paths:
        try:
            arrivals.append(receive(path, actor=actor, settings=scratch, expected=expected, beside=beside))
        except FileRefused as refusal:
            refused[str(path)] = refusal
        else:
            beside = beside.with_those_of(_schools_in(arrivals[-1]))
    return arrivals, refused


def _schools_in(arrival: Arrival) -> Register:
    schools = arrival.loaded.frames.get("schools") if arrival.loaded else None
    if schools is None:
        return Register()
    by_code = dict(zip(schools["code"], schools["school"], strict=True))
    return Register(frozenset(schools["school"]), by_code, municipalities=frozenset(schools["municipality"]))


def _gathered(after: Rehearsal, refused: dict[str, FileRefused], effects: Sequence["_Effect"]) -> Preview:
    return Preview(
        files=after.reports,
        refused=refused,
        cycles=tuple((one.cycle.roadmap, one.cycle.year, one.day) for one in after.futures),
        findings=tuple(change for one in effects for change in one.findings()),
        schools=tuple(change for one in effects for change in one.schools()),
        lists=tuple(change for one in effects for change in one.lists()),
        recomputed=tuple(change for one in effects for change in one.recomputed()),
        steps=tuple(change for one in effects for change in one.steps()),
        documents=tuple(change for one in effects for change in one.documents()),
    )


@dataclass(frozen=True)
class _Effect:
    """One cycle's future without the files and with them."""

    session: Session
    scratch: Settings
    before: Future
    after: Future
    register: Mapping[str, School]

    def findings(self) -> Iterator[FindingChange]:
        """What the checks would find and do not, and the other way round."""
        own = {(step.measure, step.occurrence): step for step in self.after.steps}
        for key, step in own.items():
            then, now = (Counter(map(_told, of.book.findings.get(key, ()))) for of in (self.before, self.after))
            for appears, found in ((True, now - then), (False, then - now)):
                for school, place, message, blocking in sorted(found):
                    yield FindingChange(self._name(step), appears, school, place, message, blocking)

    def schools(self) -> Iterator[SchoolMove]:
        """Who enters the list and who leaves it."""
        for step in self._changed():
            then, now = self._listed(self.before, step), self._listed(self.after, step)
            for login in sorted({*then} ^ {*now}):
                school = self.register.get(login)
                named = (school.name, school.municipality) if school else (login, "")
                yield SchoolMove(self._name(step), login in now, login, *named, (now | then)[login])

    def lists(self) -> Iterator[ListChange]:
        """Lists with other rows."""
        for step in self._changed():
            then, now = self._rows(self.before, step), self._rows(self.after, step)
            if then != now:
                added, removed = (now - then).total(), (then - now).total()
                yield ListChange(self._name(step), then.total(), now.total(), added, removed)

    def recomputed(self) -> Iterator[StepName]:
        """Computed steps that would have another result, or a first one."""
        yield from (self._name(step) for step in self._changed())

    def steps(self) -> Iterator[StepChange]:
        """Steps that would stand otherwise; who is to hand in again."""
        as_now = {step.id: step for step in self.before.steps}
        roadmap = self.after.book.roadmap
        for step in self.after.steps:
            then = judge(as_now[step.id], self.before.book, self.before.day)
            now = judge(step, self.after.book, self.after.day)
            if then.state is not now.state:
                measure = roadmap.by_code[step.measure]
                is_asked = now.state is State.STALE and not measure.action
                party = roadmap.party_by_code[measure.leading_party].title if is_asked else ""
                yield StepChange(self._name(step), then.state, now.state, now.sentence, party)

    def documents(self) -> Iterator[DocumentChange]:
        """Documents that would be other ones; a letter that would say the same is not told."""
        for step in self._changed():
            answer = self.after.computed[step.id or 0].answer
            if answer is not None:
                title = self.after.book.roadmap.by_code[step.measure].deliverables[0]
                present = self._papers(step)
                for document in answer.documents:
                    if sha256(document.content).hexdigest() not in present:
                        yield DocumentChange(self._name(step), title, document.file_name, not present)

    def _changed(self) -> Iterator[Step]:
        """The computed steps whose result the files change."""
        then = {step.id: step.result for step in self.before.steps}
        for step in self.after.steps:
            one = self.after.computed.get(step.id or 0)
            if one and one.answer and step.result != then[step.id]:
                yield step

    def _name(self, step: Step) -> StepName:
        measure, cycle = self.after.book.roadmap.by_code[step.measure], self.after.cycle
        school = self.register[step.unit].name if step.unit in self.register else step.unit
        return StepName(cycle.roadmap, cycle.year, step.measure, measure.title, step.occurrence, school)

    def _listed(self, of: Future, step: Step) -> dict[str, str]:
        one = of.computed.get(step.id or 0)
        recorded = select(ListedSchool).where(ListedSchool.step_id == step.id)
        listed = one.answer.listed if one and one.answer else self.session.exec(recorded).all()
        return {row.school: row.procedures for row in listed}

    def _rows(self, of: Future, step: Step) -> Counter[tuple[str, ...]]:
        one = of.computed.get(step.id or 0)
        recorded = select(ResultTable).where(ResultTable.step_id == step.id)
        tables = one.answer.tables if one and one.answer else self.session.exec(recorded).all()
        frames = [load_frame(self.scratch, table.frame) for table in tables if table.name == "list"]
        return Counter(row for frame in frames for row in _as_text(frame))

    def _papers(self, step: Step) -> set[str]:
        """The hashes of the documents that count now."""
        counting = col(Deliverable.superseded).is_(False)
        return set(self.session.exec(select(Deliverable.sha256).where(Deliverable.step_id == step.id, counting)))


def _told(found: DataFinding) -> tuple[str, str, str, bool]:
    return found.school, found.place, found.message, found.blocking


def _as_text(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    ordered = frame[sorted(frame.columns)]
    return (tuple(map(str, row)) for row in ordered.itertuples(index=False))
