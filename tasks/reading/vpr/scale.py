"""Marks of works whose files have none: from primary scores by the work's loaded scale (domain.md §1.3)."""

from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from tasks.reading.columns import Complaints, array
from tasks.reading.contract import Register
from tasks.reading.values import MISSING
from tasks.reading.vpr.preamble import Work


def marks_by_scale(primary: pd.Series, work: Work, register: Register, complaints: Complaints) -> Any:
    """The mark for every primary score, NA for NA. A work without a loaded scale is a problem: nobody may guess one."""
    scale = register.scales.get((work.year, work.grade, work.subject))
    if scale is None:
        remedy = _("в этой форме нет отметок: сначала загрузите шкалу — ВПР {year}, {grade} класс, {subject}")
        complaints.add(remedy.format(year=work.year, grade=work.grade, subject=work.subject))
        return array([MISSING] * len(primary), INTEGER)
    marks = np.searchsorted(scale, primary.fillna(0).to_numpy(dtype=int), side="right") + 2
    return pd.Series(marks, index=primary.index, dtype=INTEGER).where(primary.notna()).array
