"""A VPR report of one region's work as .xlsx, with so many pupils: what reading is measured on."""

from pathlib import Path

import numpy as np

from tasks.sample.spreadsheet import Cell, write_spreadsheet
from tasks.sample.works import vpr_works

SHEET = "Индивидуальные результаты"
HEADER = ("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант")
TAIL = ("Первичный балл", "Отметка", "Отметка по журналу")
IN_SCHOOL = 60


def write_report(path: Path, pupils: int, seed: int = 7) -> Path:
    """Write it: Russian, grade 5, a column for each task."""
    rng = np.random.default_rng(seed)
    work = next(one for one in vpr_works() if (one.grade, one.subject) == (5, "русский язык"))
    scores = (rng.random((pupils, len(work.tasks))) * (work.points + 1)).astype(np.int16)
    primary = scores.sum(axis=1, dtype=np.int16)
    rows: list[list[Cell]] = [
        [
            f"edu{680000 + place // IN_SCHOOL}",
            "г. Примерск",
            f"МБОУ «СОШ № {place // IN_SCHOOL}»",
            str(50001 + place % IN_SCHOOL),
            "5" + "АБ"[place % 2],
            1 + place % 2,
            *points,
            total,
            mark,
            mark,
        ]
        for place, (points, total, mark) in enumerate(
            zip(scores.tolist(), primary.tolist(), work.marks(primary).tolist(), strict=True)
        )
    ]
    head = [*HEADER, *(f"{task.name} ({task.points}б)" for task in work.tasks), *TAIL]
    preamble: list[list[Cell]] = [["ВПР 2024 Русский язык 5 класс"], [SHEET], ["Предмет", "Русский язык"]]
    write_spreadsheet(path, SHEET, [*preamble, head, *rows])
    return path
