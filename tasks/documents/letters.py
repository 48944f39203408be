"""Letters («справки»): an analysis's result put into a blank that a methodist can edit in Word (templates/*.docx).

What the blanks may use is what is given here and in `Papers.letter`; see blanks/ for how they began.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import day, years
from tasks.charts.picture import Picture
from tasks.documents.analyses.papers import Papers
from tasks.documents.filling import filled
from tasks.documents.head import DocumentHead


def letter(
    papers: Papers,
    result: Result,
    head: DocumentHead,
    schools: pd.DataFrame,
    criterion: str,
    drawn: Sequence[Picture] = (),
) -> bytes:
    """The .docx of this analysis. Equal inputs give equal bytes; an unknown {{ name }} in the blank is an error."""
    values = _common(papers, result, head) | {"criterion": criterion} | papers.letter(result, schools)
    return filled(papers.name, papers.title(), values, head, drawn)


def _common(papers: Papers, result: Result, head: DocumentHead) -> dict[str, Any]:
    return {
        "basis": head.basis,
        "scope": head.scope,
        "day": day(head.as_of),
        "sources": _("результаты ВПР, ОГЭ и ЕГЭ за {years}").format(years=years(head.years).removesuffix(".")),
        "summary": " ".join(papers.sentences(result.facts)),
        "year": result.facts["year"],
    }
