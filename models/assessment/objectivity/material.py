"""What the markers are given: the cells that decide, and the same cells prepared so that no marker need look twice.

Of a school whose pupils' results of a work are not loaded reports 3 and 4 tell (reported.py): as pupils without a key.
Rows are sorted by what stands in them, so that every sum adds in the same order however the files were cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.analysis import Context
from models.assessment.layout import Frames
from models.assessment.parameters import ObjectivityParameters
from models.assessment.procedures import GIA_COLUMNS, last_state, vpr_procedures
from models.assessment.reported import journal_wanted, one_by_one, primary_wanted
from models.assessment.selection import frame, vpr_participants
from models.assessment.wanted import Beside, Unless, Wanted, rows_wanted

WORK = ["year", "grade", "subject"]
PLACE = ["school", "year", "procedure"]
VPR_COLUMNS = (*WORK, "school", "class_name", "pupil", "primary", "mark", "journal_mark")
PUPIL = [*WORK, "school", "pupil"]
LEVEL_POINTS = (*PUPIL, "level")
BASIC = "Б"
FIRSTS = ("from_3", "from_4", "from_5")
# Report 3: which way a mark went against the journal's.
WAYS = {"понизили": -1, "подтвердили": 0, "повысили": 1}


@dataclass(frozen=True)
class Material:
    """The region's results of all years at hand.

    works:     year, grade, subject, procedure, school, class_name, pupil (a number), primary, mark, journal_mark;
               a row a participant.
    changes:   school, year, procedure, way (−1, 0 or 1: the work's mark against the journal's); a row a pupil of report
               3, of the works that a school's pupils do not tell of.
    scores:    school, year, procedure, primary; the same of report 4.
    scales:    by year and procedure, the least primary scores of «3», «4» and «5» of works that no pupils tell of,
               where the region has loaded them.
    shares:    PUPIL with `basic` and `hard`: the pupil's share of the points of the tasks Б, and of П and В.
    exams:     year, subject, school, pupil, mark of the OGE.
    selective: school → whether its register's kind is a selective one; schools of unknown kind are not there.
    """

    works: pd.DataFrame
    changes: pd.DataFrame
    scores: pd.DataFrame
    scales: Mapping[tuple[int, str], tuple[int, ...]]
    shares: pd.DataFrame
    exams: pd.DataFrame
    selective: pd.Series
    parameters: ObjectivityParameters

    @property
    def units(self) -> pd.DataFrame:
        """school, year, procedure, n: every work of a school that its pupils tell of."""
        return _sizes(self.works)

    @property
    def reported(self) -> pd.DataFrame:
        """The same of the works that reports alone tell of; n: participants, where report 4 says them."""
        told = pd.concat([_sizes(self.scores), _sizes(self.changes)])
        return told.drop_duplicates(PLACE).sort_values(PLACE, ignore_index=True)


def select(frames: Frames, context: Context) -> Frames:
    """What the markers read, of all the context's years: works, points by level, the OGE, kinds of schools."""
    found = {kind: rows_wanted(frames, kind, wanted) for kind, wanted in wants(context).items()}
    schools = frame(frames, "schools")[["school", "kind"]].drop_duplicates()
    return {**found, "gia": last_state(found["gia"]), "schools": schools}


def wants(context: Context) -> Mapping[str, Wanted]:
    """Of the points of tasks, how many each pupil earned, of how many, for the tasks of each level."""
    asked, years = context.parameters.objectivity, tuple(sorted(set(context.years)))
    works = {"year": years, "grade": asked.grades, "subject": asked.subjects}
    exams = {"year": years, "exam": ("ОГЭ",), "subject": context.parameters.oge_subjects}
    level = Beside("tasks", (*WORK, "task"), "level")
    return {
        "vpr": vpr_participants(years, VPR_COLUMNS, grades=asked.grades, subjects=asked.subjects),
        "vpr_journal": journal_wanted(works),
        "vpr_primary": primary_wanted(works),
        "scales": Wanted((*WORK, *FIRSTS), works, unless=Unless("vpr", tuple(WORK), "mark", is_said=True)),
        "vpr_tasks": Wanted(LEVEL_POINTS, works, beside=level, summed=("score", "max_score")),
        "gia": Wanted(GIA_COLUMNS, exams),
    }


def prepared(chosen: Frames, parameters: ObjectivityParameters) -> Material:
    """The selected cells as the markers want them."""
    works, points = _numbered(chosen["vpr"], chosen["vpr_tasks"])
    (exams,) = _numbered(chosen["gia"][chosen["gia"]["mark"].notna()])
    works = works.sort_values(list(VPR_COLUMNS), kind="stable").reset_index(drop=True)
    return Material(
        works=works.assign(procedure=vpr_procedures(works)),
        changes=_changes(chosen["vpr_journal"]),
        scores=_named(one_by_one(chosen["vpr_primary"], "primary")),
        scales=_scales(chosen["scales"]),
        shares=_shares(points),
        exams=exams.sort_values(["year", "subject", "school", "pupil", "mark"], kind="stable").reset_index(drop=True),
        selective=_selective(chosen["schools"], parameters.selective_kinds),
        parameters=parameters,
    )


def _changes(told: pd.DataFrame) -> pd.DataFrame:
    """PLACE, way: of every pupil of report 3."""
    pupils = _named(one_by_one(told, "change"))
    return pupils.assign(way=pupils["change"].map(WAYS).astype("Int64")).drop(columns="change")


def _named(pupils: pd.DataFrame) -> pd.DataFrame:
    """The rows with their procedure in place of grade and subject."""
    return pupils.assign(procedure=vpr_procedures(pupils)).drop(columns=["grade", "subject"])


def _scales(scales: pd.DataFrame) -> Mapping[tuple[int, str], tuple[int, ...]]:
    """The scales by year and procedure."""
    named = scales.assign(procedure=vpr_procedures(scales)).drop_duplicates(["year", "procedure"])
    firsts = named[[*FIRSTS]].itertuples(index=False, name=None)
    return dict(zip(zip(named["year"], named["procedure"], strict=True), firsts, strict=True))


def _sizes(pupils: pd.DataFrame) -> pd.DataFrame:
    """PLACE, n: how many rows there are of each."""
    return pupils.groupby(PLACE, as_index=False, sort=True).size().rename(columns={"size": "n"})


def _numbered(*tables: pd.DataFrame) -> list[pd.DataFrame]:
    """The tables with numbers in place of pupils' keys, in the keys' order: no marker tells of a pupil."""
    codes, _keys = pd.factorize(pd.concat([table["pupil"] for table in tables], ignore_index=True), sort=True)
    parts = np.split(codes, np.cumsum([len(table) for table in tables])[:-1])
    return [table.assign(pupil=part) for table, part in zip(tables, parts, strict=True)]


def _shares(points: pd.DataFrame) -> pd.DataFrame:
    """PUPIL, basic, hard; only pupils whose work has tasks of both sorts. A task not attempted earned nothing."""
    rows = points.assign(is_basic=points["level"].eq(BASIC).astype(bool))
    sums = rows.groupby([*PUPIL, "is_basic"], sort=True)[["score", "max_score"]].sum()
    share = (sums["score"] / sums["max_score"]).astype("Float64").unstack("is_basic")
    share = share.reindex(columns=[True, False]).rename(columns={True: "basic", False: "hard"})
    return share.dropna().rename_axis(columns=None).reset_index()


def _selective(schools: pd.DataFrame, kinds: tuple[str, ...]) -> pd.Series:
    """Whether the kind in the register names one of these words."""
    known = schools.dropna().sort_values(["school", "kind"]).drop_duplicates("school").set_index("school")["kind"]
    words = known[known.str.strip().ne("")].str.lower()
    named = pd.Series(False, index=words.index)
    for kind in kinds:
        named |= words.str.contains(kind.lower(), regex=False).astype(bool)
    return named
