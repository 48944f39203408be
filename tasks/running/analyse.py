"""Run an automated measure's rule on the loaded data: check, compute, write the document. Heavy: imports pandas."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.checks.quorum import with_quorum
from models.assessment.checks.registry import CHECKS, SEES_TASKS
from models.assessment.fingerprint import fingerprint, result_sha
from models.assessment.layout import LAYOUT, Frames
from models.assessment.registry import ANALYSES
from models.assessment.selection import schools_of
from models.assessment.sharing import places_of, shareable
from models.assessment.wanted import Wanted
from models.language import _
from models.records import DataFinding, Dataset, ListedSchool, ResultTable
from models.roadmap.definition import Measure, Roadmap
from tasks.data.datasets import HOLDERS, frames, frames_wanted, save_frame
from tasks.documents.rendering import Document, DocumentHead, markdown, render
from tasks.settings import Settings

LISTS_SCHOOLS = "low_results"


@dataclass(frozen=True)
class Question:
    """One step whose data are read: the measure, the year it falls in, and the files it rests on.

    register: where schools' names are found for the document; the answer does not depend on it
    without:  schools that a check leaves out
    """

    roadmap: Roadmap
    measure: Measure
    year: int
    as_of: date
    datasets: tuple[Dataset, ...]
    register: tuple[Dataset, ...] = ()
    without: frozenset[str] = frozenset()

    @property
    def context(self) -> Context:
        """The result years and thresholds the rule is asked about, and for checks the days of loading."""
        years = sorted({year for need in self.measure.data for year in need.years_for(self.year)})
        loaded_on = {data.kind: data.loaded_at.date() for data in sorted(self.datasets, key=lambda one: one.loaded_at)}
        return Context(tuple(years), self.roadmap.assessment, self.as_of, loaded_on)

    @property
    def head(self) -> DocumentHead:
        """What a document says of where it comes from."""
        order = self.roadmap.order
        return DocumentHead(
            roadmap=self.roadmap.title,
            measure=f"{self.measure.code} {self.measure.title}",
            place=self.measure.place,
            years=self.context.years,
            as_of=self.as_of,
            order=f"№ {order.number} от {order.signed_on:%d.%m.%Y}",
        )


@dataclass(frozen=True)
class Conclusion:
    """What the rule says: its result, the result's hash, its tables as kept, the schools it lists."""

    result: Result
    result_sha256: str
    tables: tuple[ResultTable, ...]
    listed: tuple[ListedSchool, ...]


@dataclass(frozen=True)
class Answer(Conclusion):
    """What was computed: what the rule says, the documents, and what Prefect may show."""

    documents: tuple[Document, ...]
    shown: str


def check(question: Question, settings: Settings) -> list[DataFinding]:
    """What the measure's data checks find in its files; rows without a cycle yet."""
    names = {one.name for one in question.measure.checks}
    loaded = _frames(question, settings, set(LAYOUT) - (set() if names & SEES_TASKS else {"vpr_tasks"}))
    schools = len({school for rows in loaded.values() for school in schools_of(rows).dropna().unique()})
    return [
        DataFinding(
            cycle_id=0,
            measure=question.measure.code,
            occurrence="",
            check=one.name,
            school=found.school,
            place=found.place,
            message=found.message,
            blocking=found.blocking,
            left_out=found.left_out,
        )
        for one in question.measure.checks
        for found in with_quorum([*CHECKS[one.name](loaded, question.context)], schools, one.quorum)
    ]


def fingerprint_of(question: Question, settings: Settings) -> str:
    """The fingerprint of the cells that the rule would read now."""
    analysis = ANALYSES[_action(question.measure)]
    selected = analysis.select(_frames_wanted(question, settings, analysis), question.context)
    return fingerprint(analysis, selected, question.context, _definition(question.measure))


def conclude(question: Question, settings: Settings) -> Conclusion:
    """The rule's answer on the loaded data, its tables kept."""
    analysis = ANALYSES[_action(question.measure)]
    result = analysis.compute(_frames_wanted(question, settings, analysis), question.context)
    return Conclusion(
        result=result,
        result_sha256=result_sha(result),
        tables=tuple(_kept(settings, result)),
        listed=tuple(_listed_schools(result)) if analysis.name == LISTS_SCHOOLS else (),
    )


def compute(question: Question, settings: Settings) -> Answer:
    """The rule's answer on the loaded data, with its documents."""
    name, concluded = _action(question.measure), conclude(question, settings)
    schools = _frames(replace(question, datasets=question.register), settings, ["schools"])["schools"]
    return Answer(
        **{field.name: getattr(concluded, field.name) for field in fields(concluded)},
        documents=render(name, shareable(concluded.result, places_of(schools)), question.head, schools),
        shown=markdown(name, concluded.result, question.head),
    )


def _kept(settings: Settings, result: Result) -> Iterator[ResultTable]:
    """The result's tables as Parquet by content; rows without a step yet."""
    for name, table in {"list": result.table, **result.details}.items():
        frame = save_frame(settings, table)
        yield ResultTable(step_id=0, name=name, frame=frame, rows=len(table), restricted=result.restricted)


def _listed_schools(result: Result) -> Iterator[ListedSchool]:
    """The schools that the rule lists, each with the low procedures behind it; rows without a step yet."""
    low = result.details["low"]
    said = low["procedure"] + ": " + low["year"].astype(str) + " — " + low["n_low"].astype(str)
    said = said + _(" из ") + low["n"].astype(str)
    behind = said.groupby(low["school"]).agg("; ".join)
    for row in result.table.to_dict("records"):
        school = str(row["school"])
        yield ListedSchool(
            step_id=0,
            school=school,
            r1=bool(row["r1"]),
            r2=bool(row["r2"]),
            small_n=bool(row["small_n"]),
            procedures=str(behind[school]),
        )


def _action(measure: Measure) -> str:
    assert measure.action is not None, "only automated measures are computed"
    return measure.action


def _definition(measure: Measure) -> str:
    """What of the measure's definition its answer depends on."""
    return f"{measure.code} {measure.action} {sorted(map(str, measure.checks))}"


class _FrameCache:
    """The frames last read, by their content: measures of one phase read the same files one after another."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._kept: OrderedDict[tuple[str, str, tuple[str, ...]], pd.DataFrame] = OrderedDict()

    def get(
        self, kind: str, datasets: Sequence[Dataset], settings: Settings, wanted: Wanted | None = None
    ) -> pd.DataFrame:
        """The frame whole, or what is wanted of it."""
        key = (kind, repr(wanted), tuple(data.frames for data in datasets))
        if key not in self._kept:
            found = frames_wanted(settings, datasets, {kind: wanted}) if wanted else frames(settings, datasets, [kind])
            self._kept[key] = found[kind]
            while len(self._kept) > self._largest:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


_cache = _FrameCache(largest=24)


def _frames_wanted(question: Question, settings: Settings, analysis: Analysis) -> Frames:
    """What the rule reads: of some kinds the part that it says is enough, other kinds whole.

    Where schools are left out every row is read, for a part may not say whose it is.
    """
    wants = {} if question.without else analysis.wants(question.context)
    parts = {kind: _cache.get(kind, question.datasets, settings, wanted) for kind, wanted in wants.items()}
    told = {wanted.unless.kind for wanted in wants.values() if wanted.unless is not None}
    return {**_frames(question, settings, set(analysis.reads) - set(wants) - told), **parts}


def _frames(question: Question, settings: Settings, kinds: Iterable[str]) -> Frames:
    """The frames of the question's files without the schools left out; a kind that no file brings is empty."""
    found = {
        kind: _cache.get(kind, [data for data in question.datasets if data.kind in HOLDERS[kind]], settings)
        for kind in sorted(kinds)
    }
    if not question.without:
        return found
    return {
        kind: rows if kind == "schools" else rows[~schools_of(rows).isin(question.without)]
        for kind, rows in found.items()
    }
