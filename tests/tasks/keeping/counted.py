"""A home in which pupils at risk were counted on one VPR report: a dataset with everything that may rest on it."""

from datetime import date
from pathlib import Path

from sqlmodel import select

from models.assessment.parameters import Parameters
from models.records import Dataset
from models.roadmap.definition import Roadmap
from models.roadmap.needs import DataNeed
from tasks.data.loading import load_file
from tasks.database import reading
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import JANUARY, opened, six_with
from tests.tasks.reading.files import SCHOOLS, changed, text_file, vpr_report


def a_roadmap(**changes: object) -> Roadmap:
    """The six measures, whose first lists pupils at risk by one failed subject of 2024."""
    needs = (DataNeed(kind="vpr", years=(2024,)),)
    six = six_with("A1", **({"action": "pupils_at_risk", "data": needs, "acceptance": None} | changes))
    fields = {name: getattr(six, name) for name in Roadmap.model_fields}
    return Roadmap(**fields | {"assessment": Parameters(risk_failed_subjects=1)})


def counted(home: Settings, folder: Path) -> int:
    """The register and one report are loaded, the year is open, the list is computed; the report's dataset."""
    load(home, text_file(folder / "schools.csv", SCHOOLS))
    number = load(home, vpr_report(folder / "vpr.xlsx"))
    opened(home, roadmap=a_roadmap(), simulated=True)
    look(home)
    return number


def corrected(home: Settings, folder: Path) -> int:
    """One more pupil has «2»; the number of the dataset that supersedes."""
    return load(home, vpr_report(folder / "vpr2.xlsx", changed(0, Отметка="2", Первичный_балл=0, task1=0, task2=0)))


def load(home: Settings, path: Path) -> int:
    """The number of the dataset that the file became."""
    return load_file(path, actor="cli:test", settings=home).dataset_id


def look(home: Settings, day: date = JANUARY) -> int:
    """Examine the first measure; how many transitions that made."""
    return examine(home, "A1", Wish("six", 2024, day)).changed


def numbers(home: Settings) -> list[int | None]:
    """The numbers of all datasets."""
    with reading(home) as session:
        return sorted(session.exec(select(Dataset.id)), key=lambda number: number or 0)
