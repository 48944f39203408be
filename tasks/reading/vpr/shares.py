"""Columns of per cents: read, and turned back into counts of participants (models/assessment/percents.py)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from models.assessment.layout import FLOAT, INTEGER
from models.assessment.percents import DECIMALS, Floats, recovered
from models.language import _
from tasks.reading import values
from tasks.reading.columns import Column, Complaints, array, understood
from tasks.reading.values import MISSING


def percents_of(columns: Sequence[Column], complaints: Complaints, *, may_be_empty: bool) -> Floats:
    """The per cents, rows × columns; NaN where a cell is empty, which is a problem unless it may be."""
    remedy = _("процент — число от 0 до 100, например «32,79»")

    def understand(text: str) -> values.Value:
        return MISSING if text in {"", "-", "—", "–"} and may_be_empty else values.percent(text)

    read = [understood(column, understand, complaints, remedy, dtype=FLOAT) for column in columns]
    return np.column_stack([pd.Series(part).to_numpy(dtype=float, na_value=np.nan) for part in read])


def decimals_of(columns: Sequence[Column]) -> int:
    """How many decimals the file prints: two, unless every fraction in it has just one."""
    texts = {text.rstrip("% ") for column in columns for text in set(column.texts)}
    lengths = {len(fraction) for text in texts if (fraction := text.replace(",", ".").partition(".")[2])}
    return 1 if lengths == {1} else DECIMALS


def counts_of(
    columns: Sequence[Column], n: pd.Series, complaints: Complaints, *, may_be_empty: bool = False
) -> pd.DataFrame:
    """The counts behind per cents, a column each, NA where a cell is empty.

    What no whole number of participants gives, and rows that do not make 100, are problems at their place.
    """
    percents = percents_of(columns, complaints, may_be_empty=may_be_empty)
    decimals = decimals_of(columns)
    sure = n.fillna(0).gt(0).to_numpy(dtype=bool) & (may_be_empty | ~np.isnan(percents).any(axis=1))
    found = recovered(percents, n.fillna(1).clip(lower=1).to_numpy(dtype=np.int64), decimals)
    remedy = _("столько процентов от числа участников строки не бывает: проверьте процент и «Кол-во участников»")
    for place, column in enumerate(columns):
        complaints.every(column, found.strange[:, place] & sure, remedy)
    remedy = _("проценты строки не складываются в 100 или не дают числа участников: проверьте строку")
    complaints.every(columns[0], found.astray & sure & ~found.strange.any(axis=1), remedy)
    missing = np.isnan(percents)
    return pd.DataFrame(
        {
            column.title: array(np.where(missing[:, place], 0, found.counts[:, place]).tolist(), INTEGER)
            for place, column in enumerate(columns)
        }
    ).mask(missing)
