"""The calibration region as frames with the columns of loaded data, and the truth beside them. Writes nothing."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tasks.sample.objectivity.region import (
    YEARS,
    CalibrationRegion,
    Written,
    calibration_works,
    exam_marks,
    journal_marks,
    vpr_scores,
)
from tasks.sample.works import Work, exams


def frames_of(region: CalibrationRegion) -> dict[str, pd.DataFrame]:
    """vpr, vpr_tasks, tasks, gia and schools, with the columns of loaded data that the region has; untyped."""
    vpr, tasks = list[pd.DataFrame](), list[pd.DataFrame]()
    for year in YEARS:
        for work in calibration_works():
            written = vpr_scores(region, year, work)
            about = _about(region, year, work, written.pupils)
            vpr.append(_marks(region, year, work, written, about))
            tasks.append(_points(work, written, about))
    gia = [_exam(region, year, place) for year in YEARS for place in range(2)]
    return {
        "vpr": pd.concat(vpr, ignore_index=True),
        "vpr_tasks": pd.concat(tasks, ignore_index=True),
        "tasks": _levels(),
        "gia": pd.concat(gia, ignore_index=True),
        "schools": region.schools[["school", "kind"]],
    }


def truth_of(region: CalibrationRegion) -> Mapping[str, tuple[str, float]]:
    """School → the kind and the size of the part it plays; «» is an ordinary honest school."""
    return {school: (part.kind, part.size) for school, part in zip(region.schools["school"], region.parts, strict=True)}


def _about(region: CalibrationRegion, year: int, work: Work, pupils: pd.DataFrame) -> pd.DataFrame:
    """Of every pupil of a work: year, grade, subject, school, class_name, pupil."""
    letters = np.array(list("АБВГДЕ"))[pupils["klass"]]
    code = pupils["school"].to_numpy() * 1000 + pupils["place"].to_numpy()
    return pd.DataFrame(
        {
            "year": year,
            "grade": work.grade,
            "subject": work.subject,
            "school": region.schools["school"].to_numpy()[pupils["school"]],
            "class_name": np.char.add(str(work.grade), letters),
            "pupil": np.char.mod(f"{work.grade}-%d", code),
        }
    )


def _marks(region: CalibrationRegion, year: int, work: Work, written: Written, about: pd.DataFrame) -> pd.DataFrame:
    primary = written.scores.sum(axis=1).astype(np.int16)
    journal = pd.Series(journal_marks(region, year, work, written)).astype("Int64")
    return about.assign(primary=primary, mark=work.marks(primary), journal_mark=journal.mask(journal.eq(0)))


def _points(work: Work, written: Written, about: pd.DataFrame) -> pd.DataFrame:
    """A row a pupil and task."""
    many = len(work.tasks)
    rows = about.drop(columns="class_name").loc[about.index.repeat(many)].reset_index(drop=True)
    names = np.tile([task.name for task in work.tasks], len(about))
    return rows.assign(task=names, score=written.scores.ravel(), max_score=np.tile(work.points, len(about)))


def _levels() -> pd.DataFrame:
    cells = [
        (year, work.grade, work.subject, task.name, task.level)
        for year in YEARS
        for work in calibration_works()
        for task in work.tasks
    ]
    return pd.DataFrame(cells, columns=["year", "grade", "subject", "task", "level"])


def _exam(region: CalibrationRegion, year: int, place: int) -> pd.DataFrame:
    pupils, marks = exam_marks(region, year, place)
    return pd.DataFrame(
        {
            "year": year,
            "exam": "ОГЭ",
            "subject": exams()[place].subject,
            "held_on": f"{year}-06-0{3 + place}",
            "state": 0,
            "school": region.schools["school"].to_numpy()[pupils["school"]],
            "pupil": np.char.mod("9-%d", pupils["school"].to_numpy() * 1000 + pupils["place"].to_numpy()),
            "mark": marks,
        }
    )
