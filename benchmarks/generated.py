"""Generates a country's results as the Parquet that loading leaves: a file for each municipality, year and kind.

Fast, not true to life: sizes, dtypes and the number of distinct values are, and one school in a few is low. What is
planted with a known truth belongs in tasks/sample.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.keys import pupil_keys
from benchmarks.registers import IN_CLASS, LETTERS, YEARS, write_registers
from models.records import Dataset
from tasks.sample.works import Work, vpr_works
from tasks.settings import Settings

ABSENT, NOT_ATTEMPTED = 0.03, 0.05
# (exam, subject, main day, share of the grade that takes it); the EGE subjects are scored, the others marked.
EXAMS = (
    ("ОГЭ", "русский язык", "06-03", 1.0),
    ("ОГЭ", "математика", "06-06", 1.0),
    ("ЕГЭ", "русский язык", "05-28", 0.5),
    ("ЕГЭ", "математика профильная", "05-31", 0.3),
    ("ЕГЭ", "математика базовая", "05-31", 0.2),
)
RESERVE_DAY, AGAIN, APPEALED = "06-24", 0.03, 0.01

LIST = "generated.json"

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scale:
    """How much is generated. pupils: in a grade, on average. detailed: works of which there are points by task."""

    schools: int
    municipalities: int
    pupils: int
    detailed: frozenset[tuple[int, str]]

    def of_schools(self, schools: int) -> "Scale":
        """The same with another number of schools in municipalities of the same size."""
        municipalities = max(1, self.municipalities * schools // self.schools)
        return Scale(schools, municipalities, self.pupils, self.detailed)


@dataclass(frozen=True)
class Generated:
    """What was written: its home, its files as the database would list them, rows by frame, bytes."""

    settings: Settings
    datasets: tuple[Dataset, ...]
    rows: dict[str, int]
    size: int

    @property
    def results(self) -> int:
        """Pupils' works and exams."""
        return self.rows["vpr"] + self.rows["gia"]

    def files(self, frame: str) -> list[str]:
        """The Parquet files of a frame."""
        names = [json.loads(one.frames).get(frame) for one in self.datasets]
        return [str(self.settings.frames / f"{name}.parquet") for name in names if name]


def generate(folder: Path, scale: Scale, seed: int = 7) -> Generated:
    """Write the results of both years, the register, assignments and tasks; the same arguments give the same rows."""
    settings = Settings(home=folder)
    settings.frames.mkdir(parents=True, exist_ok=True)
    rows = dict.fromkeys(("vpr", "vpr_tasks", "gia"), 0)
    listed: list[tuple[str, int, dict[str, str]]] = []
    for place, schools in enumerate(np.array_split(np.arange(scale.schools), scale.municipalities)):
        for year in YEARS:
            town = _Town(np.random.default_rng([seed, place, year]), year, schools, scale)
            for kind, tables in (("vpr", town.works()), ("ege", {"gia": town.exams()})):
                names = {frame: f"{frame}-{year}-{place:05}" for frame in tables}
                for frame, table in tables.items():
                    pq.write_table(table, settings.frames / f"{names[frame]}.parquet", compression="zstd")
                    rows[frame] += len(table)
                listed.append((kind, year, names))
    logins = [_login(school) for school in range(scale.schools)]
    for kind, name in write_registers(settings, logins, scale.pupils).items():
        listed.append((kind, YEARS[-1], {kind: name}))
    (folder / LIST).write_text(json.dumps({"rows": rows, "files": listed}), encoding="utf8")
    return generated(folder)


def generated(folder: Path) -> Generated:
    """What was written into this folder before."""
    settings, told = Settings(home=folder), json.loads((folder / LIST).read_text(encoding="utf8"))
    datasets = tuple(_dataset(number, *one) for number, one in enumerate(told["files"], 1))
    return Generated(settings, datasets, told["rows"], sum(path.stat().st_size for path in settings.frames.iterdir()))


def _dataset(number: int, kind: str, year: int, frames: dict[str, str]) -> Dataset:
    return Dataset(
        id=number,
        kind=kind,
        slot=f"{year}/{number}",
        year=year,
        source_name=f"{number}.csv",
        sha256=f"{number:064}",
        rows=0,
        frames=json.dumps(frames),
        loaded_at=datetime(2024, 9, 1, tzinfo=UTC),
        loaded_by="benchmark",
        purpose="benchmark",
        legal_ground="",
    )


def _login(school: int) -> str:
    return f"edu{school + 100000:06}"


class _Town:
    """One municipality in one year; every table is made whole, column by column."""

    def __init__(self, rng: np.random.Generator, year: int, schools: Numbers, scale: Scale) -> None:
        self.rng, self.year, self.scale = rng, year, scale
        self.schools = pa.array([_login(int(school)) for school in schools])
        self.grades = {grade: self._grade(len(schools)) for grade in (4, 5, 6, 7, 8, 9, 11)}

    def _grade(self, schools: int) -> tuple[Numbers, Numbers, pa.Array]:
        """A grade's pupils: school, place of the class's letter, key."""
        most = 2 * self.scale.pupils - 6
        school = np.repeat(np.arange(schools), self.rng.integers(6, max(most, 6) + 1, schools))
        place = np.arange(len(school)) - np.searchsorted(school, school)
        return school, place // IN_CLASS, pupil_keys(self.rng, len(school))

    def works(self) -> dict[str, pa.Table]:
        """The frames of VPR: a row for each pupil's work, and for each task of the detailed ones."""
        works, points = [], []
        for work in vpr_works():
            rows = self._work(work)
            works.append(rows)
            if (work.grade, work.subject) in self.scale.detailed:
                points.append(self._points(work, rows))
        tables = {"vpr": pa.concat_tables(works)}
        return tables | ({"vpr_tasks": pa.concat_tables(points)} if points else {})

    def _head(self, grade: int, subject: str, rows: Numbers | slice = slice(None)) -> dict[str, pa.Array]:
        school, letter, pupils = self.grades[grade]
        school, letter = school[rows], letter[rows]
        return {
            "year": np.full(len(school), self.year),
            "grade": np.full(len(school), grade),
            "subject": pa.DictionaryArray.from_arrays(np.zeros(len(school), np.int32), [subject]).cast(pa.string()),
            "school": self.schools.take(school),
            "class_name": pa.array([f"{grade}{one}" for one in LETTERS]).take(letter),
            "pupil": pupils.take(pa.array(rows)) if isinstance(rows, np.ndarray) else pupils,
        }

    def _marks(self, school: Numbers) -> Numbers:
        """2–5; how many get «2» depends on the school."""
        low = self.rng.beta(1.2, 9, len(self.schools))[school]
        drawn = self.rng.random(len(school))
        rest = np.clip((drawn - low) / (1 - low), 0, 1)
        return np.where(drawn < low, 2, 3 + (rest > 0.4) + (rest > 0.8))

    def _work(self, work: Work) -> pa.Table:
        head, mark = self._head(work.grade, work.subject), self._marks(self.grades[work.grade][0])
        absent = self.rng.random(len(mark)) < ABSENT
        primary = np.array([0, 0, work.cuts[0] - 1, *work.cuts])[mark]
        return pa.table(
            head
            | {
                "variant": pa.array(["1", "2"]).take(self.rng.integers(0, 2, len(mark))),
                "primary": pa.array(primary, mask=absent),
                "mark": pa.array(mark, mask=absent),
                "journal_mark": pa.array(mark, mask=absent),
            }
        )

    def _points(self, work: Work, rows: pa.Table) -> pa.Table:
        """Pupil by pupil, task by task, of those who were there."""
        there = np.flatnonzero(rows["mark"].is_valid().to_numpy())
        pupil, task = np.repeat(there, len(work.tasks)), np.tile(np.arange(len(work.tasks)), len(there))
        highest = work.points.astype(np.int64)[task]
        score = (self.rng.random(len(task)) * (highest + 1)).astype(np.int64)
        names = ["year", "grade", "subject", "school", "class_name", "pupil"]
        head = rows.select(names).take(pa.array(pupil))
        return pa.table(
            {name: head[name] for name in names}
            | {
                "task": pa.array([one.name for one in work.tasks]).take(task),
                "score": pa.array(score, mask=self.rng.random(len(task)) < NOT_ATTEMPTED),
                "max_score": highest,
            }
        )

    def exams(self) -> pa.Table:
        """The frame of ГИА: main days, some pupils again on the reserve day, some appeals."""
        parts = []
        for exam, subject, day, share in EXAMS:
            grade = 9 if exam == "ОГЭ" else 11
            takers = np.flatnonzero(self.rng.random(len(self.grades[grade][0])) < share)
            again = takers[self.rng.random(len(takers)) < AGAIN]
            appealed = takers[self.rng.random(len(takers)) < APPEALED]
            for rows, held_on, state in ((takers, day, 0), (again, RESERVE_DAY, 0), (appealed, day, 1)):
                parts.append(self._exam((exam, subject), grade, rows, f"{self.year}-{held_on}", state))
        return pa.concat_tables(parts)

    def _exam(self, exam: tuple[str, str], grade: int, rows: Numbers, held_on: str, state: int) -> pa.Table:
        head, mark = self._head(grade, exam[1], rows), self._marks(self.grades[grade][0][rows])
        is_scored = exam[0] == "ЕГЭ" and "базовая" not in exam[1]
        nothing = pa.nulls(len(mark), pa.int64())
        return pa.table(
            {
                "year": head["year"],
                "exam": pa.array([exam[0]] * len(mark), pa.string()),
                "subject": head["subject"],
                "held_on": pa.array([held_on] * len(mark), pa.string()),
                "state": np.full(len(mark), state),
                "school": head["school"],
                "class_name": head["class_name"],
                "pupil": head["pupil"],
                "primary": pa.array(mark * 4),
                "score": pa.array(np.array([0, 0, 14, 45, 60, 85])[mark]) if is_scored else nothing,
                "mark": nothing if is_scored else pa.array(mark),
            }
        )
