"""Arranges records for tests of flows, by the functions that people's commands call; reads them back for comparison."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.records import Cycle, JournalEntry, Notice, School, Step
from models.roadmap.definition import Phase, Roadmap
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.years import open_cycle
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import Author
from tasks.settings import Settings
from tests.tasks.survey.field import ENOUGH, HEAD, answers

KIRSANOV, YEAR = "kirsanov-2024", 2024
SCHOOLS = ("edu680101", "edu680102")
ANNA = Author("Анна", "cli:anna")
JANUARY = date(2024, 1, 10)
HEADINGS = "Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей\n"


@lru_cache
def kirsanov() -> Roadmap:
    """The shipped roadmap."""
    return read_roadmap(KIRSANOV)


def without_prerequisites(code: str) -> Roadmap:
    """The shipped roadmap, this measure waiting for nothing."""
    return with_changed(code, prerequisites=())


def with_changed(code: str, **changes: object) -> Roadmap:
    """The shipped roadmap, this measure defined otherwise."""
    measures = tuple(one.model_copy(update=changes) if one.code == code else one for one in kirsanov().measures)
    # Not a copy: a copy would keep the answers that the first one has cached.
    return Roadmap(**{name: getattr(kirsanov(), name) for name in Roadmap.model_fields} | {"measures": measures})


def boxes(phase: Phase) -> dict[str, str]:
    """By code, the boxes that the YAML means: the phase's measures, and others that they wait for."""
    own = kirsanov().of_phase(phase)
    needed = {one.measure for measure in own for one in measure.prerequisites} - {measure.code for measure in own}
    named = {measure.code: f"{measure.code} {measure.title}" for measure in own}
    return named | {code: f"↗ {code} {kirsanov().by_code[code].title}" for code in needed}


@dataclass(frozen=True)
class Home:
    """A VEKHA_HOME and what people do in it."""

    settings: Settings

    @classmethod
    @contextmanager
    def made(cls, root: Path, template: Path) -> "Iterator[Home]":
        """A home with an empty migrated database; the environment points at it inside the block."""
        root.mkdir(exist_ok=True)
        shutil.copy(template, root / "vekha.db")
        home = cls(Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}"))
        with home.meant():
            yield home

    @contextmanager
    def meant(self) -> Iterator[None]:
        """The environment points at this home."""
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("VEKHA_HOME", str(self.settings.root))
            environment.delenv("VEKHA_DATABASE_URL", raising=False)
            yield

    def opened(self, *, simulated: bool, roadmap: Roadmap | None = None, year: int = YEAR) -> "Home":
        """With the year's cycle open and two schools in its target group."""
        with writing(self.settings) as session:
            cycle = open_cycle(session, roadmap or kirsanov(), year, as_of=JANUARY, author=ANNA, simulated=simulated)
            for number, login in enumerate(SCHOOLS, 1):
                session.merge(
                    School(login=login, code=f"11100{number}", name=f"СОШ №{number}", municipality="Кирсанов")
                )
            session.flush()
            approve_group(session, cycle, SCHOOLS, Approval("17", JANUARY, "Анна"), as_of=JANUARY, author=ANNA)
        return self

    def answered(self) -> "Home":
        """With the register and everybody's answers of both schools loaded, as people load them."""
        names = zip(SCHOOLS, ("111001", "111002"), strict=True)
        rows = "".join(f"{login};{code};6829{code};СОШ;Кирсанов;СОШ;;100;12\n" for login, code in names)
        told = HEAD + "".join(answers(self.settings, school, ENOUGH) for school in SCHOOLS)
        for name, text in (("schools.csv", HEADINGS + rows), ("answers.csv", told)):
            path = self.settings.root / name
            path.write_text(text, "utf8")
            load_file(path, actor=ANNA.via, settings=self.settings)
            path.unlink()
        return self

    def submitted(self, code: str, day: date, *, unit: str = "", number: str = "7") -> Outcome:
        """Every document of the step handed in by № and date."""
        papers = [Evidence(title=title, number=number, dated_on=day) for title in kirsanov().by_code[code].deliverables]
        with writing(self.settings) as session:
            ref = StepRef(KIRSANOV, YEAR, code, unit)
            return handover.submit(session, self.settings, ref, papers, as_of=day, author=ANNA)

    def accepted(self, code: str, day: date, *, unit: str = "", number: str = "7") -> Outcome:
        """Handed in and accepted."""
        self.submitted(code, day, unit=unit, number=number)
        with writing(self.settings) as session:
            return handover.accept(session, StepRef(KIRSANOV, YEAR, code, unit), as_of=day, author=ANNA)

    def returned(self, code: str, day: date, reason: str) -> Outcome:
        """Handed in and given back."""
        self.submitted(code, day)
        with writing(self.settings) as session:
            return handover.give_back(session, StepRef(KIRSANOV, YEAR, code), reason, as_of=day, author=ANNA)

    def waived(self, code: str, day: date, reason: str, *, unit: str = "") -> Outcome:
        """Dropped with a reason."""
        with writing(self.settings) as session:
            return handover.waive(session, StepRef(KIRSANOV, YEAR, code, unit), reason, as_of=day, author=ANNA)

    def reopened(self, code: str, day: date, reason: str) -> Outcome:
        """Opened again."""
        with writing(self.settings) as session:
            return handover.reopen(session, StepRef(KIRSANOV, YEAR, code), reason, as_of=day, author=ANNA)

    def eventful(self) -> None:
        """All have answered, T02 and T03 are done, T02's document turns out to be another; one returned, one waived."""
        self.answered()
        self.accepted("T02", date(2024, 2, 20))
        for school in SCHOOLS:
            self.accepted("T03", date(2024, 3, 20), unit=school)
        self.reopened("T02", date(2024, 4, 1), "решение сессии переписано")
        self.accepted("T02", date(2024, 4, 2), number="7-а")
        self.submitted("T04", date(2024, 4, 20))
        self.waived("T07", date(2024, 5, 2), "опорных школ нет")
        self.returned("T21.2", date(2024, 6, 1), "нет списка участников")

    def steps(self) -> dict[tuple[int, str, str, str], str]:
        """Every step's status by cycle, measure, occurrence, unit."""
        with reading(self.settings) as session:
            return {(s.cycle_id, s.measure, s.occurrence, s.unit): s.status.value for s in session.exec(select(Step))}

    def moves(self) -> list[tuple[str, ...]]:
        """What the journal says was done to what, leaving aside who, when and in which order."""
        with reading(self.settings) as session:
            entries = session.exec(select(JournalEntry))
            return sorted((e.measure, e.occurrence, e.unit, e.move.value, e.to_status, e.reason) for e in entries)

    def authors(self) -> list[tuple[str, str]]:
        """Who acted by which door, in the journal's order."""
        with reading(self.settings) as session:
            entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.id)))
            return [(entry.actor, entry.via) for entry in entries]

    def notices(self) -> list[str]:
        """The keys of the owed notices."""
        with reading(self.settings) as session:
            return sorted(session.exec(select(Notice.key)))

    def cycles(self) -> Sequence[Cycle]:
        """The open cycles."""
        with reading(self.settings) as session:
            return session.exec(select(Cycle).order_by(col(Cycle.year))).all()

    def everything(self) -> tuple[object, ...]:
        """All that a run could have changed."""
        return self.steps(), self.moves(), self.notices(), [cycle.model_dump() for cycle in self.cycles()]
