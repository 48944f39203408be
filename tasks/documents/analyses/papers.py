"""What an analysis must say so that its papers can be written. How they are drawn belongs in lists/ and letters.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.documents.lists.listing import Listing

Facts = Mapping[str, int | float | str]
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Papers:
    """An analysis as people read it. Each part is asked when a paper is written, for the language is chosen by then.

    name:      the analysis, as the registry of rules has it; the blank of its letter is templates/{name}.docx.
    title:     the document's name, as it is headed and filed.
    sentences: what was found, made of counts only: fit for every reader and every channel, nothing about a person.
    listing:   the list for the workbook, with schools by name (the register).
    letter:    what the blank may use beside what every letter has (letters.py); of a restricted result counts only.
    shown:     columns of the table that everybody who sees the run may see, by the frame's name; none, no table.
    pictures:  its charts (what they are drawn from, the answer of this copy, its municipality or REGION), for the
               letter and the workbook; Prefect shows those of the whole region.
    """

    name: str
    title: Callable[[], str]
    sentences: Callable[[Facts], list[str]]
    listing: Callable[[Result, pd.DataFrame], Listing]
    letter: Callable[[Result, pd.DataFrame], dict[str, Any]]
    shown: Callable[[], Mapping[str, str]] = dict
    pictures: Callable[[Material, Result, str], list[Picture]] | None = None
