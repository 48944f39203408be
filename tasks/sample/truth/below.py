"""What is true below the school: pupils, classes, branches, teachers, content elements. Each with its look-alikes."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from tasks.sample.region import People
from tasks.sample.registers import lessons
from tasks.sample.results import EASY, Sheet, shares
from tasks.sample.sitting import ExamSheet, VprSheet
from tasks.sample.writing.forms import written_classes

Both = tuple[list[Any], list[Any]]
LEAST_ALIKE = 10  # a smaller class is one «2» short of anything
JUST_OVER = 5.0  # per cent points
MATHEMATICS = "математика"


def pupil_lines(people: People, sheet: VprSheet) -> pd.DataFrame:
    """One line a pupil's work, with the names of places as the files write them."""
    rows = sheet.rows
    return pd.DataFrame(
        {
            "year": sheet.year,
            "grade": sheet.work.grade,
            "source": "ВПР",
            "subject": sheet.work.subject,
            "login": people.schools["login"].to_numpy()[rows["school"]],
            "class_name": written_classes(people, sheet),
            "branch": people.classes["branch"].to_numpy()[rows["klass"]],
            "code": sheet.work.grade * 10000 + rows["code"].to_numpy(),
            "failed": sheet.mark == 2,
        }
    )


def exam_lines(people: People, sheet: ExamSheet) -> pd.DataFrame:
    """One line a candidate, in the last state."""
    rows = sheet.rows
    return pd.DataFrame(
        {
            "source": sheet.exam.kind,
            "subject": sheet.exam.subject,
            "login": people.schools["login"].to_numpy()[rows["school"]],
            "class_name": str(sheet.work.grade) + people.classes["letter"].to_numpy()[rows["klass"]],
            "failed": sheet.primary < sheet.work.cuts[0],
        }
    )


def pupils(lines: pd.DataFrame) -> Both:
    """Pupils with «2» in two subjects or more; and those with just one."""
    failed = lines[lines["failed"]].groupby(["login", "code", "class_name"]).size()
    every = [[login, str(code), name] for login, code, name in failed.index]
    return _parted(every, failed.to_numpy() >= 2)


def places(lines: pd.DataFrame, place: str) -> Both:
    """Branches or classes of grades 5–8 that are low in more than three subjects; and those in exactly three."""
    shares = lines[lines["grade"] >= 5].groupby(["login", place, "subject"])["failed"].agg(["sum", "size"])
    low = shares[100 * shares["sum"] >= 30 * shares["size"]].groupby(["login", place]).size()
    low = low[low >= 3]
    return _parted([[login, name] for login, name in low.index], low.to_numpy() > 3)


def teachers(people: People, lines: pd.DataFrame, exams: Iterable[ExamSheet], year: int) -> Both:
    """The works of a teacher's classes that are low; and those that one more failure would have made low."""
    taught = {
        (login, klass, subject): teacher for _year, login, _branch, klass, subject, teacher in lessons(people, year)
    }
    keys = ["login", "source", "subject", "class_name"]
    every = pd.concat([lines, *(exam_lines(people, sheet) for sheet in exams)], ignore_index=True)
    works = every.groupby(keys)["failed"].agg(["sum", "size"]).reset_index()
    lesson = works["subject"].where(~works["subject"].str.startswith(MATHEMATICS), MATHEMATICS)
    keys_taught = zip(works["login"], works["class_name"], lesson, strict=True)
    works = works.assign(teacher=np.array([taught.get(key) for key in keys_taught], object))
    is_low = 100 * works["sum"] >= 30 * works["size"]
    is_near = ~is_low & (100 * (works["sum"] + 1) >= 30 * works["size"]) & (works["size"] >= LEAST_ALIKE)
    known = works[works["teacher"].notna() & (is_low | is_near)]
    ids = known[["login", "teacher", "source", "subject", "class_name"]].to_numpy().tolist()
    return _parted(ids, is_low[known.index].to_numpy())


def elements(works: Iterable[Sheet]) -> Both:
    """Content elements whose share of points is below the edge of their level; and those just not."""
    every = [
        ([sheet.work.grade, sheet.work.subject, code], share - EASY[level])
        for sheet in works
        for (code, level), share in shares(sheet.work, sheet.scores).items()
        if share < EASY[level] + JUST_OVER
    ]
    return _parted([ids for ids, _over in every], np.array([over < 0 for _ids, over in every], bool))


def _parted(ids: list[Any], is_listed: Any) -> Both:
    """The ids that a list must have and those that only look alike, each sorted."""
    told = list(zip(ids, is_listed, strict=True))
    return sorted(one for one, listed in told if listed), sorted(one for one, listed in told if not listed)
