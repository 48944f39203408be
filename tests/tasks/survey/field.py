"""A region that is surveyed: two schools of the register, forms filled in as a test says, loaded by the usual way."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tasks.data.loading import LoadReport, load_file
from tasks.database import reading, writing
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.record.book import find_cycle
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tasks.survey.deciding import choose, verify
from tasks.survey.profiling import Survey, survey_of
from tests.factories import ANNA, BORIS, FIRST, SECOND, opened, six_with

DAY = date(2024, 4, 10)
REGISTER = f"""Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей
{FIRST};680001;6829000001;Школа № 1;Кирсанов;СОШ;;100;12
{SECOND};680002;6829000002;Школа № 2;Мичуринск;СОШ;;100;12
"""
HEAD = "year,school_login,respondent_group,respondent_no,question_code,answer\n"
ENOUGH = {"director": 1, "teacher": 6, "pupil": 10, "parent": 6}


def surveyed(home: Settings, folder: Path, draft: str = "risk_profile") -> None:
    """The year is open for two schools, the register is loaded, B2 draws their profiles."""
    paper = {"deliverables": ("Рисковый профиль",), "acceptance": None}
    opened(home, FIRST, SECOND, roadmap=six_with("B2", draft=draft, prerequisites=(), **paper))
    load(home, folder, "schools.csv", REGISTER)


def load(home: Settings, folder: Path, name: str, text: str) -> LoadReport:
    """A file is loaded as people load it."""
    path = folder / name
    path.write_text(text, "utf8")
    return load_file(path, actor="cli:anna", settings=home)


def answers(home: Settings, school: str, people: Mapping[str, int], answer: int = 3, year: int = 2024) -> str:
    """A plain table in which so many people of each group give every question the same answer."""
    asked = QUESTIONNAIRES.of_year(home, year)
    return "".join(
        f"{year},{school},{group},{person},{question.code},{answer}\n"
        for group, count in people.items()
        for person in range(1, count + 1)
        for question in asked.of_group(group)
    )


def survey(home: Settings) -> Survey:
    """The survey as it stands."""
    with reading(home) as session:
        return survey_of(session, home, find_cycle(session, "six", 2024))


def confirm(home: Settings, school: str) -> None:
    """The curator confirms every factor."""
    computed = survey(home).computed(school)
    with writing(home) as session:
        verify(session, locked_cycle(session, "six", 2024), school, computed, computed, as_of=DAY, author=ANNA)


def pick(home: Settings, school: str, *factors: str) -> None:
    """The school chooses factors."""
    computed = survey(home).computed(school)
    with writing(home) as session:
        choose(session, locked_cycle(session, "six", 2024), school, computed, factors, as_of=DAY, author=BORIS)
