"""Run an automated measure's rule on the loaded data: check, compute, write the document. Heavy: imports pandas."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from models.assessment.analysis import Context, Result
from models.assessment.checks.quorum import with_quorum
from models.assessment.checks.registry import CHECKS
from models.assessment.checks.registry import WANTS as CHECKS_WANT
from models.assessment.findings import Finding
from models.assessment.fingerprint import fingerprint, result_sha
from models.assessment.layout import LAYOUT, SCHOOL, Frames
from models.assessment.registry import ANALYSES
from models.assessment.sharing import Telling, as_shared, places_of, told_by
from models.assessment.supported import Supported
from models.assessment.told_together import told_together
from models.assessment.wanted import Wanted
from models.language import _
from models.records import DataFinding, Dataset, ListedSchool, ResultTable
from models.roadmap.definition import Measure, Roadmap
from tasks.charts.material import Material
from tasks.charts.words import source
from tasks.data.datasets import save_frame
from tasks.data.recorded import with_recorded
from tasks.data.remembering import AtRest
from tasks.documents.rendering import Document, DocumentHead, charts, markdown, render, shown_charts
from tasks.settings import Settings

LISTS_SCHOOLS = "low_results"


@dataclass(frozen=True)
class Question:
    """One step whose data are read: the measure, the year it falls in, and the files it rests on.

    register: where schools' names are found for the document; the answer does not depend on it
    without:  schools that a check leaves out
    schools:  whose steps wait for the answer, where each school has its own
    told:     what was shared before: a correction is withheld beside it
    supported: who is supported by the approved lists
    """

    roadmap: Roadmap
    measure: Measure
    year: int
    as_of: date
    datasets: tuple[Dataset, ...]
    register: tuple[Dataset, ...] = ()
    without: frozenset[str] = frozenset()
    schools: tuple[str, ...] = ()
    told: Telling = field(default_factory=Telling)
    supported: tuple[Supported, ...] = ()

    @property
    def context(self) -> Context:
        """The result years and thresholds the rule is asked about, and for checks the days of loading."""
        years = sorted({year for need in self.measure.data for year in need.years_for(self.year)})
        loaded_on = {data.kind: data.loaded_at.date() for data in sorted(self.datasets, key=lambda one: one.loaded_at)}
        return Context(tuple(years), self.roadmap.assessment, self.as_of, loaded_on, self.schools)

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
    """What was computed: what the rule says, the documents, what they tell, what Prefect may show."""

    documents: tuple[Document, ...]
    told: Telling
    shown: str
    charts: str = ""


def check(question: Question, settings: Settings) -> list[DataFinding]:
    """What the measure's data checks find in its files; rows without a cycle yet."""
    is_quorum_asked = any(one.quorum < 1 for one in question.measure.checks)
    schools = _how_many_schools(question, settings) if is_quorum_asked else 0
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
        for found in with_quorum([*_found(one.name, question, settings)], schools, one.quorum)
    ]


def _found(name: str, question: Question, settings: Settings) -> Iterator[Finding]:
    """What one check finds, given what it wants."""
    wants = CHECKS_WANT[name](question.context) if name in CHECKS_WANT else {}
    return CHECKS[name](_at_rest(question, settings, LAYOUT, wants), question.context)


def _how_many_schools(question: Question, settings: Settings) -> int:
    """How many schools the data speak of, the register among them."""
    named = {kind: Wanted(("school",), counted=True) for kind, columns in LAYOUT.items() if "school" in columns}
    units = {kind: Wanted(("unit",), {"level": (SCHOOL,)}, counted=True) for kind in LAYOUT if "unit" in LAYOUT[kind]}
    del named["vpr_tasks"]  # whose schools are those of the works
    found = _at_rest(question, settings, LAYOUT, named | units)
    return len({school for kind, wanted in found.wants.items() for school in found[kind][wanted.columns[0]]})


def selected(question: Question, settings: Settings) -> Frames:
    """The cells of the loaded data that decide the rule's answer."""
    analysis = ANALYSES[_action(question.measure)]
    loaded = _at_rest(question, settings, analysis.reads, analysis.wants(question.context))
    return analysis.select(with_recorded(analysis, loaded, question.supported), question.context)


def fingerprint_of(question: Question, chosen: Frames) -> str:
    """The fingerprint of the cells that were selected."""
    analysis = ANALYSES[_action(question.measure)]
    return fingerprint(analysis, chosen, question.context, _definition(question.measure))


def conclude(question: Question, chosen: Frames, settings: Settings) -> Conclusion:
    """The rule's answer on the cells that were selected, its tables kept."""
    analysis = ANALYSES[_action(question.measure)]
    result = analysis.compute(chosen, question.context)
    return Conclusion(
        result=result,
        result_sha256=result_sha(result),
        tables=tuple(_kept(settings, result)),
        listed=tuple(_listed_schools(result)) if analysis.name == LISTS_SCHOOLS else (),
    )


def compute(question: Question, chosen: Frames, settings: Settings) -> Answer:
    """The rule's answer on the cells that were selected, with its documents."""
    name, concluded = _action(question.measure), conclude(question, chosen, settings)
    schools = AtRest(settings, question.register)["schools"]
    told = told_by(concluded.result, places_of(schools), question.told)
    of = Material(concluded.result, told.works, schools, source(question.head.years, question.as_of))
    drawn = charts(name, of, concluded.result)
    return Answer(
        **{one.name: getattr(concluded, one.name) for one in fields(concluded)},
        documents=render(name, as_shared(concluded.result, told), question.head, schools, drawn),
        told=told,
        shown=markdown(name, concluded.result, question.head),
        charts=shown_charts(drawn),
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
    behind = told_together(low.assign(said=said), ["school"], "said")
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


def _at_rest(question: Question, settings: Settings, kinds: Collection[str], wants: Mapping[str, Wanted]) -> AtRest:
    """The frames of the question's files, without the schools left out."""
    return AtRest(settings, question.datasets, kinds, wants, question.without)


def _action(measure: Measure) -> str:
    assert measure.action is not None, "only automated measures are computed"
    return measure.action


def _definition(measure: Measure) -> str:
    """What of the measure's definition its answer depends on."""
    return f"{measure.code} {measure.action} {sorted(map(str, measure.checks))}"
