"""Files that come later or come wrong: mistakes a loader must refuse, marks that belie scores, a corrected result."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tasks.sample.careers import Procedure
from tasks.sample.planting import Bounds, Counts
from tasks.sample.region import People
from tasks.sample.results import Groups, settled
from tasks.sample.sitting import VprSheet
from tasks.sample.spreadsheet import Cell
from tasks.sample.works import vpr_works
from tasks.sample.writing.vpr import LETTERS_ROW, header, lines, report_name, write_report

Mistake = dict[str, Any]
WRONG_WORK = 4  # mathematics of grade 5 in vpr_works()
MISTAKEN_WORK = 11  # biology of grade 6: nothing that a list of schools rests on


def place_of(procedure: Procedure) -> int:
    """The place of a VPR procedure among the works."""
    return next(n for n, work in enumerate(vpr_works()) if ("ВПР", work.grade, work.subject) == procedure)


def lowered(sheet: VprSheet, school: int, seed: int) -> VprSheet:
    """The same work after a correction: this school's papers were marked again, and half of them fail."""
    rng = np.random.default_rng([seed, 6])
    _, of = np.unique(sheet.rows["klass"], return_inverse=True)
    sizes = np.bincount(of)
    mark = sheet.mark
    failed = np.bincount(of[mark == 2], minlength=len(sizes))
    here = np.zeros(len(sizes), bool)
    here[of[sheet.rows["school"] == school]] = True
    wanted: Counts = np.where(here, -(-sizes // 2), failed)
    groups = Groups(of, sizes, Bounds(wanted, wanted))
    points = np.maximum(sheet.scores, 0).astype(np.int16)
    redone = settled(sheet.work, points, groups, rng)
    scores = np.where((sheet.scores < 0) & (redone == 0), sheet.scores, redone).astype(np.int16)
    kept = np.where((sheet.rows["school"] == school).to_numpy()[:, None], scores, sheet.scores)
    return replace(sheet, scores=kept)


def write_wrong(folder: Path, people: People, sheet: VprSheet) -> tuple[Path, list[Mistake]]:
    """A well-formed report in which one school's marks «2» and «3» are one mark better than its scores earn."""
    names, rows = header(sheet), lines(people, sheet)
    mark = names.index("Отметка")
    counts = sheet.rows["school"][sheet.mark <= 3].value_counts()
    school = int(counts.index[0])
    path = folder / report_name(sheet.year, sheet.work.grade, sheet.work.subject)
    mistakes: list[Mistake] = []
    for place, (here, is_low) in enumerate(zip(sheet.rows["school"] == school, sheet.mark <= 3, strict=True)):
        if here and is_low:
            mistakes.append(_at(path, place, "Отметка", int(sheet.mark[place]) + 1))
            rows[place][mark] = int(sheet.mark[place]) + 1
    write_report(path, sheet, names, rows, len(people.schools))
    return path, mistakes


def _at(path: Path, place: int, column: str, value: Cell) -> Mistake:
    """Where a mistake stands, with the row counted as a spreadsheet counts it."""
    return {"file": path.name, "row": LETTERS_ROW + 2 + place, "column": column, "value": value}


def write_mistaken(folder: Path, people: People, sheet: VprSheet) -> tuple[list[Path], list[Mistake]]:
    """Two reports that must be refused: one with bad cells of four kinds, one without the column «Отметка»."""
    names, rows, work = header(sheet), lines(people, sheet), sheet.work
    path = folder / f"Ошибки_{report_name(sheet.year, work.grade, work.subject)}"
    first, second = names[6], names[7]
    bad: list[tuple[int, str, Cell]] = [
        (2, "Отметка", 7),
        (5, first, work.tasks[0].points + 3),
        (9, "ОО", "edu689999"),
        (12, second, "два"),
        (14, "Отметка", "зачёт"),
    ]
    spoilt = [list(row) for row in rows]
    for place, column, value in bad:
        spoilt[place][names.index(column)] = value
    write_report(path, sheet, names, spoilt, len(people.schools))
    gone = folder / f"Без_столбца_{report_name(sheet.year, work.grade, work.subject)}"
    at = names.index("Отметка")
    write_report(gone, sheet, names[:at] + names[at + 1 :], [r[:at] + r[at + 1 :] for r in rows], len(people.schools))
    missing: Mistake = {"file": gone.name, "row": LETTERS_ROW + 1, "column": "Отметка", "value": None}
    return [path, gone], [*(_at(path, *mistake) for mistake in bad), missing]
