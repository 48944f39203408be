"""Which of the seven VPR reports a sheet is, by its name above the table and by its columns; and who reads it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.columns import Complaints
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import plain
from tasks.reading.vpr.by_mark import is_by_mark, read_by_mark
from tasks.reading.vpr.completion import read_completion
from tasks.reading.vpr.distributions import MARKS, is_of_scores, read_marks, read_primary
from tasks.reading.vpr.groups import groups_heading
from tasks.reading.vpr.individual import is_individual_results, read_individual_results
from tasks.reading.vpr.journal import is_journal, read_journal
from tasks.reading.vpr.planned import planned_heading, read_planned

Read = Callable[[Sheet, Register, Complaints], Loaded]


@dataclass(frozen=True)
class Report:
    """A report of aggregates: its kind, its printed name, and who reads it."""

    kind: str
    name: re.Pattern[str]
    read: Read


# The longer name first: report 7's begins with report 5's.
REPORTS = (
    Report("vpr_marks", re.compile(r"статистика по отметкам"), read_marks),
    Report("vpr_journal", re.compile(r"сравнение отметок"), read_journal),
    Report("vpr_primary", re.compile(r"распределение первичных баллов"), read_primary),
    Report("vpr_groups", re.compile(r"выполнение заданий группами"), read_by_mark),
    Report("vpr_completion", re.compile(r"выполнение заданий"), read_completion),
    Report("vpr_planned", re.compile(r"достижение планируемых результатов"), read_planned),
)
_BY_KIND = {report.kind: report for report in REPORTS}


def report_of(sheet: Sheet) -> Report | None:
    """The report of aggregates that a sheet holds."""
    if planned_heading(sheet) is not None:
        return _BY_KIND["vpr_planned"]
    heading = groups_heading(sheet)
    if heading is None:
        return None
    titles = [plain(title) for title in sheet.texts[heading]]
    if is_journal(sheet):
        return _BY_KIND["vpr_journal"]
    if is_by_mark(sheet):
        return _BY_KIND["vpr_groups"]
    above = plain(" ".join(str(text) for text in sheet.texts[:heading].flat if text))
    named = next((report for report in REPORTS if report.name.search(above)), None)
    return named or _by_columns(titles)


def _by_columns(titles: Sequence[str]) -> Report:
    """Marks are 2–5, primary scores begin with 0; what else stands there are tasks."""
    if is_of_scores(list(titles)):
        return _BY_KIND["vpr_primary"]
    is_marks = set(MARKS) <= set(titles) and "1" not in titles and "6" not in titles
    return _BY_KIND["vpr_marks" if is_marks else "vpr_completion"]


def reports_in(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that hold a VPR report."""
    return [sheet for sheet in sheets if is_individual_results(sheet) or report_of(sheet) is not None]


def read_report(sheets: Sequence[Sheet], register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    """The one report of these sheets, of which there is at least one. FileRefused with every problem."""
    found = reports_in(sheets)
    if len(found) > 1:
        complaints.add(_("отчётов в книге несколько: сохраните каждый отдельным файлом"), value=found[1].name)
        complaints.refuse()
    sheet = found[0]
    report = report_of(sheet)
    if report is not None:
        return report.read(sheet, register, complaints)
    others = [other for other in sheets if other is not sheet]
    return read_individual_results(sheet, others, register, keys, complaints)
