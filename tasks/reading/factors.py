"""A table of schools' risk factors → the frame that plans are chosen by: a region's own profile, or self-diagnosis."""

from pathlib import Path

import numpy as np
import pandas as pd

from models.language import _
from models.support.candidates import FACTOR_COLUMNS
from models.support.catalogue import Catalogue
from models.support.levels import level_of
from models.survey.significance import Significance
from tasks.reading import values
from tasks.reading.columns import Block, Complaints, block_below, heading_row, needed_columns, understood
from tasks.reading.tables import open_table
from tasks.reading.values import MISSING, Value

TITLES = ("Логин", "Фактор", "Значимость", "Балл")


def read_factors(path: Path, catalogue: Catalogue) -> pd.DataFrame:
    """school, factor, level, score of the factors of high and middle significance; FileRefused with every problem.

    Columns of the file: Логин, Фактор (RF01), Значимость (высокая, средняя, низкая), Балл (0–1).
    """
    complaints = Complaints(path.name)
    block = _block(path, complaints)
    login, factor, level, score = needed_columns(block, TITLES, complaints)
    known = frozenset(catalogue.factors)
    frame = pd.DataFrame(
        {
            "school": understood(login, values.login, complaints, _("логин школы имеет вид «edu680101»")),
            "factor": understood(
                factor, lambda text: text if text in known else None, complaints, _("такого фактора в каталоге мер нет")
            ),
            "level": understood(level, _level, complaints, _("значимость — высокая, средняя или низкая")),
            "score": understood(score, _share, complaints, _("балл — число от 0 до 1"), dtype="Float64"),
        },
        columns=FACTOR_COLUMNS,
    )
    repeated = frame.duplicated(["school", "factor"]) & frame[["school", "factor"]].notna().all(axis=1)
    complaints.every(factor, repeated.to_numpy(bool), _("фактор этой школы уже назван выше: оставьте одну строку"))
    complaints.refuse()
    frame = frame[frame["level"].notna().to_numpy()].astype({"score": float})
    return frame.sort_values(["school", "factor"], ignore_index=True)


def _block(path: Path, complaints: Complaints) -> Block:
    """The rows under the headings; without the headings, of the first row."""
    sheet = open_table(path).sheets[0]
    found = heading_row(sheet, [values.plain(title) for title in TITLES], within=20)
    block = block_below(sheet, found or 0)
    if not len(block):
        complaints.add(_("под заголовком нет ни одной строки: заполните таблицу"), sheet=sheet.name)
    return block


def _level(text: str) -> Value:
    """The level; missing where there is nothing to answer."""
    if text.strip().lower() in ("", Significance.INSUFFICIENT_DATA.value, Significance.INSUFFICIENT_DATA.label):
        return MISSING
    said = Significance.named(text)
    level = level_of(said) if said else None
    return (level.value if level else MISSING) if said else None


def _share(text: str) -> Value:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if np.isfinite(number) and 0 <= number <= 1 else None
