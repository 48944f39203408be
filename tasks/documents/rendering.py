"""An analysis's result as a document, and as the Markdown that Prefect may show. The only door to this room."""

from collections.abc import Sequence

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import REGION
from models.assessment.school_lists import AT_RISK, STABLY_HIGH
from models.assessment.small_cells import LEAST_N
from models.language import _
from models.wording import day, grouped, years
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.documents.analyses.papers import Papers
from tasks.documents.analyses.registry import PAPERS
from tasks.documents.head import DOCX, XLSX, Document, DocumentHead, filed
from tasks.documents.letters import letter
from tasks.documents.lists.columns import hidden
from tasks.documents.lists.workbook import secrecy, workbook

__all__ = ["Document", "DocumentHead", "charts", "markdown", "render", "shown_charts"]

# An artifact is read on a screen; who needs more rows opens the document.
SHOWN_ROWS = 30
# Prefect keeps what it shows in its database.
MOST_SHOWN_BYTES = 200 * 1024


def render(
    analysis: str, result: Result, head: DocumentHead, schools: pd.DataFrame, drawn: Sequence[Picture] = ()
) -> tuple[Document, Document]:
    """The letter (.docx) and the workbook with all the rows (.xlsx). Equal inputs give equal bytes.

    schools: the register, for names; a school that is not in it goes by its login.
    drawn:   the charts, for both.
    """
    papers, day_written = PAPERS[analysis], f"{head.as_of:%d.%m.%Y}"
    listing, title = papers.listing(result, schools), papers.title()
    rows = workbook(title, papers.sentences(result.facts), listing, head, drawn, restricted=result.restricted)
    text = letter(papers, result, head, schools, listing.criterion, drawn)
    annex = _("{title}. Приложение {day}").format(title=title, day=day_written)
    return (
        Document(f"{filed(title)} {day_written}.docx", text, DOCX),
        Document(f"{filed(annex)}.xlsx", rows, XLSX),
    )


def markdown(analysis: str, result: Result, head: DocumentHead) -> str:
    """What may be shown to everyone who sees the run: counts, and for unrestricted results the first rows."""
    papers = PAPERS[analysis]
    about = _("{measure} · {place} · результаты {years} · на {day}").format(
        measure=head.measure, place=head.place, years=years(head.years), day=day(head.as_of)
    )
    sentences = "\n".join(f"- {_plain(sentence)}" for sentence in papers.sentences(result.facts))
    parts = [f"## {papers.title()}", _plain(about), sentences]
    parts.append(_secret() if result.restricted else _first_rows(papers, result.table))
    return "\n\n".join(part for part in parts if part) + "\n"


def charts(analysis: str, of: Material, own: Result, place: str = REGION) -> list[Picture]:
    """The analysis's charts, drawn; none where it has none. own: the answer of the copy that they are for.

    place: the municipality whose copy it is; REGION is all schools together.
    """
    draw = PAPERS[analysis].pictures
    return draw(of, own, place) if draw else []


def shown_charts(drawn: Sequence[Picture]) -> str:
    """The charts of the whole region as Markdown that holds them: Prefect shows it without a web server."""
    held = {one.title: one.address(MOST_SHOWN_BYTES) for one in drawn if one.is_regional}
    return "\n\n".join(f"![{_plain(title)}]({address})" for title, address in held.items() if address)


def _secret() -> str:
    return _("**{secrecy}.** Строки — только в документе, приложенном к шагу.").format(secrecy=secrecy())


def _first_rows(papers: Papers, table: pd.DataFrame) -> str:
    """The first rows as a Markdown table, without numbers of pupils: those are in the document."""
    columns = papers.shown()
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
