"""How long a year's five phases compute: `python -m benchmarks.phases`; `--small` is a smoke test. In `make bench` too.

A generated region, loaded in the real formats, is led through Kirsanov's phases by the functions that runs and commands
use, without Prefect: what is computed, what Vekha proposes, what people decide on it. Loading is not counted; papers
are a line of their own. No neighbour does the like: the clock is the measure. Processor time shows how the cost grows.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.contenders import peak_mib
from benchmarks.measuring import Measured
from deployments.demo.deeds import COORDINATOR, SCHOOL
from deployments.demo.helping import appoint_helpers, appoint_mentors, hold_meetings
from deployments.demo.surveying import decide_profiles
from models.support.choosing import Capacity
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.proposing import proposed_schools
from tasks.cycle.years import open_cycle
from tasks.data.loading import load_file
from tasks.database import engine, migrate, reading, writing
from tasks.drafting.contract import Asked
from tasks.drafting.handing_in import drafts_of
from tasks.final_session.material import material
from tasks.people import handover
from tasks.people.step_ref import StepRef
from tasks.reading.catalogue import CATALOGUES
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle, read_book, steps_of
from tasks.record.writer import locked_cycle
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.sample.careers import LEAST_SCHOOLS
from tasks.sample.generation import Kind, Region, generate
from tasks.settings import Settings
from tasks.support.deciding import agree, approve, send
from tasks.support.factors import factors_known
from tasks.support.proposing import Basis, low_procedures, propose

ROADMAP, YEAR = "kirsanov-2024", 2024
OF_YEAR = StepRef(ROADMAP, YEAR, "")
JANUARY, SPRING, AUGUST, AUTUMN, DECEMBER = (
    date(2024, 1, 31), date(2024, 4, 30), date(2024, 8, 31), date(2024, 9, 30), date(2024, 12, 31)
)  # fmt: skip
REGISTERS = (Kind.SCHOOLS, Kind.MENTORS, Kind.NEIGHBOURS, Kind.CONDITIONS, Kind.CURATORS, Kind.PARTNERS)
RESULTS = (Kind.ASSIGNMENTS, Kind.TASKS, Kind.SCALES, Kind.VPR, Kind.GIA, Kind.APPEALS, Kind.ANSWERS)
RESULT_YEARS = range(2022, 2025)
PUPILS = 300
SIZES, SECONDS, TIMES_TEN = (40, 400), 120, 12
# By day, the measures whose paper Vekha prepares then.
PAPERS = (
    (SPRING, ("T03", "T04", "T05", "T06.2", "T06.3", "T07", "T30", "T32")),
    (AUTUMN, ("T11", "T16", "T24.2", "T29")),
    (DECEMBER, ("T29", "T31")),
)


@dataclass(frozen=True)
class Led:
    """A year led through its phases. listed: schools of the list; seconds, processor: by stage; papers: how many."""

    schools: int
    listed: int
    seconds: dict[str, float]
    processor: dict[str, float]
    papers: int

    def computing(self, clock: dict[str, float]) -> float:
        """Everything but papers."""
        return sum(span for stage, span in clock.items() if stage != "papers")


def region_of(folder: Path, schools: int) -> Settings:
    """A home with the region's registers, results and answers, and the year open."""
    home = Settings(home=folder / "home", database_url=f"sqlite:///{folder / 'home' / 'vekha.db'}")
    migrate(home)
    region = generate(folder / "sample", schools=schools, pupils_per_school=PUPILS, first_year=RESULT_YEARS[0])
    with writing(home) as session:
        open_cycle(session, read_roadmap(ROADMAP), YEAR, as_of=date(YEAR, 1, 1), author=COORDINATOR, simulated=True)
    for path in (*region.of(*REGISTERS), *_results(region)):
        load_file(path, actor="cli:bench", settings=home)
    return home


def _results(region: Region) -> Iterator[Path]:
    for year in RESULT_YEARS:
        yield from region.of(*RESULTS, year=year)


def led(home: Settings, schools: int) -> Led:
    """Lead the year through its phases, each stage on both clocks."""
    seconds: dict[str, float] = {}
    processor: dict[str, float] = {}
    made = 0
    for stage, work in STAGES.items():
        began, used = perf_counter(), process_time()
        made += work(home) or 0
        seconds[stage], processor[stage] = perf_counter() - began, process_time() - used
    with reading(home) as session:
        listed = {step.unit for step in steps_of(session, find_cycle(session, ROADMAP, YEAR), "T03")}
    return Led(schools, len(listed), seconds, processor, made)


def _list(home: Settings) -> None:
    """The schools with low results by the past years; the list is approved."""
    _examine(home, ["T01"], JANUARY)
    schools = [one.school for one in proposed_schools(home, ROADMAP, YEAR)]
    with writing(home) as session:
        cycle = locked_cycle(session, ROADMAP, YEAR)
        approval = Approval("17", JANUARY, COORDINATOR.actor)
        approve_group(session, cycle, schools, approval, as_of=JANUARY, author=COORDINATOR)


def _profiles(home: Settings) -> None:
    """The answers are checked, profiles scored; the curator verifies each and the school chooses its factors."""
    with writing(home) as session:
        handover.waive(session, StepRef(ROADMAP, YEAR, "T02"), "проведено", as_of=SPRING, author=COORDINATOR)
    _examine(home, ["T03"], SPRING)
    decide_profiles(home, OF_YEAR, SPRING)


def _plans(home: Settings) -> None:
    """Curators and partners; a plan for every school, sent, agreed, approved and made steps."""
    appoint_helpers(home, OF_YEAR, SPRING)
    catalogue = CATALOGUES.of_year(home, YEAR)
    with writing(home) as session:
        cycle = locked_cycle(session, ROADMAP, YEAR)
        known = factors_known(session, home, cycle, catalogue)
        basis = Basis(catalogue, known.factors, Capacity(catalogue.measures_per_school), low_procedures(session, cycle))
        propose(session, cycle, basis, as_of=SPRING, author=COORDINATOR)
        send(session, cycle, (), as_of=SPRING, author=COORDINATOR)
        agree(session, cycle, (), "протокол", as_of=SPRING, author=SCHOOL)
        approve(session, cycle, catalogue, (), "П-1", SPRING, as_of=SPRING, author=COORDINATOR)


def _analysis(home: Settings) -> None:
    """The year's own results by all rules of the roadmap, with their papers and lists."""
    with writing(home) as session:
        handover.waive(session, StepRef(ROADMAP, YEAR, "T08"), "проведено", as_of=AUGUST, author=COORDINATOR)
    _examine(home, ["T09", "T10.1", "T10.2", "T10.3", "T10.4", "T10.5"], AUGUST)


def _mentors(home: Settings) -> None:
    """Mentors are matched and appointed, and meet for three months."""
    appoint_mentors(home, OF_YEAR, AUGUST)
    for day in (AUTUMN, date(2024, 10, 31), date(2024, 11, 30)):
        hold_meetings(home, ROADMAP, YEAR, day)


def _session(home: Settings) -> None:
    """What the final session rests on: how measures were kept, indicators, dynamics, the effect, open steps."""
    with reading(home) as session:
        cycle = find_cycle(session, ROADMAP, YEAR)
        book = read_book(session, cycle)
        step = steps_of(session, cycle, "T31")[0]
        material(session, home, Asked(cycle, book, book.roadmap.by_code["T31"], (step,), DECEMBER))


def _every_measure(home: Settings) -> None:
    """A morning at the year's end: every measure of every phase is looked at."""
    with reading(home) as session:
        codes = [one.code for one in read_book(session, find_cycle(session, ROADMAP, YEAR)).roadmap.measures]
    _examine(home, codes, DECEMBER)


def _papers(home: Settings) -> int:
    """Every draft of the year, rendered; how many papers."""
    return sum(
        len(draft.documents)
        for day, measures in PAPERS
        for code in measures
        for draft in drafts_of(home, StepRef(ROADMAP, YEAR, code), day)
    )


def _examine(home: Settings, codes: Iterable[str], day: date) -> None:
    for code in codes:
        examine(home, code, Wish(ROADMAP, YEAR, day))


STAGES: dict[str, Callable[[Settings], int | None]] = {
    "list": _list,
    "profiles": _profiles,
    "plans": _plans,
    "analysis": _analysis,
    "mentors": _mentors,
    "session": _session,
    "every measure": _every_measure,
    "papers": _papers,
}


def measured(sizes: tuple[int, ...]) -> Iterator[Measured]:
    """The lines of results.json; a small region goes first: nobody's time has the loading of libraries in it."""
    _in_a_new_home(LEAST_SCHOOLS)
    found = [_in_a_new_home(schools) for schools in sizes]
    last, peak = found[-1], peak_mib()
    seconds, processor = (last.computing(clock) for clock in (last.seconds, last.processor))
    name = f"five_phases_400: {last.schools} schools, {last.listed} on the list, {processor:.0f} s of processor"
    yield _line(name, seconds, SECONDS, peak)
    name = f"five_phases_papers: {last.papers} papers, {last.processor['papers']:.0f} s of processor"
    yield Measured(name, round(last.seconds["papers"], 2), "", None, None, peak, "no target", True)
    for less, more in pairwise(found):
        before, after = (one.computing(one.processor) for one in (less, more))
        yield Measured(
            name=f"five_phases_curve: {less.schools} to {more.schools} schools, seconds of processor",
            ours_s=round(after, 2),
            peer=f"{less.schools} schools",
            peer_s=round(before, 2),
            ratio=round(after / before, 2),
            peak_mib=peak,
            target=f"<= {TIMES_TEN} x a tenth of the schools",
            holds=after <= TIMES_TEN * before,
        )


def _line(name: str, seconds: float, most: float, peak: int) -> Measured:
    return Measured(name, round(seconds, 2), "", None, None, peak, f"<= {most:g} s", seconds <= most)


def _in_a_new_home(schools: int) -> Led:
    with TemporaryDirectory(prefix="vekha-bench-") as name:
        home = region_of(Path(name), schools)
        try:
            return led(home, schools)
        finally:
            engine(home.database).dispose()


def table(found: Iterable[Led]) -> Iterator[str]:
    """The Markdown lines: processor seconds of every stage."""
    yield f"| Школ | Из них в списке | {' | '.join(STAGES)} | Бумаг |"
    yield "|" + " --- |" * (len(STAGES) + 3)
    for one in found:
        spans = " | ".join(f"{span:.1f}".replace(".", ",") for span in one.processor.values())
        yield f"| {one.schools} | {one.listed} | {spans} | {one.papers} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="only the smallest region")
    parser.add_argument("--schools", type=int, nargs="*", default=SIZES, help="sizes of regions")
    asked = parser.parse_args()
    sizes = () if asked.small else asked.schools
    for line in table(map(_in_a_new_home, (LEAST_SCHOOLS, *sizes))):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
