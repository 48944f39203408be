"""How long the daily look at the ladder takes: `python -m benchmarks.sweep`. A line for each number of schools.

An invented region: 150 measures of each school in each of five years, all of the past years closed but for a few. What
is measured is the sweep of a morning: the rungs that have come, their texts, and the outbox; then the sweep that finds
nothing new. docs/performance.md keeps what was measured.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlmodel import col, func, select

from benchmarks.contenders import peak_mib
from benchmarks.measuring import Measured
from models.records import Cycle, Notice, NoticeStep, RoadmapVersion, School, Step
from models.roadmap.definition import Roadmap
from models.roadmap.plan import as_json
from models.steps.status import Status
from tasks.database import engine, migrate, reading, writing
from tasks.people.reminding import remind
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import locked_cycle
from tasks.settings import Settings

MEASURES, YEARS, SCHOOLS = 150, (2020, 2021, 2022, 2023, 2024), 500
CURVE = (125, 250, 500, 1000)
SECONDS = 2.0
TODAY = date(2024, 9, 10)
# A morning: of each measure so many days before or after today its deadline lies; one in fifty has been forgotten.
SPREAD, FORGOTTEN = 170, 50


@dataclass(frozen=True)
class Swept:
    """One look: how many steps there are, how many facts were owed, the seconds of the first and second sweep."""

    schools: int
    steps: int
    owed: int
    first: float
    second: float
    peak_mib: int


def invented() -> Roadmap:
    """A roadmap of 150 measures that schools carry out, each with a document."""
    shipped = read_roadmap("kirsanov-2024")
    model = next(one for one in shipped.measures if one.unit == "school" and not one.action)
    measures = tuple(
        model.model_copy(update={"code": f"M{n:03}", "item": str(n), "parties": ("school",), "lead": None,
                                 "prerequisites": (), "data": (), "checks": ()})
        for n in range(MEASURES)
    )  # fmt: skip
    said = {name: getattr(shipped, name) for name in Roadmap.model_fields}
    return Roadmap(**(said | {"name": "sweep", "measures": measures}))


def settle(settings: Settings, roadmap: Roadmap, schools: int) -> int:
    """Fill the database; how many steps there are."""
    now = datetime(2024, 1, 1, tzinfo=UTC)
    with writing(settings) as session:
        version = RoadmapVersion(
            name=roadmap.name, sha256="s", definition=roadmap.model_dump_json(), plan=as_json(()), recorded_at=now
        )
        session.add(version)
        session.flush()
        registered = [
            {"login": f"edu{n:06}", "code": f"{n:06}", "name": f"Школа № {n}", "municipality": f"район {n % 30}",
             "inn": "", "kind": ""} for n in range(schools)
        ]  # fmt: skip
        session.connection().execute(sa.insert(School), registered)
        for year in YEARS:
            cycle = Cycle(roadmap=roadmap.name, year=year, version_id=version.id or 0, opened_at=now)
            session.add(cycle)
            session.flush()
            session.connection().execute(sa.insert(Step), list(_steps(cycle.id or 0, year, schools)))
    with reading(settings) as session:
        return session.exec(select(func.count(col(Step.id)))).one()


def _steps(cycle: int, year: int, schools: int) -> Iterator[dict[str, object]]:
    """The year's steps: what was due is closed, but for a few; what is to come is open."""
    for measure in range(MEASURES):
        due_on = TODAY.replace(year=year) + timedelta(days=measure * 2 - SPREAD)
        for school in range(schools):
            is_closed = (due_on < TODAY or year != TODAY.year) and (school + measure) % FORGOTTEN > 0
            yield {
                "cycle_id": cycle, "measure": f"M{measure:03}", "occurrence": f"{due_on}/{due_on}",
                "unit": f"edu{school:06}", "opens_on": due_on - timedelta(days=60), "due_on": due_on,
                "status": Status.DONE if is_closed else Status.OPEN, "closed_on": due_on if is_closed else None,
                "reason": "", "result": "", "version": 1, "planned_by": "s",
            }  # fmt: skip


def morning(settings: Settings) -> tuple[int, float]:
    """A sweep over all cycles: the facts owed, and the seconds that it took."""
    began, owed = time.perf_counter(), 0
    for year in YEARS:
        with writing(settings) as session:
            owed += remind(session, settings, locked_cycle(session, "sweep", year), TODAY)
    return owed, time.perf_counter() - began


def swept(schools: int, rounds: int) -> Swept:
    """So many first sweeps, each of an outbox that knows of yesterday; the median one. Then one that finds nothing."""
    roadmap = invented()
    with TemporaryDirectory(prefix="vekha-sweep-") as folder:
        settings = Settings(home=Path(folder), database_url=f"sqlite:///{folder}/vekha.db")
        migrate(settings)
        steps = settle(settings, roadmap, schools)
        seen = []
        for _round in range(rounds):
            _as_yesterday(settings)
            seen.append(morning(settings))
        owed, first = sorted(seen, key=lambda one: one[1])[len(seen) // 2]
        _nothing, second = morning(settings)
        engine(settings.database).dispose()
        return Swept(schools, steps, owed, first, second, peak_mib())


def _as_yesterday(settings: Settings) -> None:
    """The outbox as the day before left it: everything owed until then, nothing of today."""
    with writing(settings) as session:
        for table in (NoticeStep, Notice):
            session.connection().execute(sa.delete(table))
    for year in YEARS:
        with writing(settings) as session:
            remind(session, settings, locked_cycle(session, "sweep", year), TODAY - timedelta(days=1))


def sweeps(found: list[Swept]) -> Iterator[Measured]:
    """The lines of results.json: the time at 375,000 steps, and how it grows with them."""
    for one in found:
        if one.schools == SCHOOLS:
            name = f"sweep_375k: {one.steps} steps, {one.owed} facts"
            slower = max(one.first, one.second)
            yield Measured(
                name, round(one.first, 2), "", None, None, one.peak_mib, f"<= {SECONDS:g} s", slower <= SECONDS
            )
    for less, more in pairwise(found):
        ratio = more.first / less.first
        yield Measured(
            name=f"sweep_curve: {less.steps} to {more.steps} steps",
            ours_s=round(more.first, 2),
            peer="half the schools",
            peer_s=round(less.first, 2),
            ratio=round(ratio, 2),
            peak_mib=more.peak_mib,
            target="<= 2.5 x half the schools",
            holds=ratio <= 2.5,
        )


def table(found: list[Swept]) -> Iterator[str]:
    """The Markdown lines."""
    yield "| Школ | Шагов | Новых фактов | Утренний обход, с | Повторный, с |"
    yield "|" + " --- |" * 5
    for one in found:
        numbers = [f"{n:,}".replace(",", " ") for n in (one.schools, one.steps, one.owed)]
        yield "| " + " | ".join([*numbers, *(f"{s:.2f}".replace(".", ",") for s in (one.first, one.second))]) + " |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="only the smallest sizes")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for line in table([swept(schools, asked.rounds) for schools in ((4, 8) if asked.small else CURVE)]):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
