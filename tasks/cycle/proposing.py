"""Propose the target group: the schools that the latest low-results step listed, with the numbers behind each."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.errors import NotFound
from models.language import _
from models.records import Computation, Cycle, ListedSchool, School, Step
from tasks.database import reading
from tasks.settings import Settings

LISTS_SCHOOLS = "low_results"


@dataclass(frozen=True)
class Proposed:
    """A school that the rules list: R1, R2, and the low procedures («ВПР 5, математика: 2024 — 21 из 67»)."""

    school: str
    name: str
    municipality: str
    r1: bool
    r2: bool
    small_n: bool
    procedures: str


def proposed_schools(settings: Settings, roadmap: str, year: int) -> list[Proposed]:
    """The schools listed by the latest computed step that falls due by the end of that year."""
    with reading(settings) as session:
        latest = session.exec(
            select(Step)
            .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
            .join(Computation, col(Computation.step_id) == col(Step.id))
            .where(Cycle.roadmap == roadmap, col(Step.due_on) <= date(year, 12, 31))
            .where(Computation.analysis == LISTS_SCHOOLS, Computation.result_sha256 != "")
            .order_by(col(Step.due_on).desc(), col(Step.id).desc())
        ).first()
        if latest is None:
            raise NotFound(_("Школы ещё не посчитаны: загрузите результаты и запустите vekha run analysis."))
        query = (
            select(ListedSchool, School)
            .join(School, col(School.login) == col(ListedSchool.school))
            .where(ListedSchool.step_id == latest.id)
            .order_by(col(ListedSchool.school))
        )
        return [_proposed(listed, school) for listed, school in session.exec(query)]


def _proposed(listed: ListedSchool, school: School) -> Proposed:
    return Proposed(
        school.login, school.name, school.municipality, listed.r1, listed.r2, listed.small_n, listed.procedures
    )
