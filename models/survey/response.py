"""Whether enough people answered: who was asked, who answered, what is wanted, by school and group. Pure pandas."""

from enum import StrEnum

import numpy as np
import pandas as pd

from models.assessment.parameters import SurveyParameters
from models.language import _
from models.survey.questionnaire import KEPT_FROM

# The groups that a quota speaks of; who else a questionnaire asks need not answer for a gate to open.
WITH_QUOTA = ("director", "teacher", "pupil", "parent")


class Response(StrEnum):
    """How a group of a school stands.

    enough:   the quota is met
    behind:   it is not
    unknown:  the register does not say how many were asked
    tiny:     fewer than five are asked: they are not asked for a quota, their answers would not be anonymous
    """

    ENOUGH = "enough"
    BEHIND = "behind"
    UNKNOWN = "unknown"
    TINY = "tiny"


def responses(answers: pd.DataFrame, schools: pd.DataFrame, quota: SurveyParameters) -> pd.DataFrame:
    """How each group of each of these schools stands, schools in their order, groups in that of WITH_QUOTA.

    answers: of one year. Columns: school, group, asked and wanted (NA: unknown), answered, response.
    """
    register = schools.drop_duplicates("school").set_index("school")
    counts = answers.drop_duplicates(["school", "group", "respondent"]).groupby(["school", "group"]).size()
    asked = _asked(register, quota)
    table = pd.concat(
        [pd.DataFrame({"school": register.index, "group": group, "asked": asked[group].array}) for group in WITH_QUOTA],
        ignore_index=True,
    )
    keys = pd.MultiIndex.from_frame(table[["school", "group"]])
    table["wanted"] = _wanted(table, quota)
    table["answered"] = counts.reindex(keys, fill_value=0).to_numpy()
    table["response"] = _standing(table)
    order = {school: place for place, school in enumerate(register.index)}
    return table.sort_values("school", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _asked(register: pd.DataFrame, quota: SurveyParameters) -> pd.DataFrame:
    """How many people of each group are asked in each school; NA where the register does not say."""
    pupils, teachers = (register[name].astype("Int64") for name in ("pupils", "teachers"))
    return pd.DataFrame(
        {
            "director": pd.Series(1, index=register.index, dtype="Int64"),
            "teacher": teachers,
            "pupil": _part(pupils, quota.pupils_asked),
            "parent": _part(pupils, quota.parents_asked),
        }
    )


def _wanted(table: pd.DataFrame, quota: SurveyParameters) -> pd.Series:
    """How many answers are enough: the share, no fewer than are kept at all, never more than are asked."""
    percents = {"teacher": quota.teachers_percent, "pupil": quota.pupils_percent, "parent": quota.parents_percent}
    share = table["group"].map(percents).fillna(100).astype("Int64")
    kept = {"teacher": KEPT_FROM, "pupil": max(quota.pupils_least, KEPT_FROM), "parent": KEPT_FROM}
    least = table["group"].map(kept).fillna(1).astype("Int64")
    wanted = -(-table["asked"] * share // 100)
    return wanted.where(wanted.ge(least), least).where(table["asked"].ge(least), table["asked"])


def _part(people: pd.Series, percent: int) -> pd.Series:
    """So many per cent of the people, rounded up; whole numbers, so that a share has no tail of a float."""
    return -(-people * percent // 100)


def _standing(table: pd.DataFrame) -> pd.Series:
    is_tiny = table["group"].ne("director") & table["asked"].lt(KEPT_FROM).fillna(False)
    is_met = table["answered"].ge(table["wanted"]).fillna(False)
    chosen = np.select(
        [table["asked"].isna().to_numpy(bool), is_tiny.to_numpy(bool), is_met.to_numpy(bool)],
        [Response.UNKNOWN, Response.TINY, Response.ENOUGH],
        default=Response.BEHIND,
    )
    return pd.Series([str(one) for one in chosen], index=table.index, dtype="string")


def group_name(group: str) -> str:
    """How people call a group that a quota speaks of."""
    return {
        "director": _("Директор"),
        "teacher": _("Учителя"),
        "pupil": _("Обучающиеся"),
        "parent": _("Родители"),
    }.get(group, group)
