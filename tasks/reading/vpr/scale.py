"""Marks of works whose files have none: from primary scores by the work's scale (domain.md §1.3).

A loaded scale comes first; where there is none, one of models/assessment/thresholds does, with a warning.
"""

from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER
from models.assessment.thresholds.by_year import highest_scores, mark_scales
from models.language import _
from tasks.reading.columns import Complaints, array
from tasks.reading.contract import Register, Scale
from tasks.reading.values import MISSING
from tasks.reading.vpr.preamble import Work


def marks_by_scale(primary: pd.Series, work: Work, register: Register, complaints: Complaints) -> Any:
    """The mark for every primary score, NA for NA. A work without a known scale is a problem: nobody may guess one."""
    scale = register.scales.get((work.year, work.grade, work.subject)) or _shipped(primary, work, complaints)
    if scale is None:
        remedy = _("в этой форме нет отметок: сначала загрузите шкалу — ВПР {year}, {grade} класс, {subject}")
        complaints.add(remedy.format(year=work.year, grade=work.grade, subject=work.subject))
        return array([MISSING] * len(primary), INTEGER)
    marks = np.searchsorted(scale, primary.fillna(0).to_numpy(dtype=int), side="right") + 2
    return pd.Series(marks, index=primary.index, dtype=INTEGER).where(primary.notna()).array


def _shipped(primary: pd.Series, work: Work, complaints: Complaints) -> Scale | None:
    """The scale that comes with Vekha; none where a score is beyond it, for then the work was another one."""
    asked = work.year, work.grade, work.subject
    scale, highest = mark_scales().get(asked), highest_scores().get(asked)
    if scale is None or (highest is not None and primary.gt(highest).any()):
        return None
    told = _(
        "Отметок в файле нет: поставлены по шкале из поставки («3» от {from_3}, «4» от {from_4}, «5» от {from_5}), с "
        "официальной не сверенной. Если ваша шкала другая, загрузите её и этот файл заново."
    )
    complaints.warnings.append(told.format(from_3=scale[0], from_4=scale[1], from_5=scale[2]))
    return scale
