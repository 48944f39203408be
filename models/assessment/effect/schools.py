"""The schools behind the answer: which part each played, how it stood before and after, or why it was left out."""

from collections.abc import Mapping, Set
from types import MappingProxyType

import numpy as np
import pandas as pd

from models.assessment.effect.estimate import standardised
from models.assessment.effect.group import Setting
from models.assessment.effect.results import as_pairs, compared_results
from models.assessment.parameters import Parameters

SUPPORTED, COMPARED, LEFT_OUT = "supported", "compared", "left_out"
# Why a school is left out, the first that holds: it has closed, merged or is new, or has nothing that may be compared.
NO_OUTCOME, NO_BASELINE, NO_PAIR, SAME_COHORTS = "no_outcome", "no_baseline", "no_pair", "same_cohorts"
REASONS = (NO_OUTCOME, NO_BASELINE, NO_PAIR, SAME_COHORTS)
NUMBERS = ["before", "after", "change"]
COLUMNS = {"school": "string", "group": "string", "part": "string", "procedures": "Int64", "pupils": "Int64"}
COLUMNS |= dict.fromkeys(NUMBERS, "Float64") | {"why": "string"}


def schools_of(everything: pd.DataFrame, results: pd.DataFrame, at: Setting, parameters: Parameters) -> pd.DataFrame:
    """school, group (supported, compared), part (those or left_out), procedures, pupils, before, after, change, why.

    One row each, sorted. procedures, pupils: of the outcome year, pupils at
    least, since those of two subjects are the same. before, after: mean standardised results; NA where left out.
    """
    names = sorted(set(everything["school"]) | at.supported)
    table = pd.DataFrame({"school": names}).astype({"school": "string"})
    table["group"] = np.where(table["school"].isin(list(at.supported)), SUPPORTED, COMPARED)
    whys = _left_out(everything, results, set(names), at, parameters)
    table["why"] = [whys.get(school, "") for school in names]
    table["part"] = table["group"].where(table["why"].eq(""), LEFT_OUT)
    table = table.merge(_standings(results, at), on="school", how="left")
    table = table.merge(_numbers(results[results["year"].eq(at.outcome)]), on="school", how="left")
    return table.reindex(columns=list(COLUMNS)).astype(COLUMNS).round(4)


def _left_out(
    everything: pd.DataFrame, results: pd.DataFrame, schools: Set[str], at: Setting, parameters: Parameters
) -> Mapping[str, str]:
    """Each school that has nothing to compare → why."""
    passed = {
        NO_OUTCOME: set(everything.loc[everything["year"].eq(at.outcome), "school"]),
        NO_BASELINE: set(everything.loc[everything["year"].isin(at.baseline), "school"]),
        NO_PAIR: set(compared_results(everything, at, parameters, same_cohorts=True)["school"]),
        SAME_COHORTS: set(results["school"]),
    }
    whys = {school: next((why for why in REASONS if school not in passed[why]), "") for school in sorted(schools)}
    return MappingProxyType({school: why for school, why in whys.items() if why})


def _standings(results: pd.DataFrame, at: Setting) -> pd.DataFrame:
    """school, before, after, change."""
    if results.empty:
        return pd.DataFrame(columns=["school", *NUMBERS])
    matrix = as_pairs(results)
    z = np.nan_to_num(standardised(matrix.values, matrix.are(at.supported)))
    before = -(np.minimum(matrix.weights, 0) * z).sum(axis=1)
    after = (np.maximum(matrix.weights, 0) * z).sum(axis=1)
    return pd.DataFrame({"school": matrix.schools, "before": before, "after": after, "change": after - before})


def _numbers(outcomes: pd.DataFrame) -> pd.DataFrame:
    """school, procedures, pupils: of a grade as many as its largest work had."""
    grade = outcomes["procedure"].str.rsplit(", ", n=1).str[0]
    pupils = outcomes.groupby(["school", grade])["n"].max().groupby("school").sum()
    return (
        pd.DataFrame({"procedures": outcomes["school"].value_counts(), "pupils": pupils})
        .rename_axis("school")
        .reset_index()
    )
