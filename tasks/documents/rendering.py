"""An analysis's result as a document, and as the Markdown that Prefect may show. The only door to this room."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.school_lists import AT_RISK, STABLY_HIGH
from models.assessment.small_cells import LEAST_N
from models.language import _
from models.wording import day, grouped, years
from tasks.documents.head import DOCX, XLSX, Document, DocumentHead
from tasks.documents.letters import letter
from tasks.documents.listings import hidden, listing
from tasks.documents.spreadsheet import secrecy, workbook
from tasks.documents.summaries import summary, title

__all__ = ["Document", "DocumentHead", "annex", "markdown", "render"]

LETTERS = frozenset({"low_results", "dynamics", "objectivity"})
# Letters that a workbook with all the rows goes with.
ANNEXED = frozenset({"objectivity"})
# An artifact is read on a screen; who needs more rows opens the document.
SHOWN_ROWS = 30


def render(analysis: str, result: Result, head: DocumentHead, schools: pd.DataFrame) -> Document:
    """The document: a letter (.docx) or a list (.xlsx). Equal inputs give equal bytes.

    schools: the register, for names; a school that is not in it goes by its login.
    """
    name = f"{title(analysis)} {head.as_of:%d.%m.%Y}"
    if analysis in LETTERS:
        return Document(f"{name}.docx", letter(analysis, title(analysis), result, head, schools), DOCX)
    return Document(f"{name}.xlsx", _workbook(analysis, result, head, schools), XLSX)


def annex(analysis: str, result: Result, head: DocumentHead, schools: pd.DataFrame) -> Document | None:
    """The workbook (.xlsx) that goes with the letter, if this one has any."""
    if analysis not in ANNEXED:
        return None
    name = _("{title}. Приложение {day}").format(title=title(analysis), day=f"{head.as_of:%d.%m.%Y}")
    return Document(f"{name}.xlsx", _workbook(analysis, result, head, schools), XLSX)


def _workbook(analysis: str, result: Result, head: DocumentHead, schools: pd.DataFrame) -> bytes:
    return workbook(
        title(analysis),
        summary(analysis, result.facts),
        listing(analysis, result, schools),
        head,
        restricted=result.restricted,
    )


def markdown(analysis: str, result: Result, head: DocumentHead) -> str:
    """What may be shown to everyone who sees the run: counts, and for unrestricted results the first rows."""
    about = _("{measure} · {place} · результаты {years} · на {day}").format(
        measure=head.measure, place=head.place, years=years(head.years), day=day(head.as_of)
    )
    sentences = "\n".join(f"- {_plain(sentence)}" for sentence in summary(analysis, result.facts))
    parts = [f"## {title(analysis)}", _plain(about), sentences]
    parts.append(_secret() if result.restricted else _first_rows(analysis, result.table))
    return "\n\n".join(part for part in parts if part) + "\n"


def _secret() -> str:
    return _("**{secrecy}.** Строки — только в документе, приложенном к шагу.").format(secrecy=secrecy())


def _first_rows(analysis: str, table: pd.DataFrame) -> str:
    """The first rows as a Markdown table, without numbers of pupils: those are in the document."""
    columns = _columns(analysis)
    if "share" in columns:
        table = table.assign(share=table["share"].astype(object).mask(table["n"].lt(LEAST_N), hidden()))
    shown = table[list(columns)].head(SHOWN_ROWS)
    if not columns or shown.empty:
        return ""
    lines = ["| " + " | ".join(columns.values()) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_plain(_cell(value)) for value in row) + " |" for row in shown.itertuples(index=False)]
    if len(table) > SHOWN_ROWS:
        more = _("Показано строк: {shown} из {total}; остальные — в документе.")
        lines += ["", more.format(shown=SHOWN_ROWS, total=grouped(len(table)))]
    return "\n".join(lines)


def _columns(analysis: str) -> dict[str, str]:
    return {
        "low_results": {"school": _("Школа"), "r1": "R1", "r2": "R2", "low_procedures": _("Низких процедур")},
        "low_branches": {"school": _("Школа"), "branch": _("Филиал"), "low_subjects": _("Предметов")},
        "low_classes": {"school": _("Школа"), "class_name": _("Класс"), "low_subjects": _("Предметов")},
        "hard_elements": {
            "grade": _("Класс"),
            "subject": _("Предмет"),
            "element": _("Элемент содержания"),
            "level": _("Уровень"),
            "share": _("Выполнение, %"),
        },
        "dynamics": {},
        "objectivity": {},
        "school_lists": {"school": _("Школа"), "kind": _("Список"), "low": _("Низких процедур")},
    }[analysis]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return _("да") if value else "—"
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", ",")
    kinds = {AT_RISK: _("группа риска"), STABLY_HIGH: _("стабильно высокие")}
    return kinds.get(str(value), str(value))


def _plain(text: str) -> str:
    """Text that Markdown does not read as markup."""
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;").replace("\n", " ")
