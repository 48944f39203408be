"""Generates the region: draws everything, proves the truth, writes inputs and truth into separate folders.

<folder>/input/…: registers, results by year, `mistakes/`, `corrections/`. <folder>/truth/…: what no loader may see.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.yearly import of_year
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.sample.careers import LEAST_SCHOOLS, VPR, YEARS
from tasks.sample.corrections import (
    MISTAKEN_WORK,
    WRONG_WORK,
    lowered,
    place_of,
    write_mistaken,
    write_wrong,
)
from tasks.sample.crosswalks import write_crosswalks
from tasks.sample.meddling import Meddlers, meddlers_of
from tasks.sample.mentors import (
    write_conditions,
    write_curators,
    write_mentors,
    write_neighbours,
    write_partners,
)
from tasks.sample.planting import plant_groups
from tasks.sample.region import People, found
from tasks.sample.registers import write_assignments, write_scales, write_schools, write_tasks
from tasks.sample.sitting import ExamSheet, VprSheet, hard_elements, sit_exam, sit_vpr
from tasks.sample.surveying import Surveyed, write_survey
from tasks.sample.truth.schools import prove, school_counts
from tasks.sample.truth.telling import tell
from tasks.sample.works import exams, vpr_works
from tasks.sample.writing.flat import write_flat
from tasks.sample.writing.forms import form_of
from tasks.sample.writing.gia.protocols import write_exams
from tasks.sample.writing.reports import write_reports
from tasks.sample.writing.vpr import report_name, vpr_name, write_individual, write_vpr

# The works whose results are also told as aggregates: grade 5, Russian and mathematics.
AGGREGATED = VPR[:2]


class Kind(StrEnum):
    """What a file is, or what part it plays."""

    SCHOOLS = "schools"
    ASSIGNMENTS = "assignments"
    TASKS = "tasks"
    SCALES = "scales"
    CROSSWALK = "crosswalk"
    MENTORS = "mentors"
    NEIGHBOURS = "neighbours"
    CONDITIONS = "conditions"
    CURATORS = "curators"
    PARTNERS = "partners"
    VPR = "vpr"
    REPORTS = "reports"
    FLAT = "flat"
    GIA = "gia"
    APPEALS = "appeals"
    ANSWERS = "answers"
    MISTAKES = "mistakes"
    WRONG = "wrong"
    RIGHT = "right"
    LATER = "later"


@dataclass(frozen=True)
class SampleFile:
    """One written file: what it is, and the year of the results in it (None: of no year)."""

    kind: Kind
    year: int | None
    path: Path


@dataclass(frozen=True)
class Region:
    """What was written where.

    files: every input, in the order of loading. truth: the file no loader may see.
    pupils: how many are in grades 1–11 in the last year.
    """

    folder: Path
    schools: int
    pupils: int
    files: tuple[SampleFile, ...]
    truth: Path

    def of(self, *kinds: Kind, year: int | None = None) -> tuple[Path, ...]:
        """The files of these kinds, of one year or of all."""
        return tuple(file.path for file in self.files if file.kind in kinds and year in (None, file.year))


@dataclass(frozen=True)
class Sheets:
    """Everything that was written: VPR works by (year, place in vpr_works()), exams by year; and who meddles."""

    vpr: dict[tuple[int, int], VprSheet]
    exams: dict[int, list[ExamSheet]]
    meddlers: Meddlers


def generate(
    folder: Path, seed: int = 7, schools: int = 40, pupils_per_school: int = 300, first_year: int = YEARS[0]
) -> Region:
    """Generate a region and write it under the folder: the same arguments give the same files.

    first_year: of the four years of results. Raises ValueError for fewer schools than there are stories to plant.
    """
    if schools < LEAST_SCHOOLS:
        raise ValueError(f"{schools} schools: at least {LEAST_SCHOOLS} are needed to plant every kind")
    people = found(seed, schools, pupils_per_school, first_year)
    sheets = _sit(people, seed)
    files = [*_write_registers(folder / "input", people), *_write_results(folder / "input", people, sheets, seed)]
    extra, mistakes = _write_exceptions(folder / "input", people, sheets, seed)
    survey = _write_survey(folder / "input", people, seed)
    files.append(SampleFile(Kind.ANSWERS, surveyed_year(people), survey.path))
    truth = _write_truth(folder / "truth", people, sheets, seed, mistakes, survey)
    last = people.classes[people.classes["cohort"].between(people.years[-1] - 11, people.years[-1] - 1)]
    return Region(folder, schools, int(last["size"].sum()), (*files, *extra), truth)


def generate_register(folder: Path, seed: int = 7, schools: int = 40, pupils_per_school: int = 300) -> Region:
    """The region's register of schools alone, for a roadmap that rests on nobody's results."""
    people = found(seed, schools, pupils_per_school)
    register = SampleFile(Kind.SCHOOLS, None, write_schools(folder / "input" / "schools.csv", people))
    return Region(folder, schools, len(people.pupils), (register,), folder / "truth" / "truth.json")


def wrong_year(people: People) -> int:
    """The third year of results: the one in which a file comes wrong, and is corrected once more later."""
    return people.years[2]


def surveyed_year(people: People) -> int:
    """The third year of results: the one in which the risk profile's survey is held."""
    return people.years[2]


def _write_survey(folder: Path, people: People, seed: int) -> Surveyed:
    """The answers of everybody in the region, brought together by a form service."""
    year = surveyed_year(people)
    asked = of_year(QUESTIONNAIRES.shipped(), year) or QUESTIONNAIRES.shipped()[0]
    return write_survey(folder / str(year) / "survey" / "answers.csv", people, asked, year, seed)


def _sit(people: People, seed: int) -> Sheets:
    """All works and exams of all years."""
    plants, hard, meddlers = plant_groups(people, seed), hard_elements(seed, people.years), meddlers_of(people, seed)
    vpr = {
        (year, place): sit_vpr(
            people, plants, meddlers, year, place, hard[year].get((w.grade, w.subject), frozenset()), seed
        )
        for year in people.years
        for place, w in enumerate(vpr_works())
    }
    tests = {year: [sit_exam(people, year, exam, seed) for exam in exams()] for year in people.years}
    return Sheets(vpr, tests, meddlers)


def _write_registers(folder: Path, people: People) -> list[SampleFile]:
    """The schools once, assignments and tasks by year, the lists that helpers are matched by."""
    files = [SampleFile(Kind.SCHOOLS, None, write_schools(folder / "schools.csv", people))]
    for year in people.years:
        at = folder / str(year)
        files.append(SampleFile(Kind.ASSIGNMENTS, year, write_assignments(at / "assignments.csv", people, year)))
        files.append(SampleFile(Kind.TASKS, year, write_tasks(at / "tasks.csv", year)))
        if any(form_of(year, work.grade) for work in vpr_works()):
            files.append(SampleFile(Kind.SCALES, year, write_scales(at / "scales.csv", year)))
    files.append(SampleFile(Kind.MENTORS, None, write_mentors(folder / "mentors.csv", people)))
    files.append(SampleFile(Kind.NEIGHBOURS, None, write_neighbours(folder / "neighbours.csv", people)))
    files.append(SampleFile(Kind.CONDITIONS, None, write_conditions(folder / "conditions.csv", people)))
    files.append(SampleFile(Kind.CURATORS, None, write_curators(folder / "curators.csv", people)))
    return [*files, SampleFile(Kind.PARTNERS, None, write_partners(folder / "partners.csv", people))]


def _vpr_path(folder: Path, sheet: VprSheet) -> Path:
    return folder / str(sheet.year) / "vpr" / vpr_name(sheet.year, sheet.work.grade, sheet.work.subject)


def _write_results(folder: Path, people: People, sheets: Sheets, seed: int) -> list[SampleFile]:
    """VPR works, exams and crosswalks, year by year; of the first also the flat tables, of the last the reports 2–7."""
    files = []
    for year in people.years:
        for place in range(len(vpr_works())):
            sheet = sheets.vpr[year, place]
            path = _vpr_path(folder, sheet)
            write_vpr(path, people, sheet)
            files.append(SampleFile(Kind.VPR, year, path))
        files += _write_aggregates(folder / str(year), people, sheets, year, seed)
        for path in write_exams(folder / str(year) / "gia", people, sheets.exams[year]):
            files.append(SampleFile(Kind.APPEALS if "апелляции" in path.name else Kind.GIA, year, path))
        crosswalks = write_crosswalks(folder / str(year) / "crosswalk", people, year)
        files += [SampleFile(Kind.CROSSWALK, year, path) for path in crosswalks]
    return files


def _write_aggregates(folder: Path, people: People, sheets: Sheets, year: int, seed: int) -> list[SampleFile]:
    """What is told of schools as wholes: a few works are enough, and as many files whatever the number of schools."""
    told = [sheets.vpr[year, place_of(procedure)] for procedure in AGGREGATED]
    files = []
    if year == people.years[0]:
        files += [SampleFile(Kind.FLAT, year, path) for path in write_flat(folder / "flat", people, told, seed)]
    if year == people.years[-1]:
        paths = (path for sheet in told for path in write_reports(folder / "reports", people, sheet))
        files += [SampleFile(Kind.REPORTS, year, path) for path in paths]
    return files


def _write_exceptions(
    folder: Path, people: People, sheets: Sheets, seed: int
) -> tuple[list[SampleFile], dict[str, object]]:
    """Mistakes, the wrong file and its right one, and the later correction; and what is wrong where."""
    sheet = sheets.vpr[wrong_year(people), WRONG_WORK]
    mistaken, cells = write_mistaken(folder / "mistakes", people, sheets.vpr[wrong_year(people), MISTAKEN_WORK])
    wrong, belied = write_wrong(folder / "corrections" / "wrong", people, sheet)
    right = folder / "corrections" / "right" / wrong.name
    write_individual(right, people, sheet)
    corrected = _corrected(people, sheets, seed)
    later = folder / "corrections" / "later" / report_name(corrected.year, corrected.work.grade, corrected.work.subject)
    write_individual(later, people, corrected)
    parts = [(Kind.MISTAKES, path) for path in mistaken]
    parts += [(Kind.WRONG, wrong), (Kind.RIGHT, right), (Kind.LATER, later)]
    return [SampleFile(kind, wrong_year(people), path) for kind, path in parts], {"mistakes": cells, "wrong": belied}


def _entrant(people: People) -> tuple[int, int]:
    """The school that the later correction puts on the list, and the place of the corrected work."""
    assert people.plan.entrant is not None, "the careers always have an entrant"
    school, procedure = people.plan.entrant
    return school, place_of(procedure)


def _corrected(people: People, sheets: Sheets, seed: int) -> VprSheet:
    school, place = _entrant(people)
    return lowered(sheets.vpr[wrong_year(people), place], school, seed)


def _write_truth(
    folder: Path, people: People, sheets: Sheets, seed: int, mistakes: dict[str, object], survey: Surveyed
) -> Path:
    """truth.json: all kinds, and again under «after_correction»; mistakes.json: what is wrong where."""
    works, tests = list(sheets.vpr.values()), [sheet for year in people.years for sheet in sheets.exams[year]]
    truth = tell(people, works, tests, sheets.meddlers)
    prove(people, truth, school_counts(works, tests))
    corrected = dict(sheets.vpr)
    corrected[wrong_year(people), _entrant(people)[1]] = _corrected(people, sheets, seed)
    after = tell(people, corrected.values(), tests, sheets.meddlers)
    year = str(surveyed_year(people))
    truth |= {"risk_factors": {year: survey.high}, "risk_factors_just_under": {year: survey.alike}}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "truth.json"
    path.write_text(json.dumps({**truth, "after_correction": after}, ensure_ascii=False, indent=1), encoding="utf8")
    told = json.dumps(mistakes, ensure_ascii=False, indent=1)
    (folder / "mistakes.json").write_text(told, encoding="utf8")
    return path
