"""What stands above the table of a VPR report: which work, how many points, whose results (domain.md §4.1)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.language import _
from tasks.reading import values
from tasks.reading.columns import Complaints
from tasks.reading.tables import Sheet
from tasks.reading.values import plain

GRADES = (4, 5, 6, 7, 8, 10)  # grades that write VPR since the decree 556 of 2024; 9 and 11 have ГИА
GRADES_BEFORE = (4, 5, 6, 7, 8, 9, 10, 11)  # in autumn 2020 and 2022 grade 9 wrote too, and grade 11 could until 2024
DECREE = 2025
FRONT = 20  # rows of another sheet in which the title may stand

_TITLE = re.compile(r"ВПР\s+(\d{4})\.?\s+(?:(.+?)\.?\s+)?(\d{1,2})\s+класс", re.IGNORECASE)
_DECLARED = re.compile(r"кол-?во\s+участников:?\s*(\d[\d\s]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """What the preamble says: the work, its highest primary score, and whose results these are."""

    year: int
    grade: int
    subject: str
    highest: int | None
    organisation: str
    declared: int | None


def read_preamble(sheet: Sheet, heading: int, complaints: Complaints, others: Sequence[Sheet] = ()) -> Work:
    """What stands above the table, or for the title on other sheets and in their names, where a form puts it.

    A file without a title, or with a grade that writes no VPR, is a problem.
    """
    preamble = [[str(text) for text in row] for row in sheet.texts[:heading]]
    texts = [text for row in preamble for text in row if text]
    elsewhere = [str(text) for other in others for text in other.texts[:FRONT].flat if text]
    names = [each.name for each in (sheet, *others)]
    found = next((match for text in [*texts, *elsewhere, *names] if (match := _TITLE.search(text))), None)
    year, subject, grade = _title(found, _label(preamble, "предмет"), sheet, complaints)
    line = next((text for text in texts if _DECLARED.search(text) or "|" in text), "")
    named = next((text for text in [line, *texts, *elsewhere] if values.login(text)), "")
    declared = _DECLARED.search(line)
    highest = values.whole(1, 500)(_label(preamble, "максимальный первичный балл"))
    return Work(
        year,
        grade,
        subject,
        highest if isinstance(highest, int) else None,
        line.split("|")[0].strip() if "|" in line else named,
        int("".join(declared.group(1).split())) if declared else None,
    )


def _title(found: re.Match[str] | None, labelled: str, sheet: Sheet, complaints: Complaints) -> tuple[int, str, int]:
    """Year, subject and grade of a title; zeros and «» where there is none, which is a problem."""
    if found is None:
        remedy = _(
            "над таблицей нет строки вида «ВПР 2026 Русский язык 4 класс»: впишите её или выгрузите отчёт заново"
        )
        complaints.add(remedy, sheet=sheet.name)
        return 0, "", 0
    year, subject, grade = int(found.group(1)), plain(found.group(2) or labelled), int(found.group(3))
    grades = GRADES if year >= DECREE else GRADES_BEFORE
    if grade not in grades:
        remedy = _("такой класс ВПР не пишет: нужен один из {grades}")
        listed = ", ".join(map(str, grades))
        complaints.add(remedy.format(grades=listed), value=found.group(0), sheet=sheet.name)
    if not 2015 <= year <= 2100:
        complaints.add(_("год работы — четыре цифры, например 2024"), value=found.group(0), sheet=sheet.name)
    if not subject:
        complaints.add(_("не назван предмет: впишите его в строку «Предмет» над таблицей"), sheet=sheet.name)
    if labelled and plain(labelled) != subject:
        remedy = _("в строке «Предмет» назван другой предмет, чем в заголовке отчёта: исправьте одно из двух")
        complaints.add(remedy, value=labelled, sheet=sheet.name)
    return year, subject, grade


def _label(preamble: list[list[str]], label: str) -> str:
    """The value beside a label of the preamble, or nothing."""
    for row in preamble:
        for left, right in pairwise(row):
            if plain(left).rstrip(":") == label:
                return right
    return ""


def identity(work: Work, schools: Iterable[str]) -> str:
    """Whose results these are, so that a corrected file finds the one it corrects."""
    named = values.login(work.organisation)
    if named:
        return str(named)
    distinct = set(schools)
    return distinct.pop() if len(distinct) == 1 else plain(work.organisation)
