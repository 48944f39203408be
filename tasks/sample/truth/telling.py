"""The truth of all kinds and years: what truth.json says."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from tasks.sample.meddling import Meddlers
from tasks.sample.region import People
from tasks.sample.sitting import ExamSheet, VprSheet
from tasks.sample.truth.below import elements, places, pupil_lines, pupils, teachers
from tasks.sample.truth.schools import Truth, school_counts, schools
from tasks.sample.writing.forms import form_of


def tell(people: People, sheets: Iterable[VprSheet], exams: Iterable[ExamSheet], meddlers: Meddlers) -> Truth:
    """Kind → year → ids."""
    works, tests = tuple(sheets), tuple(exams)
    lines = pd.concat([pupil_lines(people, sheet) for sheet in works], ignore_index=True)
    truth = schools(people, school_counts(works, tests))
    for year in people.years:
        found = _of_year(people, works, tests, lines, year)
        for kind, ids in found.items():
            truth.setdefault(kind, {})[str(year)] = ids
    meddling = sorted(people.schools["login"][school] for school in meddlers.parts)
    return truth | {"non_objective": {str(later): meddling for _, later in pairwise(people.years)}}


def _of_year(
    people: People, works: tuple[VprSheet, ...], tests: tuple[ExamSheet, ...], lines: pd.DataFrame, year: int
) -> dict[str, list[Any]]:
    """Kind → ids of one year, of everything below the school."""
    of_year = lines[lines["year"] == year]
    held = [sheet for sheet in works if sheet.year == year]
    found: dict[str, list[Any]] = {}
    found["pupils_at_risk"], found["pupils_just_under"] = pupils(of_year)
    found["branches_low"], found["branches_just_under"] = places(of_year[of_year["branch"] != ""], "branch")
    found["classes_low"], found["classes_just_under"] = places(of_year, "class_name")
    held_exams = [sheet for sheet in tests if sheet.year == year]
    found["teachers_in_need"], found["teachers_just_under"] = teachers(people, of_year, held_exams, year)
    if all((form := form_of(year, sheet.work.grade)) is None or form.says_maxima for sheet in held):
        found["elements_hard"], found["elements_just_over"] = elements(held)
    return found
