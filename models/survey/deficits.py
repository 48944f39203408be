"""From answers to deficits: 0 where all is well, 1 where nothing is; by question, and by person and factor. Pure."""

import pandas as pd

from models.survey.questionnaire import Questionnaire

PERSON = ["school", "group", "respondent"]


def deficits(answers: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Each answer x of a scale of k answers as a deficit: (k − x)/(k − 1), of reversed questions (x − 1)/(k − 1).

    answers: of one year; those withheld and those to other questions are left out. Columns: school, group, respondent,
    question, factor, weight, deficit; in an order that does not depend on the rows'.
    """
    asked = pd.DataFrame(
        [
            (one.code, one.group, one.factor, one.weight, len(questionnaire.answers_to(one)), one.reverse)
            for one in questionnaire.questions
        ],
        columns=["question", "group", "factor", "weight", "answers", "reverse"],
    ).astype({"question": "string", "group": "string"})
    given = answers.dropna(subset=["question", "answer"]).merge(asked, on=["question", "group"])
    place = (given["answer"].astype(float) - 1) / (given["answers"] - 1)
    given["deficit"] = place.where(given["reverse"], 1 - place)
    given = given.sort_values([*PERSON, "question"], kind="stable", ignore_index=True)
    return given[[*PERSON, "question", "factor", "weight", "deficit"]]


def by_person(given: pd.DataFrame) -> pd.DataFrame:
    """Each person's weighted mean deficit by factor: rows are persons, columns factors; NaN where nothing was said."""
    weighed = given.assign(weighed=given["weight"] * given["deficit"])
    sums = weighed.groupby([*PERSON, "factor"])[["weighed", "weight"]].sum()
    return (sums["weighed"] / sums["weight"]).unstack("factor")


def by_question(given: pd.DataFrame) -> pd.DataFrame:
    """The mean deficit of each question in each school: school, group, factor, question, n, deficit."""
    found = given.groupby(["school", "group", "factor", "question"], as_index=False)
    return found.agg(n=("deficit", "size"), deficit=("deficit", "mean"))
