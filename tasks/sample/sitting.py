"""Who sits which work in which year, and what comes of it: the sheets of a whole region.

A sheet is drawn from its own seeds, so that any sheet can be drawn alone and in any order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.sample.meddling import Meddlers, inflated, meddled
from tasks.sample.planting import Counts, Plants, class_bounds, school_bounds
from tasks.sample.region import People, in_grade
from tasks.sample.results import Floats, Groups, Scores, Sheet, draw, moved
from tasks.sample.works import Exam, exams, vpr_works

ABSENT = 0.06


@dataclass
class VprSheet(Sheet):
    """A VPR work with the pupils' variants and journal marks (0: «нет отметки»), and who of the grade was absent."""

    variant: Scores
    journal: Scores
    absent: pd.DataFrame


@dataclass
class ExamSheet(Sheet):
    """An exam's last state, and what stood before.

    first:    scores of the main day (their state before resit and appeal)
    when:     0 wrote on the main day; 1 on the reserve day only; 2 failed on the main day, passed on the reserve day
    appealed: 0 no; 1 granted: the main day's protocol shows fewer points; 2 rejected
    """

    exam: Exam
    first: Scores
    when: Scores
    appealed: Scores


def hard_elements(seed: int, years: Iterable[int]) -> dict[int, dict[tuple[int, str], frozenset[str]]]:
    """Year → (grade, subject) → the code of the one element planted hard there: eight works a year, basic and not."""
    planted: dict[int, dict[tuple[int, str], frozenset[str]]] = {}
    for year in years:
        rng = np.random.default_rng([seed, 3, year])
        chosen = rng.permutation(len(vpr_works()))[:8]
        planted[year] = {}
        for turn, place in enumerate(chosen):
            work = vpr_works()[place]
            codes = sorted({task.element_code for task in work.tasks if (task.level == "Б") == (turn % 2 == 0)})
            planted[year][work.grade, work.subject] = frozenset({codes[int(rng.integers(len(codes)))]})
    return planted


def sit_vpr(
    people: People, plants: Plants, meddlers: Meddlers, year: int, place: int, hard: frozenset[str], seed: int
) -> VprSheet:
    """The sheet of the year's VPR work number `place`."""
    work, at = vpr_works()[place], [seed, 4, year, place]
    rng = np.random.default_rng(at)
    rows = in_grade(people, year, work.grade)
    here = (rng.random(len(rows)) >= ABSENT) | people.classes["steady"].to_numpy()[rows["klass"]]
    rows, absent = rows[here].reset_index(drop=True), rows[~here].reset_index(drop=True)
    names, of, sizes = _grouped(rows["klass"])
    bounds = class_bounds(people, plants, year, ("ВПР", work.grade, work.subject), names, sizes)
    scores = draw(work, _skill(people, rows, rng), Groups(of, sizes, bounds), hard, at)
    scores = meddled(work, scores, meddlers.shares(work, rows["school"]), rng)
    variant = rng.integers(1, 3, len(rows)).astype(np.int16)
    sheet = VprSheet(year, work, rows, scores, variant, np.empty(0, np.int16), absent)
    sheet.journal = inflated(_journal(sheet.mark, rng), meddlers.shares(work, rows["school"])["journal"], rng)
    return sheet


def _grouped(names: "pd.Series[int]") -> tuple[pd.Index, Counts, Counts]:
    """Names of groups in order, the group's place of each row, and the groups' sizes."""
    of, found = pd.factorize(names, sort=True)
    return pd.Index(found), of, np.bincount(of, minlength=len(found))


def _skill(people: People, rows: pd.DataFrame, rng: np.random.Generator) -> Floats:
    """Logits: the pupil's ability, shared by all subjects, the school's effect and the day."""
    effect = people.schools["effect"].to_numpy()[rows["school"]]
    skill: Floats = rows["ability"].to_numpy() + effect + rng.normal(0, 0.3, len(rows))
    return skill


def _journal(mark: Scores, rng: np.random.Generator) -> Scores:
    """Teachers' marks are near and a little kinder; one in seventy has none (0)."""
    shift = rng.choice([-1, 0, 1], len(mark), p=[0.1, 0.68, 0.22])
    return np.where(rng.random(len(mark)) < 0.015, 0, np.clip(mark + shift, 2, 5)).astype(np.int16)


def sit_exam(people: People, year: int, exam: Exam, seed: int) -> ExamSheet:
    """The sheet of an exam: the last state first, what stood before worked back from it."""
    at = [seed, 5, year, [e.title + e.kind for e in exams()].index(exam.title + exam.kind)]
    rng = np.random.default_rng(at)
    rows = _candidates(people, year, exam)
    names, of, sizes = _grouped(rows["school"])
    procedure = (exam.kind, exam.work.grade, exam.subject)
    groups = Groups(of, sizes, school_bounds(people, year, procedure, names, sizes))
    scores = np.maximum(draw(exam.work, _skill(people, rows, rng), groups, frozenset(), at), 0)
    sheet = ExamSheet(year, exam.work, rows, scores, exam, scores, *_histories(len(rows), rng))
    if exam.oral:
        sheet.appealed[:] = 0  # so few take it that a small region would have no file of appeals, and a large one has
    _work_back(people, sheet, rng)
    return sheet


def _candidates(people: People, year: int, exam: Exam) -> pd.DataFrame:
    """Who takes the exam: everybody in grade 9; in grade 11 those who stayed.

    Each of them at one level of mathematics, and every fourth in English.
    """
    rows = in_grade(people, year, exam.work.grade)
    if exam.kind == "ЕГЭ":
        seniors = people.schools["kind"].ne("ООШ").to_numpy()[rows["school"]]
        rows = rows[seniors & rows["stays"]]
        if exam.oral:
            rows = rows[rows["code"] % 4 == 1]
        elif exam.subject != "русский язык":
            rows = rows[rows["profile"] == (exam.code == "02")]
    return rows.reset_index(drop=True)


def _histories(many: int, rng: np.random.Generator) -> tuple[Scores, Scores]:
    """Two in a hundred write on the reserve day only, three fail first; two appeal, half of them with success."""
    when = rng.choice([0, 1, 2], many, p=[0.95, 0.02, 0.03]).astype(np.int16)
    appealed = rng.choice([0, 1, 2], many, p=[0.98, 0.01, 0.01]).astype(np.int16)
    return when, np.where(when == 0, appealed, 0).astype(np.int16)


def _work_back(people: People, sheet: ExamSheet, rng: np.random.Generator) -> None:
    """Take points away from the last state where a failure or a granted appeal stands before it."""
    saved = [(int(school), sheet.year) in people.plan.saved for school in sheet.rows["school"]]
    sheet.when[np.array(saved, bool) & (rng.random(len(saved)) < 0.5)] = 2
    sheet.when[(sheet.when == 2) & (sheet.mark < 3)] = 0
    sheet.appealed[sheet.when > 0] = 0
    sheet.appealed[(sheet.appealed == 1) & (sheet.primary < 3)] = 2
    primary, spread = sheet.primary, rng.integers(1, 4, len(saved))
    failed = np.maximum(sheet.work.cuts[0] - spread, 0) - primary
    by = np.select([sheet.when == 2, sheet.appealed == 1], [np.minimum(failed, 0), -np.minimum(spread, 2)], 0)
    sheet.first = moved(sheet.work, sheet.scores, by, rng)
