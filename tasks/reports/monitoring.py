"""The region's summary of a quarter (Kirsanov, item 29, for the ministry): from the record and the curators' reports.

As figures (`monitoring_of`), as a paper and as a table of the Prefect UI; schools and counts only. Imports no Prefect.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session, select

from models.errors import NotFound
from models.language import _
from models.records import Cycle, School, Step
from models.roadmap.definition import Roadmap
from models.steps.book import Book
from models.steps.rollup import OfSchool, Risk, RollUp, rolled_up, summed
from models.steps.status import Status
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document, DocumentHead
from tasks.mentoring.meetings import QUIET_WEEKS, seen

BLANK, REPORTS = "monitoring", "curator_report"
SHOWN = 20  # schools in the table of the Prefect UI, those at risk first


def monitoring_of(session: Session, cycle: Cycle, book: Book, as_of: date, window: str = "") -> RollUp:
    """The period whose report fell due last, or the one that begins as `window` says.

    NotFound where the order asks curators for no reports, or the cycle has no such period yet.
    """
    reports = _reports(book, cycle, as_of, window)
    first = next(iter(reports.values()))
    assert first.opens_on is not None
    assert first.due_on is not None
    steps: dict[str, list[Step]] = {school: [] for school in reports}
    for (code, _key), shelf in book.steps.items():
        for unit in steps.keys() & shelf.keys() if code != first.measure else ():
            steps[unit].append(shelf[unit])
    places = {one.login: one.municipality for one in session.exec(select(School))}
    quiet = frozenset(one.pair.school for one in seen(session, cycle) if one.is_quiet(as_of, QUIET_WEEKS))
    return rolled_up(steps, reports, places, (first.opens_on, first.due_on), as_of, quiet)


def summary(session: Session, book: Book, found: RollUp) -> Document:
    """The summary as a paper."""
    names, title = {one.login: one.name for one in session.exec(select(School))}, _("Сводный отчёт о мониторинге")
    head = _head(book.roadmap, found)
    values = _heading(found, head) | {
        "missing": ", ".join(names.get(one.school, one.school) for one in found.missing),
        "places": [_place(place, schools) for place, schools in found.by_municipality().items()],
        "rows": [_row(number, one, names) for number, one in zip(count(1), found.schools, strict=False)],
        "measures": [_measure(code, many, book.roadmap) for code, many in found.most_overdue()],
    }
    return Document(f"{title} {found.start}–{found.end}.docx", filled(BLANK, title, values, head), DOCX)


def dashboard(session: Session, found: RollUp) -> str:
    """The summary in Markdown: totals, municipalities, and the schools that want looking at."""
    names = {one.login: one.name for one in session.exec(select(School))}
    total = found.totals
    told = _(
        "Период {start} – {end}, на {as_of}. Школ: {schools}, отчётов кураторов: {reports}. Исполнено {done}, из них "
        "позже срока {late}; просрочено {overdue}; ждёт приёмки {submitted}; снято {waived}; предстоит {coming}."
    )
    lines = [
        told.format(
            start=in_digits(found.start),
            end=in_digits(found.end),
            as_of=in_digits(found.as_of),
            schools=len(found.schools),
            reports=sum(one.is_reported for one in found.schools),
            **total,
        ),
        "",
        *_table(_of_places(), [_place(place, schools) for place, schools in found.by_municipality().items()]),
    ]
    at_risk = sorted((one for one in found.schools if one.risks), key=lambda one: -len(one.went.overdue))
    if at_risk:
        rows = [_row(number, one, names) for number, one in zip(count(1), at_risk[:SHOWN], strict=False)]
        lines += [
            "",
            _("Школы, на которые стоит посмотреть ({count}):").format(count=len(at_risk)),
            "",
            *_table(_of_schools(), rows),
        ]
    return "\n".join(lines) + "\n"


def _reports(book: Book, cycle: Cycle, as_of: date, window: str) -> Mapping[str, Step]:
    """By school, the steps of the curators' report on the period that is meant."""
    codes = {one.code for one in book.roadmap.measures if one.draft == REPORTS}
    if not codes:
        raise NotFound(_("Отчётов кураторов эта дорожная карта не просит: сводить нечего."))
    found: dict[str, dict[str, Step]] = defaultdict(dict)
    for (code, key), shelf in book.steps.items():
        for unit, step in shelf.items() if code in codes else ():
            if step.cycle_id == cycle.id and step.opens_on and step.due_on and key.startswith(window):
                found[key][unit] = step
    if not found:
        raise NotFound(_("Отчётного периода «{window}» в цикле {year} нет.").format(window=window, year=cycle.year))
    by_deadline = sorted(found.values(), key=lambda shelf: max(step.due_on or date.min for step in shelf.values()))
    past = [shelf for shelf in by_deadline if all((step.due_on or date.max) <= as_of for step in shelf.values())]
    return (past or by_deadline[:1])[-1]


def _head(roadmap: Roadmap, found: RollUp) -> DocumentHead:
    order = f"№ {roadmap.order.number} от {in_digits(roadmap.order.signed_on)}"
    measure = next(one for one in roadmap.measures if one.draft == REPORTS)
    return DocumentHead(roadmap.title, f"{measure.code} {measure.title}", measure.place, (), found.as_of, order)


def _heading(found: RollUp, head: DocumentHead) -> dict[str, Any]:
    asked = [one for one in found.schools if one.report is not None]
    return {
        "start": in_digits(found.start),
        "end": in_digits(found.end),
        "day": day(found.as_of),
        "basis": head.basis,
        "scope": head.scope,
        "schools": len(found.schools),
        "reports_due": len(asked),
        "reports_in": sum(one.is_reported for one in asked),
        "reports_accepted": sum(one.report is not None and one.report.status is Status.DONE for one in asked),
        **found.totals,
    }


def _place(place: str, schools: Sequence[OfSchool]) -> dict[str, Any]:
    reports = _("{got} из {asked}").format(got=sum(one.is_reported for one in schools), asked=len(schools))
    return {"municipality": place, "schools": len(schools), "reports": reports, **summed(schools)}


def _row(number: int, one: OfSchool, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": number,
        "school": names.get(one.school, one.school),
        "report": _report(one),
        "risks": "; ".join(Risk(risk).label for risk in one.risks) or "—",
        **one.counts,
    }


def _report(one: OfSchool) -> str:
    if one.report is None:
        return "—"
    if one.report.status is Status.DONE:
        return _("принят {day}").format(day=in_digits(one.report.closed_on))
    if one.report.status is Status.WAIVED:
        return _("снят")
    return _("сдан, ждёт приёмки") if one.is_reported else _("нет")


def _measure(code: str, schools: int, roadmap: Roadmap) -> dict[str, Any]:
    measure = roadmap.by_code[code]
    party = roadmap.party_by_code[measure.leading_party].title
    return {"measure": measure.in_words, "party": party, "schools": schools}


def _of_places() -> dict[str, str]:
    return {
        "municipality": _("Муниципалитет"),
        "schools": _("Школ"),
        "reports": _("Отчётов"),
        "done": _("Исполнено"),
        "late": _("Поздно"),
        "overdue": _("Просрочено"),
    }


def _of_schools() -> dict[str, str]:
    return {
        "school": _("Школа"),
        "report": _("Отчёт куратора"),
        "done": _("Исполнено"),
        "late": _("Поздно"),
        "overdue": _("Просрочено"),
        "risks": _("Риски"),
    }


def _table(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """A Markdown table of these columns."""
    lines = ["| " + " | ".join(columns.values()) + " |", "|" + "---|" * len(columns)]
    return [*lines, *("| " + " | ".join(str(row[key]) for key in columns) + " |" for row in rows)]
