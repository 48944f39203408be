"""A school's risk profile: the score of each factor, its significance, and the school's place among the others. Pure.

The formula is ours (docs/survey.md): a person's score is the weighted mean of their deficits, a group's the mean of its
people's, a factor's the weighted mean of its groups'. A group that should have answered and did not leaves the factor
without a score.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from models.survey.bootstrap import drawn_means, intervals
from models.survey.deficits import by_person, deficits
from models.survey.questionnaire import Questionnaire
from models.survey.significance import Significance

COLUMNS = [
    *("school", "source", "factor", "score", "lower", "upper"),
    *("significance", "people", "missing", "place", "schools"),
]


def profiles(answers: pd.DataFrame, questionnaire: Questionnaire, tiny: Iterable[tuple[str, str]] = ()) -> pd.DataFrame:
    """The profiles of every school that answered, a row a factor and source (COLUMNS); schools and factors in order.

    answers: of one year
    tiny:    (school, group) of so few people that they are not asked: their weight goes to the factor's other groups
    people:  how many the score rests on, by group: «director 1, teacher 12»; missing: the groups that did not answer
    place:   the share (0–1) of the other schools whose score is lower, of `schools` that have one
    """
    people = by_person(deficits(answers, questionnaire)).reindex(columns=list(questionnaire.factors))
    weighing = _weighing(answers, people, questionnaire, set(tiny))
    if weighing.empty:
        return pd.DataFrame(columns=COLUMNS)
    there = weighing[weighing["n"].gt(0)]
    keys = ["school", "source", "factor"]
    table = weighing.groupby(keys, as_index=False, sort=True).agg(
        weight=("weight", "sum"), total=("weighed", "sum"), least=("n", "min")
    )
    table["score"] = np.where(table["least"].gt(0), table["total"] / table["weight"], np.nan)
    table = table.merge(_said(there, "people", there["group"] + " " + there["n"].astype(str)), on=keys, how="left")
    absent = weighing[weighing["n"].eq(0)]
    table = table.merge(_said(absent, "missing", absent["group"]), on=keys, how="left")
    table = table.merge(_bounds(people, there, questionnaire), on=keys, how="left")
    table.loc[table["score"].isna(), ["lower", "upper"]] = np.nan
    table["significance"] = _significance(table["score"], questionnaire)
    return _placed(table.fillna({"people": "", "missing": ""}))[COLUMNS]


def _weighing(
    answers: pd.DataFrame, people: pd.DataFrame, questionnaire: Questionnaire, tiny: set[tuple[str, str]]
) -> pd.DataFrame:
    """What each score is made of: school, source, factor, group, weight, n and weighed (weight × the group's mean)."""
    wanted = pd.DataFrame(
        [
            (factor, group, weight, questionnaire.groups[group].source)
            for factor, said in questionnaire.factors.items()
            for group, weight in said.groups.items()
        ],
        columns=["factor", "group", "weight", "source"],
    )
    asked = answers[["school", "group"]].drop_duplicates()
    sources = asked.assign(source=asked["group"].map({code: one.source for code, one in questionnaire.groups.items()}))
    table = sources[["school", "source"]].dropna().drop_duplicates().merge(wanted, on="source")
    is_tiny = [pair in tiny for pair in zip(table["school"], table["group"], strict=True)]
    table = table[~np.array(is_tiny, dtype=bool)].sort_values(["school", "factor", "group"], kind="stable")
    groups = people.groupby(level=["school", "group"])
    keys = pd.MultiIndex.from_frame(table[["school", "group", "factor"]])
    n = groups.count().stack().reindex(keys, fill_value=0).to_numpy(int)
    mean = groups.mean().stack().reindex(keys).to_numpy(float)
    return table.assign(n=n, weighed=table["weight"] * np.where(n > 0, mean, 0.0)).reset_index(drop=True)


def _said(rows: pd.DataFrame, name: str, words: "pd.Series[str]") -> pd.DataFrame:
    """The words of each score's rows, one after another, as the column `name`."""
    keys = ["school", "source", "factor"]
    return rows[keys].assign(**{name: words}).groupby(keys)[[name]].agg(", ".join).reset_index()


def _bounds(people: pd.DataFrame, there: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    draws = drawn_means(people)
    parts = [
        intervals(draws, rows, list(questionnaire.factors)).assign(source=source)
        for source, rows in there.groupby("source")
    ]
    return pd.concat(parts) if parts else pd.DataFrame(columns=["school", "factor", "lower", "upper", "source"])


def _significance(score: pd.Series, questionnaire: Questionnaire) -> list[str]:
    # A score that is the boundary but for the tail of a float is the boundary.
    rounded = score.round(9)
    chosen = np.select(
        [score.isna(), rounded.ge(questionnaire.high_from), rounded.ge(questionnaire.middle_from)],
        [Significance.INSUFFICIENT_DATA, Significance.HIGH, Significance.MIDDLE],
        default=Significance.LOW,
    )
    return [str(one) for one in chosen]


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Each score among those of the other schools; no place where there is no other."""
    scores = table.groupby(["source", "factor"])["score"]
    schools = scores.transform("count")
    lower = scores.rank(method="min") - 1
    place = (lower / (schools - 1)).where(schools.gt(1) & table["score"].notna())
    return table.assign(place=place, schools=schools.astype(int))
