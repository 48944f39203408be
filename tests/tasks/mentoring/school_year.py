"""A year with a computed need of support and loaded lists: three schools in need or helping, four mentors."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlmodel import Session, select

from models.records import Computation, MentorPair, ResultTable, Step
from tasks.data.datasets import save_frame
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.mentoring import pairs
from tasks.mentoring.pairs import Mentor, Need, Order
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, SECOND, THIRD, held, opened

T1, T2, T3 = (Need(FIRST, f"У-{n}", "математика") for n in (1, 2, 3))
M1, M2 = Mentor(SECOND, "У-1"), Mentor(THIRD, "У-1")
ORDER = Order("17", date(2024, 2, 10))
SCHOOLS = "Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей\n" + "".join(
    f"{login};11100{n};682900000{n};МБОУ «СОШ № {n}»;Лесной район;СОШ;;300;20\n"
    for n, login in enumerate((FIRST, SECOND, THIRD), 1)
)
MENTORS = (
    "Логин;Код наставника;Предмет;Уровни;Языки;Сколько учителей\n"
    f"{SECOND};У-1;Математика;ООО;русский;2\n{THIRD};У-1;Математика;ООО;русский;2\n"
)


def year_with_needs(home: Settings, folder: Path, *needs: Need) -> None:
    """A cycle whose first step has computed that these teachers need support."""
    opened(home, FIRST)
    lists_loaded(home, folder)
    _needed(home, *needs)


def lists_loaded(home: Settings, folder: Path) -> None:
    """The register and the list of mentors."""
    for name, text in (("schools.csv", SCHOOLS), ("mentors.csv", MENTORS)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        load_file(path, actor="Анна", settings=home)


def _needed(home: Settings, *needs: Need) -> None:
    table = pd.DataFrame([(*need, "5А") for need in needs], columns=["school", "teacher", "subject", "class_name"])
    frame = save_frame(home, table.astype("string"))
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        assert step.id is not None
        at = datetime.now(UTC)
        told = {"fingerprint": "a", "sources": "[]", "result_sha256": "b", "facts": "{}", "computed_at": at}
        session.add(Computation.model_validate({"step_id": step.id, "analysis": "teacher_support", **told}))
        session.add(ResultTable(step_id=step.id, name="list", frame=frame, rows=len(table), restricted=True))


def appoint(home: Settings, *wanted: tuple[Need, Mentor], as_of: date = FEBRUARY) -> list[MentorPair]:
    with writing(home) as session:
        return pairs.approve(session, held(session), wanted, ORDER, as_of=as_of, author=ANNA)


def who_stands(home: Settings) -> dict[Need, Mentor]:
    with reading(home) as session:
        return {pairs.need_of(one): pairs.mentor_of(one) for one in pairs.standing(session, held(session))}


def all_pairs(session: Session) -> list[MentorPair]:
    return list(session.exec(select(MentorPair).order_by(MentorPair.id)))  # type: ignore[arg-type]
