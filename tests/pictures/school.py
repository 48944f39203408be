"""The papers of one school's year, as they are printed: the demo is played, and what was handed in is rendered.

Played in this process, without Prefect. LibreOffice makes the .docx a .pdf, poppler makes that a picture a page.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from deployments.demo.improvising import result_years, script_for
from deployments.demo.performance import PUPILS, SCHOOLS
from deployments.demo.play import Stage, bill, play
from deployments.demo.story import told_of
from models.records import Cycle, Deliverable, Step
from tasks.database import engine, migrate, reading
from tasks.passport.material import material
from tasks.passport.writing import passports
from tasks.people.evidence import place
from tasks.reading.roadmap import read_roadmap
from tasks.sample.generation import generate
from tasks.settings import Settings
from tests.pictures.files import PICTURES, keep
from tests.stories.directly import Directly

ROADMAP, SEED = "kirsanov-2024", 7
FOLDER = PICTURES / "school"
WIDTH, RESOLUTION = 820, 110  # pixels; dots an inch, somewhat more than that
PASSPORT_ON = date(2024, 10, 15)


@dataclass(frozen=True)
class Paper:
    """A paper of the year.

    picture: its file's name; begins: how the name of the paper's file does; pages: how many are shown at most
    """

    picture: str
    measure: str
    begins: str
    pages: int = 3


PAPERS = (
    Paper("low-results", "T01", "Справка о школах", pages=2),
    Paper("risk-profile", "T03", "Рисковый профиль"),
    Paper("curators-order", "T04", "Приказ о назначении кураторов"),
    Paper("partner-agreement", "T05", "Соглашение"),
    Paper("programme", "T06.2", "Программа помощи"),
    Paper("school-plan", "T06.3", "План школы"),
    Paper("curator-report", "T29", "Отчёт куратора"),
    Paper("mentor-plan", "T24.2", "План работы с наставниками"),
    Paper("corrected-plan", "T16", "Скорректированный план"),
    Paper("consolidation-plan", "T11", "План закрепления"),
    Paper("school-report", "T30", "Аналитический отчёт"),
)


def take() -> None:
    """Play, then take every paper of the school that the story is of, and its passport."""
    with tempfile.TemporaryDirectory() as folder:
        home = Settings(home=Path(folder), database_url=f"sqlite:///{folder}/vekha.db")
        _play(home)
        for picture in FOLDER.glob("*.png"):
            picture.unlink()
        for name, content, pages in _papers(home):
            _render(name, content, pages, Path(folder))
        engine(home.database).dispose()


def _play(home: Settings) -> None:
    """The demo's own play of its own region, from the first day to the last."""
    migrate(home)
    roadmap = read_roadmap(ROADMAP)
    first_year = result_years(roadmap)[0]
    region = generate(home.root / "sample", SEED, SCHOOLS, PUPILS, first_year=first_year)
    stage = Stage(home, ROADMAP, roadmap, script_for(roadmap), region, Directly(home))
    for day in bill(stage):
        play(stage, day)


def _papers(home: Settings) -> Iterator[tuple[str, bytes, int]]:
    """The picture's name, the .docx and how many pages to show, of each paper and of the passport."""
    with reading(home) as session:
        school = told_of(session, ROADMAP)
        assert school, "nobody's papers were handed in"
        for paper in PAPERS:
            yield paper.picture, place(home, _handed_in(session, paper, school).sha256).read_bytes(), paper.pages
        told = material(session, home, ROADMAP, PASSPORT_ON.year, PASSPORT_ON)
    (page,) = passports(told, [school])
    yield "passport", page.content, 1


def _handed_in(session: Session, paper: Paper, school: str) -> Deliverable:
    """The last such paper with a file that was handed in for the first of the measure's steps."""
    query = (
        select(Deliverable)
        .join(Step, col(Step.id) == col(Deliverable.step_id))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .where(Cycle.roadmap == ROADMAP, Step.measure == paper.measure, col(Step.unit).in_(("", school)))
        .where(col(Deliverable.file_name).startswith(paper.begins), col(Deliverable.file_name).endswith(".docx"))
    )
    found = session.exec(query.order_by(col(Step.due_on), col(Deliverable.id).desc())).first()
    assert found, f"{paper.measure} was handed in without «{paper.begins}»"
    return found


def _render(name: str, content: bytes, pages: int, folder: Path) -> None:
    """The first pages of a .docx as pictures: `risk-profile-1.png`, …"""
    (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/office"  # of its own: it needs no other LibreOffice to be closed
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / f"{name}.docx"))
    _run("pdftoppm", "-png", "-r", str(RESOLUTION), "-l", str(pages), str(folder / f"{name}.pdf"), str(folder / name))
    for number, taken in enumerate(sorted(folder.glob(f"{name}-*.png")), 1):
        keep(taken, FOLDER / f"{name}-{number}.png", WIDTH)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)
