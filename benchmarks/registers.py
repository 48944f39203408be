"""The registers of a generated country: schools, who teaches whom (a branch in every fifth), what a task tests."""

from collections.abc import Sequence

import pandas as pd

from models.assessment.layout import typed
from tasks.data.datasets import save_frame
from tasks.sample.works import vpr_works
from tasks.settings import Settings

YEARS = (2023, 2024)
LETTERS = "АБВГДЕЖЗИК"
IN_CLASS = 25


def write_registers(settings: Settings, logins: Sequence[str], pupils: int) -> dict[str, str]:
    """Write all three; kind → the name of its frame. pupils: in a grade, on average."""
    schools = pd.DataFrame({"school": logins, "name": logins, "municipality": "—", "pupils": 60 * pupils})
    lessons = [(work.grade, work.subject) for work in vpr_works()]
    lessons += [(9, "русский язык"), (9, "математика"), (11, "русский язык"), (11, "математика")]
    letters = LETTERS[: 2 * pupils // IN_CLASS + 1]
    assignments = pd.DataFrame(
        {
            "year": YEARS[-1],
            "school": login,
            "branch": "филиал" if number % 5 == 0 and letter == "Б" else "",
            "class_name": f"{grade}{letter}",
            "subject": subject,
            "teacher": f"У-{grade}{letter}-{subject[:3]}",
        }
        for number, login in enumerate(logins)
        for grade, subject in lessons
        for letter in letters
    )
    tasks = pd.DataFrame(
        (YEARS[-1], work.grade, work.subject, task.name, task.element, task.skill, task.level)
        for work in vpr_works()
        for task in work.tasks
    )
    tasks.columns = pd.Index(["year", "grade", "subject", "task", "element", "skill", "level"])
    tables = {"schools": schools, "assignments": assignments, "tasks": tasks}
    return {kind: save_frame(settings, typed(kind, table)) for kind, table in tables.items()}
