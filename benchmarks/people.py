"""How fast people are answered: `python -m benchmarks.people`; `--small` is a smoke test. Part of `make bench` as well.

A year of the Kirsanov roadmap with 400 schools, everything in this process: twenty people hand in at once, a table
hands in for every school, and it is asked why a measure stands. No neighbour does the like: the clock is the measure.
"""

import argparse
import resource
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter, sleep
from typing import TypeVar

from openpyxl import Workbook

from benchmarks.measuring import Measured
from models.records import School
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.years import open_cycle
from tasks.database import engine, migrate, reading, writing
from tasks.people import handover
from tasks.people.bulk import hand_in_table
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.people.why import lines, look
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import Author
from tasks.settings import Settings

ROADMAP, YEAR, MEASURE = "kirsanov-2024", 2024, "T05"
# One that every school does, and one at the end of the longest chain of them.
ASKED = (MEASURE, "T31")
BEGAN, TODAY = date(2024, 1, 15), date(2024, 3, 20)
SOMEBODY = Author("bench", "cli:bench")
PEOPLE, MUNICIPALITIES = 20, 20
# Seconds: a person who does nothing else hands in once a second.
LONGEST_PAUSE = 2.0
Told = TypeVar("Told")
MEDIAN_MS, P99_MS, BULK_SECONDS, WHY_MS = 50, 300, 2, 50


@dataclass(frozen=True)
class Year:
    """An open year in a home of its own, in which `MEASURE` can be handed in for each of these schools."""

    home: Settings
    schools: tuple[str, ...]


def year_of(folder: Path, schools: int) -> Year:
    """The year, its target group approved, what comes before the measure dropped."""
    home = Settings(home=folder, database_url=f"sqlite:///{folder / 'vekha.db'}")
    migrate(home)
    logins = tuple(f"edu68{number:04d}" for number in range(schools))
    with writing(home) as session:
        cycle = open_cycle(session, read_roadmap(ROADMAP), YEAR, as_of=BEGAN, author=SOMEBODY)
        session.add_all(_school(login, number) for number, login in enumerate(logins))
        session.flush()
        approve_group(session, cycle, logins, Approval("1", BEGAN, "bench", "решение"), as_of=BEGAN, author=SOMEBODY)
        for code in ("T01", "T02", "T04"):
            handover.waive(session, StepRef(ROADMAP, YEAR, code), "не требуется", as_of=BEGAN, author=SOMEBODY)
    return Year(home, logins)


def _school(login: str, number: int) -> School:
    place = f"район {number % MUNICIPALITIES:02d}"
    return School(login=login, code=login[-6:], name=f"Школа № {number}", municipality=place)


def hand_ins(year: Year) -> list[float]:
    """Seconds of each hand-in: so many people begin in the same instant, and each pauses before the next of theirs."""
    begin = Barrier(PEOPLE)

    def act(nth: int) -> list[float]:
        pauses, told = Random(nth), []
        begin.wait()
        for school in year.schools[nth::PEOPLE]:
            told.append(_seconds(partial(_hand_in, year, school)))
            sleep(pauses.uniform(0, LONGEST_PAUSE))
        return told

    with ThreadPoolExecutor(PEOPLE) as pool:
        return [one for told in pool.map(act, range(PEOPLE)) for one in told]


def _hand_in(year: Year, school: str) -> None:
    ref, paper = StepRef(ROADMAP, YEAR, MEASURE, school), Evidence(number="1", dated_on=BEGAN)
    with writing(year.home) as session:
        handover.submit(session, year.home, ref, [paper], as_of=TODAY, author=SOMEBODY)


def bulk(year: Year, folder: Path) -> float:
    """Seconds of handing in for every school by one table."""
    table = folder / "сдать.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Мероприятие", "Школа", "№", "Дата"])
    for school in year.schools:
        sheet.append([MEASURE, school, "1", "15.01.2024"])
    book.save(table)
    ref = StepRef(ROADMAP, YEAR, "")
    return _seconds(lambda: hand_in_table(year.home, table, ref, write=True, as_of=TODAY, author=SOMEBODY))


def why(year: Year, code: str) -> float:
    """Seconds of the answer to why the measure stands."""

    def ask() -> None:
        with reading(year.home) as session:
            assert list(lines(look(session, year.home, StepRef(ROADMAP, YEAR, code), TODAY)))

    return _seconds(ask)


def whys(year: Year, times: int) -> float:
    """The slower of two measures' median answers, each after a step has moved; the first, which reads all, left out."""
    seconds = {code: [why(year, code)][1:] for code in ASKED}
    for school in year.schools[:times]:
        _hand_in(year, school)
        for code in ASKED:
            seconds[code].append(why(year, code))
    return max(map(median, seconds.values()))


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def measured(schools: int, times: int) -> Iterator[Measured]:
    """The three lines, as results.json has them."""
    found = [_in_a_new_year(schools, lambda year, _folder: hand_ins(year)) for _nth in range(times)]
    middle, last = median(map(median, found)), median(quantiles(one, n=100)[98] for one in found)
    target = f"median <= {MEDIAN_MS} ms, p99 <= {P99_MS} ms"
    holds = middle * 1000 <= MEDIAN_MS and last * 1000 <= P99_MS
    title = f"hand_in_p99: {PEOPLE} people at once, {schools} hand-ins, median {middle * 1000:.0f} ms"
    yield _line(title, last, target, holds)
    seconds = median(_in_a_new_year(schools, bulk) for _nth in range(times))
    yield _line(f"bulk_submit_400: {schools} schools", seconds, f"<= {BULK_SECONDS} s", seconds <= BULK_SECONDS)
    worst = _in_a_new_year(schools, lambda year, _folder: whys(year, 10 * times))
    yield _line(f"why_400: {schools} schools", worst, f"<= {WHY_MS} ms", worst * 1000 <= WHY_MS)


def _in_a_new_year(schools: int, work: Callable[[Year, Path], Told]) -> Told:
    with TemporaryDirectory(prefix="vekha-bench-") as name:
        year = year_of(Path(name), schools)
        try:
            return work(year, Path(name))
        finally:
            engine(year.home.database).dispose()


def _line(name: str, seconds: float, target: str, holds: bool) -> Measured:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Measured(name, round(seconds, 3), "", None, None, peak, target, holds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="forty schools, once")
    parser.add_argument("--rounds", type=int, default=3, help="how many years of each")
    asked = parser.parse_args()
    for one in measured(40 if asked.small else 400, 1 if asked.small else asked.rounds):
        sys.stdout.write(f"{one.name}: {one.ours_s:.3f} s; {one.target}: {'holds' if one.holds else 'does not hold'}\n")


if __name__ == "__main__":
    main()
