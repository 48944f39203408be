"""Letters («справки»): an analysis's result put into a blank that a methodist can edit in Word (templates/*.docx).

What the blanks may use is what is given here and in `Papers.letter`; see blanks/ for how they began.
"""

from io import BytesIO
from typing import Any

import jinja2
import pandas as pd
from docxtpl import DocxTemplate

from models.assessment.analysis import Result
from models.language import _
from models.wording import day, years
from tasks.documents import TEMPLATES
from tasks.documents.analyses.papers import Papers
from tasks.documents.archive import without_clock
from tasks.documents.head import DocumentHead


def letter(papers: Papers, result: Result, head: DocumentHead, schools: pd.DataFrame) -> bytes:
    """The .docx of this analysis. Equal inputs give equal bytes; an unknown {{ name }} in the blank is an error."""
    assert papers.letter is not None, "only an analysis with a letter has a blank"
    blank = DocxTemplate(TEMPLATES / f"{papers.name}.docx")
    values = _common(papers, result, head) | papers.letter(result, schools)
    blank.render(values, jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True), autoescape=True)
    properties = blank.docx.core_properties
    properties.title, properties.subject = papers.title(), head.measure[:255]
    properties.created = properties.modified = head.written_at
    buffer = BytesIO()
    blank.save(buffer)
    return without_clock(buffer.getvalue())


def _common(papers: Papers, result: Result, head: DocumentHead) -> dict[str, Any]:
    return {
        "roadmap": head.roadmap,
        "order": head.order,
        "place": head.place,
        "measure": head.measure,
        "day": day(head.as_of),
        "sources": _("результаты ВПР, ОГЭ и ЕГЭ за {years}").format(years=years(head.years).removesuffix(".")),
        "summary": " ".join(papers.sentences(result.facts)),
        "year": result.facts["year"],
        "compared_with": result.facts["compared_with"],
    }
