"""Writes an exam day as the technical dump of ОГЭ, which nothing but its file's name tells the exam of."""

from pathlib import Path

from tasks.sample.region import People
from tasks.sample.sitting import ExamSheet
from tasks.sample.writing.gia.columns import Style, as_text, columns_of, save

DUMP = (
    "SchoolCode", "ClassCode", "SurnameCell", "NameCell", "SecondNameCell", "DocumentSeriesCode",
    "DocumentNumberCode", "TestResultBCell", "TestResultCCell", "PrimaryMark", "Mark5",
)  # fmt: skip


def write_dump(folder: Path, people: People, sheet: ExamSheet, day: str) -> Path:
    """The main day as a technical dump: no title, no footers, and the exam told by the file's name alone."""
    shown = sheet.when != 1
    scores = sheet.first[shown]
    _, columns = columns_of(people, sheet, shown, scores, Style(True, ""))
    # Code, class, the five papers, both masks; not the number, the municipality, the place of the exam.
    told = [*columns[2:4], *columns[6:]]
    primary = scores.sum(axis=1)
    lines = zip(*told, as_text(primary), as_text(sheet.exam.result(primary)), strict=True)
    path = folder / f"{sheet.exam.code}_{day}.csv"
    save(path, [list(DUMP), *map(list, lines)], Style(True, "utf-8-sig"))
    return path
