"""Writes the appeals of an exam: what the result was, what it is, and how they differ."""

from pathlib import Path

import numpy as np

from tasks.sample.region import People
from tasks.sample.sitting import ExamSheet
from tasks.sample.writing.gia.columns import Style, as_text, columns_of, save
from tasks.sample.writing.gia.days import days_of, title_of

APPEAL = (
    "№", "Код МСУ", "Код ОО", "Класс", "Код ППЭ", "Аудитория", "Фамилия", "Имя", "Отчество", "Серия", "Номер",
    "Тип апелляции / перепроверки", "Состояние", "", "Дата отправки на обработку", "Дата изменений",
    "Балл до изменения", "Текущие", "", "Разница",
)  # fmt: skip


def write_appeals(folder: Path, people: People, sheet: ExamSheet) -> list[Path]:
    """The appeals of an exam, if there were any: before, now, the difference; a second header row under «Текущие»."""
    shown = sheet.appealed > 0
    if not shown.any():
        return []
    exam, day = sheet.exam, days_of(sheet.year)[sheet.exam.kind, sheet.exam.code]
    before = exam.result(sheet.first.sum(axis=1)[shown])
    primary, now = sheet.primary[shown], exam.result(sheet.primary[shown])
    _, columns = columns_of(people, sheet, shown, sheet.scores[shown], Style(True, ""))
    state = np.where(sheet.appealed[shown] == 1, "Удовлетворена", "Отклонена")
    dates = [np.full(len(state), f"{when}.{day[:4]}") for when in ("16.06", "18.06")]
    kind, empty = np.full(len(state), "О несогласии с выставленными баллами"), np.full(len(state), "")
    columns = [
        *columns[:11],
        kind,
        state,
        empty,
        *dates,
        as_text(before),
        as_text(primary),
        as_text(now),
        as_text(now - before),
    ]
    columns[0] = as_text(np.arange(1, len(state) + 1))
    second = [""] * 17 + ["Первичный балл", "Балл" if exam.tests else "Оценка", ""]
    title = [title_of(sheet, day)] + [""] * (len(APPEAL) - 1)
    path = folder / f"{exam.kind}_{sheet.year}_{exam.code}_{exam.subject.split()[0]}_апелляции.csv"
    save(path, [title, list(APPEAL), second, *map(list, zip(*columns, strict=True))], Style(True, "utf-8-sig"))
    return [path]
