"""Found against planted: shares of what is listed, and of look-alikes the share that was left alone."""

from typing import Any

import pandas as pd

from tasks.sample.scoring import Found, Ids, Score, ids_found, planted_ids, scored

Planted = dict[str, dict[int, Ids]]


def test_precision_is_of_what_was_named_and_recall_of_what_was_planted() -> None:
    planted: Planted = {"classes_low": {2024: {("a", "5А"), ("a", "5Б")}, 2025: {("b", "6А")}}}
    found: Found = {("classes_low", 2024): {("a", "5А"), ("c", "7А")}, ("classes_low", 2025): {("b", "6А")}}
    assert scored(planted, found) == {"classes_low": Score(3, 3, 2 / 3, 2 / 3)}


def test_years_that_were_not_looked_at_are_not_counted_and_kinds_without_any_are_left_out() -> None:
    planted: Planted = {"branches_low": {2024: {("a", "b")}, 2025: {("c", "d")}}, "classes_low": {2024: {("a", "5А")}}}
    assert scored(planted, {("branches_low", 2025): {("c", "d")}}) == {"branches_low": Score(1, 1, 1.0, 1.0)}


def test_of_look_alikes_those_found_are_those_wrongly_listed() -> None:
    planted: Planted = {"schools_just_under": {2024: {("a",), ("b",), ("c",), ("d",)}}}
    found: Found = {("schools_just_under", 2024): {("d",), ("e",)}}
    assert scored(planted, found) == {"schools_just_under": Score(4, 1, 0.75, 0.75)}


def test_who_names_nobody_is_precise_only_where_nothing_was_planted() -> None:
    nothing: Found = {("non_objective", 2024): set()}
    assert scored({"non_objective": {2024: set()}}, nothing) == {"non_objective": Score(0, 0, 1.0, 1.0)}
    assert scored({"non_objective": {2024: {("a",)}}}, nothing) == {"non_objective": Score(1, 0, 0.0, 0.0)}


def test_a_list_of_schools_is_parted_by_its_rules_and_by_the_numbers_behind_it() -> None:
    listed = pd.DataFrame({"school": ["a", "b", "c"], "r1": [True, False, True], "r2": [False, True, True]})
    low = pd.DataFrame({"school": ["a", "b"], "year": [2024, 2023], "n_low": [6, 6], "n": [20, 20]})
    found = dict(ids_found("low_results", {"list": listed, "low": low}, 2024))
    assert found == {
        "schools_r1_only": {("a",)},
        "schools_r2_only": {("b",)},
        "schools_both": {("c",)},
        "schools_at_edge": {("a",)},
        "schools_just_under": {("a",), ("b",), ("c",)},
    }


def test_pupils_are_planted_by_their_codes_and_found_by_their_keys() -> None:
    truth: dict[str, dict[str, list[Any]]] = {
        "pupils_at_risk": {"2024": [["edu680101", "50001", "5А"]]},
        "schools_both": {"2024": ["edu680101"]},
    }
    assert planted_ids(truth, lambda year, school, code: f"{year}-{school}-{code}") == {
        "pupils_at_risk": {2024: {("edu680101", "2024-edu680101-50001")}},
        "schools_both": {2024: {("edu680101",)}},
    }
