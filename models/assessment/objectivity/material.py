"""What the markers are given: the cells that decide, and the same cells prepared so that no marker need look twice.

Rows are sorted by what stands in them, so that every sum adds in the same order however the files were cut.
"""

from dataclasses import dataclass

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.layout import Frames
from models.assessment.parameters import ObjectivityParameters
from models.assessment.procedures import GIA_COLUMNS, last_state
from models.assessment.selection import frame, rows_of_years, vpr_participants

WORK = ["year", "grade", "subject"]
VPR_COLUMNS = (*WORK, "school", "class_name", "pupil", "primary", "mark", "journal_mark")
TASK_COLUMNS = (*WORK, "school", "pupil", "task", "score", "max_score")
PUPIL = [*WORK, "school", "pupil"]
BASIC = "Б"


@dataclass(frozen=True)
class Material:
    """The region's results of all years at hand.

    works:     year, grade, subject, procedure, school, class_name, pupil, primary, mark, journal_mark; a row a
               participant.
    shares:    PUPIL with `basic` and `hard`: the pupil's share of the points of the tasks Б, and of П and В.
    exams:     year, subject, school, pupil, mark of the OGE.
    selective: school → whether its register's kind is a selective one; schools of unknown kind are not there.
    """

    works: pd.DataFrame
    shares: pd.DataFrame
    exams: pd.DataFrame
    selective: pd.Series
    parameters: ObjectivityParameters

    @property
    def units(self) -> pd.DataFrame:
        """school, year, procedure, n: every work that a school wrote."""
        keys = ["school", "year", "procedure"]
        return self.works.groupby(keys, as_index=False, sort=True).size().rename(columns={"size": "n"})


def select(frames: Frames, context: Context) -> Frames:
    """The cells that the markers read, of all the context's years: works, their tasks, the OGE, kinds of schools."""
    asked, years = context.parameters.objectivity, sorted(set(context.years))
    gia = rows_of_years(frame(frames, "gia"), years)
    gia = gia[gia["exam"].eq("ОГЭ") & gia["subject"].isin(list(context.parameters.oge_subjects))]
    return {
        "vpr": vpr_participants(frames, years, VPR_COLUMNS, grades=asked.grades, subjects=asked.subjects),
        "vpr_tasks": _of_works(frame(frames, "vpr_tasks"), years, asked)[list(TASK_COLUMNS)],
        "tasks": _of_works(frame(frames, "tasks"), years, asked)[[*WORK, "task", "level"]].drop_duplicates(),
        "gia": last_state(gia)[list(GIA_COLUMNS)],
        "schools": frame(frames, "schools")[["school", "kind"]].drop_duplicates(),
    }


def prepared(chosen: Frames, parameters: ObjectivityParameters) -> Material:
    """The selected cells as the markers want them."""
    works = chosen["vpr"].sort_values(list(VPR_COLUMNS), kind="stable").reset_index(drop=True)
    procedure = "ВПР, " + works["grade"].astype("string") + " класс, " + works["subject"].astype("string")
    exams = chosen["gia"][chosen["gia"]["mark"].notna()]
    return Material(
        works=works.assign(procedure=procedure),
        shares=_shares(chosen["vpr_tasks"], chosen["tasks"]),
        exams=exams.sort_values(["year", "subject", "school", "pupil", "mark"], kind="stable").reset_index(drop=True),
        selective=_selective(chosen["schools"], parameters.selective_kinds),
        parameters=parameters,
    )


def _of_works(table: pd.DataFrame, years: list[int], asked: ObjectivityParameters) -> pd.DataFrame:
    rows = rows_of_years(table, years)
    return rows[rows["grade"].isin(list(asked.grades)) & rows["subject"].isin(list(asked.subjects))]


def _shares(points: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """PUPIL, basic, hard; only pupils whose work has tasks of both sorts. A task not attempted earned nothing."""
    levels = tasks[tasks["level"].notna()].drop_duplicates([*WORK, "task"], keep=False)
    rows = points.merge(levels, on=[*WORK, "task"])
    rows = rows.assign(score=rows["score"].fillna(0), is_basic=rows["level"].eq(BASIC).astype(bool))
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
