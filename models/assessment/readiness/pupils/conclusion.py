"""Pupils to help before an exam: bands of probability of falling below the minimum. «Для помощи обучающемуся».

Only of schools that have loaded a crosswalk, by keys of the VPR; the list is restricted. It is no mark and no ground
to part with a pupil. An exam is left out where pupils' own works told no more of it than their schools' results.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.procedures import unjudged
from models.assessment.readiness import cohorts as vpr
from models.assessment.readiness import past
from models.assessment.readiness.model import units
from models.assessment.readiness.pupils.answers import CALIBRATION, SUBJECTS, TABLE, answer
from models.assessment.readiness.pupils.linking import Met, exams_of, linked, pupils
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order
from models.assessment.wanted import Wanted, rows_wanted

COLUMNS = ("year", "grade", "subject", "school", "class_name", "pupil", "primary")
WAITING = {"school": "string", "pupil": "string"}
CROSSWALK = ("year", "school", "pupil", "examinee")


def wants(context: Context) -> Mapping[str, Wanted]:
    """Everybody's points, every state of the exams, and whose codes are whose."""
    years, parameters = sorted(set(context.years)), context.parameters
    works = vpr.wants(years, parameters)
    return {
        "vpr": Wanted(COLUMNS, works.values, present=works.present),
        "gia": past.wants(years, parameters),
        "crosswalk": Wanted(CROSSWALK, {"year": tuple(years)}),
    }


def select(frames: Frames, context: Context) -> Frames:
    """The works that tell of exams to come, the exams, and the crosswalks, of all the context's years."""
    wanted = wants(context)
    return {
        "vpr": rows_wanted(frames, "vpr", wanted["vpr"]),
        "gia": past.select(frames, sorted(set(context.years)), context.parameters),
        "crosswalk": rows_wanted(frames, "crosswalk", wanted["crosswalk"]),
    }


def compute(frames: Frames, context: Context) -> Result:
    """The exams of the year after the last one at hand. Table: a row for each pupil to help and procedure.

    school, class_name, pupil, procedure, band (its number), school_band (what the school alone would say), works. Who
    lies in the lowest band is counted and not listed. details: subjects (each exam: linked pupils, base, skill
    against the school's chance, and why it is not answered), calibration (what was forecast of earlier years, and
    what came).
    """
    parameters, year = context.parameters, max(context.years) + 1
    chosen = select(frames, context)
    met, told = met_by_exam(chosen, context), chosen["crosswalk"]["school"]
    coming = {name: exam.coming(year, told) for name, exam in met.items()}
    answers = [answer(name, exam, coming[name], parameters) for name, exam in met.items()]
    table = in_order(_joined([one.table for one in answers], TABLE), *list(TABLE)[:4])
    details = {
        "subjects": _joined([one.subjects for one in answers], SUBJECTS),
        "calibration": _joined([one.calibration for one in answers], CALIBRATION),
    }
    waiting = _joined(list(coming.values()), WAITING)
    by_school = counts_by_school(
        waiting["school"],
        participants=waiting.drop_duplicates()["school"],
        pupils=table.drop_duplicates("pupil")["school"],
        schools=pd.Series(table["school"].unique()),
    )
    facts = _facts(details["subjects"]) | totals(by_school) | {"year": year, "compared_with": min(context.years)}
    facts |= {"bands": "; ".join(map(str, parameters.readiness.bands)), "unjudged": unjudged(chosen["gia"], parameters)}
    return Result(table, facts, details, restricted=True, by_school=by_school)


def met_by_exam(chosen: Frames, context: Context) -> dict[str, Met]:
    """By procedure, what is known of its pupils and schools."""
    parameters = context.parameters
    works = vpr.select(chosen, sorted(set(context.years)), parameters)
    cohorts, results = vpr.cohorts(works, parameters), past.results(chosen["gia"], parameters)
    found = {}
    for exam in vpr.exams(parameters):
        name = vpr.procedure(*exam)
        schools = units(cohorts, results, name)
        wrote = pupils(chosen["vpr"], schools, *exam, parameters)
        sat = linked(wrote, chosen["crosswalk"], exams_of(chosen["gia"], *exam, parameters))
        found[name] = Met(wrote, sat, schools[schools["n"].notna()])
    return found


def _joined(parts: list[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    held = [part.reindex(columns=list(columns)).astype(columns) for part in parts if len(part)]
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=list(columns)).astype(columns)


def _facts(subjects: pd.DataFrame) -> dict[str, int | float | str]:
    silent = subjects[subjects["why"].ne("")]
    return {
        "procedures": len(subjects),
        "answered": len(subjects) - len(silent),
        "left_out": "; ".join(silent["procedure"]),
        "linked": int(subjects["pupils"].max() if len(subjects) else 0),
        "linked_schools": int(subjects["schools"].max() if len(subjects) else 0),
    }


ANALYSIS = Analysis(
    name="pupils_before_exams",
    version=ACTIONS["pupils_before_exams"],
    reads=("vpr", "gia", "crosswalk"),
    select=select,
    compute=compute,
    uses=("oge_subjects", "ege_subjects", "ege_minimum", "low_percent", "small_n", "readiness"),
    wants=wants,
)
