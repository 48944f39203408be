"""`make bench`: generates, measures, prints the table and writes results.json. `--small` is a smoke test in seconds."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import people, phases
from benchmarks.contenders import REPORT
from benchmarks.generated import Generated, Scale, generate
from benchmarks.measuring import Measured, against_the_better, rounds, twice, within
from benchmarks.report import write_report
from benchmarks.sweep import CURVE, sweeps, swept
from tasks.sample.careers import LEAST_SCHOOLS
from tasks.sample.works import vpr_works

RESULTS = Path(__file__).parent / "results.json"
EVERY_WORK = frozenset((work.grade, work.subject) for work in vpr_works())
FOUR_WORKS = frozenset((grade, subject) for grade in (5, 6) for subject in ("русский язык", "математика"))
REGION_SECONDS, COUNTRY_RATIO, COUNTRY_MIB, XLSX_RATIO, TWICE = 10, 1.5, 4096, 1.3, 2


@dataclass(frozen=True)
class Size:
    """How much is measured. curve, sweep: numbers of schools, each twice the one before.

    schools_of_people: in the year in which people are answered; phases: of each region that is led through a year
    """

    region: Scale
    curve: tuple[int, ...]
    country: Scale
    report: int
    schools_of_people: int
    sweep: tuple[int, ...]
    phases: tuple[int, ...]


FULL = Size(
    Scale(400, 20, 72, EVERY_WORK),
    (100, 200, 400, 800),
    Scale(40_000, 400, 14, FOUR_WORKS),
    60_000,
    400,
    CURVE,
    phases.SIZES,
)
SMALL = Size(
    Scale(8, 2, 12, EVERY_WORK), (4, 8), Scale(40, 4, 12, FOUR_WORKS), 300, 40, (4, 8), phases=(LEAST_SCHOOLS,)
)


def main(
    small: Annotated[bool, typer.Option("--small", help="крошечные данные: проверить, что всё работает")] = False,
    times: Annotated[int, typer.Option("--rounds", help="сколько раз мерить")] = 3,
    output: Annotated[Path, typer.Option("--output", help="куда писать результаты")] = RESULTS,
) -> None:
    """Измерить Веху рядом с Polars, DuckDB и pandas."""
    console, found = Console(), list[Measured]()
    with TemporaryDirectory(prefix="vekha-bench-") as folder:
        for one in measured(SMALL if small else FULL, Path(folder), times, console):
            found.append(one)
            console.print(told(one))
            output.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n", "utf8")
    console.print(table(found))
    console.print(f"Записано: {output}")


def measured(size: Size, folder: Path, times: int, console: Console) -> Iterator[Measured]:
    """Every line, one after another; what is not needed any more is not kept on the disk."""
    write_report(folder / REPORT, size.report)
    for what in ("xlsx_text", "xlsx_understood"):
        yield against_the_better(f"{what}: {size.report} rows", rounds(what, folder, times), XLSX_RATIO)
    country = _generated(folder / "country", size.country, console)
    schools, points = size.country.schools, country.rows["vpr_tasks"]
    for what, title in (
        ("procedures", f"country_procedures: {schools} schools, {_millions(country.results)} results"),
        ("tasks", f"country_tasks: {schools} schools, {_millions(points)} scores"),
    ):
        seen = rounds(what, folder / "country", times)
        yield against_the_better(title, seen, COUNTRY_RATIO, COUNTRY_MIB)
    rmtree(folder / "country")
    yield from _regions(size, folder, times, console)
    yield from people.measured(size.schools_of_people, times)
    yield from sweeps([swept(schools, times) for schools in size.sweep])
    yield from phases.measured(size.phases)


def _regions(size: Size, folder: Path, times: int, console: Console) -> Iterator[Measured]:
    """The region's year, and how the time grows with the schools."""
    seen = {}
    for schools in size.curve:
        region = _generated(folder / f"region-{schools}", size.region.of_schools(schools), console)
        seen[schools] = rounds("region_year", folder / f"region-{schools}", times)
        if schools == size.region.schools:
            title = f"region_phase: {schools} schools, {_millions(region.results)} results"
            yield within(title, seen[schools], REGION_SECONDS)
    for schools in size.curve[1:]:
        title = f"region_curve: {schools // 2} to {schools} schools"
        yield twice(title, seen[schools // 2], seen[schools], TWICE)


def _generated(folder: Path, scale: Scale, console: Console) -> Generated:
    made = generate(folder, scale)
    rows = ", ".join(f"{frame} {_millions(count)}" for frame, count in made.rows.items())
    console.print(f"{scale.schools} школ: {rows}; файлов {len(made.datasets)}, {made.size / 2**20:.0f} МиБ Parquet")
    return made


def _millions(count: int) -> str:
    return f"{count / 1e6:.1f}M" if count >= 100_000 else str(count)


def told(one: Measured) -> str:
    """A line as soon as it is measured."""
    peer = f", {one.peer} {one.peer_s:.2f} с, отношение {one.ratio:.2f}" if one.peer_s and one.ratio else ""
    return f"{one.name}: {one.ours_s:.2f} с{peer}, {one.peak_mib} МиБ; {one.target}: {'да' if one.holds else 'нет'}"


def table(found: list[Measured]) -> Table:
    """The results as people read them."""
    shown = Table(title="Веха рядом с соседями")
    for column in ("Что", "Веха, с", "Сосед", "Сосед, с", "Отношение", "Память, МиБ", "Цель", "Держится"):
        shown.add_column(column)
    for one in found:
        numbers = [f"{one.ours_s:.2f}", one.peer, *("" if x is None else f"{x:.2f}" for x in (one.peer_s, one.ratio))]
        shown.add_row(one.name, *numbers, str(one.peak_mib), one.target, "да" if one.holds else "нет")
    return shown


if __name__ == "__main__":
    typer.run(main)
