"""What is concluded, and when nothing is: by hand, by what must not matter, and by every refusal."""

from math import log

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.analysis import Context
from models.assessment.effect.conclusion import ANALYSIS
from models.assessment.effect.group import GROUP
from models.assessment.effect.words import concluding, leaving
from models.assessment.fingerprint import fingerprint, result_sha
from models.assessment.parameters import EffectParameters, Parameters
from tests.models.assessment.effect.factories import WORK, YEARS, asked, counts, group, ours, region, row
from tests.models.assessment.factories import frames, work


def test_the_results_compared_are_log_odds_with_half_a_pupil_on_both_sides() -> None:
    """Of 20 pupils 6 failed: ln(14.5 / 6.5)."""
    everything = region()
    everything.loc[everything["school"].eq("s000") & everything["year"].eq(2025), ["n", "n_low"]] = (20, 6)
    results = asked(everything).details["pairs"].set_index(["school", "year"])
    assert results.loc[("s000", 2025), "value"] == pytest.approx(log(14.5 / 6.5), abs=1e-4)
    assert results["weight"].loc["s000"].tolist() == [-1, 1]
    assert set(results.reset_index()["year"]) == {2020, 2025}


def test_several_baseline_years_weigh_together_as_much_as_the_outcome() -> None:
    years = (2018, 2020, 2022, 2023, 2025)
    results = asked(region(years=years), years=years, same_cohorts=True).details["pairs"]
    assert list(results.loc[results["school"].eq("s001"), "weight"]) == [-0.5, -0.5, 1]


def test_without_any_movement_the_change_is_compatible_with_zero() -> None:
    found = row(asked(region()))
    assert found["conclusion"] == "compatible_with_zero"
    assert float(str(found["lower"])) < 0 < float(str(found["upper"]))
    assert (found["schools"], found["compared"]) == (6, 20)


@pytest.mark.parametrize(("moved", "conclusion"), [(15, "positive"), (-15, "negative")])
def test_a_large_movement_is_named(moved: int, conclusion: str) -> None:
    assert row(asked(region(moved=moved)))["conclusion"] == conclusion


def test_how_low_a_school_was_when_it_was_chosen_is_no_part_of_the_answer() -> None:
    """The selection years decide who is supported, and nothing else: here their results become twice as bad."""
    worse = region()
    chosen = worse["year"].isin([2022, 2023])
    worse.loc[chosen, "n_low"] = 2 * worse.loc[chosen, "n_low"]
    assert row(asked(worse)) == row(asked(region()))


# What must not matter.


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000), moved=st.integers(-10, 10))
def test_the_order_of_rows_does_not_matter(seed: int, moved: int) -> None:
    everything = region(moved=moved)
    listed = group(ours(everything)).sample(frac=1, random_state=seed)
    assert result_sha(asked(everything.sample(frac=1, random_state=seed), listed)) == result_sha(asked(everything))


@settings(max_examples=6, deadline=None)
@given(cut=st.integers(0, 2000))
def test_how_rows_are_split_over_files_does_not_matter(cut: int) -> None:
    vpr = DATA["vpr"]
    split = {**DATA, "vpr": pd.concat([vpr.iloc[cut:], vpr.iloc[:cut]])}
    assert print_of(split) == print_of(DATA)
    assert result_sha(ANALYSIS.compute(split, QUESTION)) == result_sha(ANALYSIS.compute(DATA, QUESTION))


@settings(max_examples=8, deadline=None)
@given(shift=st.integers(-3, 30), moved=st.integers(-10, 10))
def test_years_are_names_only(shift: int, moved: int) -> None:
    later = tuple(year + shift for year in YEARS)
    everything = region(moved=moved, years=YEARS)
    moved_on = everything.assign(year=everything["year"] + shift)
    listed = group(ours(everything), 2024 + shift, (2022 + shift, 2023 + shift))
    assert row(asked(moved_on, listed, later)) == row(asked(everything))


def test_a_school_that_took_no_part_changes_nothing_but_the_count_of_those_left_out() -> None:
    everything = region(moved=4)
    stranger = counts([("t", year, 30, 10) for year in YEARS], procedure="ЕГЭ, русский язык")
    with_it = asked(pd.concat([everything, stranger]))
    assert row(with_it) == row(asked(everything))
    assert with_it.facts["others_left_out"] == 1
    listed = asked(everything, group([*ours(everything), "nowhere"]))
    assert row(listed) == row(asked(everything))
    assert listed.facts["left_out_no_outcome"] == 1


# Refusals.


def without(everything: pd.DataFrame, school: str, *years: int) -> pd.DataFrame:
    return everything[~(everything["school"].eq(school) & everything["year"].isin(years))]


@pytest.mark.parametrize(
    ("everything", "years", "why"),
    [
        (region(years=YEARS[1:]), YEARS[1:], "no_baseline_year"),
        (region(years=YEARS[1:]), YEARS, "no_baseline_year"),
        (region(supported=5), YEARS, "few_supported"),
        (without(region(), "s000", 2025), YEARS, "few_supported"),
        (region(supported=0), YEARS, "no_group"),
        (region(others=19), YEARS, "few_compared"),
    ],
)
def test_what_the_data_do_not_allow_is_not_concluded(
    everything: pd.DataFrame, years: tuple[int, ...], why: str
) -> None:
    found = asked(everything, years=years)
    for method in ("change", "edge"):
        said = row(found, method)
        assert (said["conclusion"], said["why"]) == ("not_available", why)
        assert {str(said[name]) for name in ("effect", "lower", "upper", "error")} <= {"nan", "<NA>", "None"}


def test_a_school_that_closed_or_is_new_or_is_small_is_left_out_and_counted() -> None:
    everything = region(supported=9)
    everything = without(without(everything, "s000", 2025), "s001", 2020)
    everything.loc[everything["school"].eq("s002") & everything["year"].eq(2025), ["n", "n_low"]] = (9, 3)
    found = asked(everything)
    assert {why: found.facts[f"left_out_{why}"] for why in ("no_outcome", "no_baseline", "no_pair")} == {
        "no_outcome": 1,
        "no_baseline": 1,
        "no_pair": 1,
    }
    assert (found.facts["listed"], found.facts["supported"], row(found)["schools"]) == (9, 6, 6)
    schools = found.details["schools"].set_index("school")
    assert list(schools.loc[["s000", "s001", "s002"], "part"]) == ["left_out"] * 3
    assert schools.loc["s000", ["before", "after", "change"]].isna().all()


def test_pupils_whose_work_put_the_school_on_the_list_are_no_evidence_unless_allowed() -> None:
    """The fifth grade of 2023 writes its grade 6 work in 2024: it brings along the bad luck that it was chosen by."""
    years = (2020, 2022, 2023, 2024)
    sixth = region(years=years).assign(procedure="ВПР, 6 класс, математика")
    fifth = region(years=years)
    both = pd.concat([fifth, sixth])
    strict, allowed = asked(both, years=years), asked(both, years=years, same_cohorts=True)
    assert set(strict.details["pairs"]["procedure"]) == {WORK}
    assert set(allowed.details["pairs"]["procedure"]) == {WORK, "ВПР, 6 класс, математика"}
    nothing = asked(pd.concat([sixth, fifth[fifth["year"].eq(2023)]]), years=years)
    assert row(nothing)["why"] == "same_cohorts"
    assert nothing.facts["left_out_same_cohorts"] == 6


# Who is supported, and since when.


def test_who_comes_onto_the_list_later_is_still_one_of_the_others() -> None:
    """Leaving them out would choose the others by the very results that are compared."""
    everything = region()
    listed = pd.concat([group(ours(everything)), group(["o000"], 2026, (2023, 2025))])
    found = asked(everything, listed)
    assert row(found) == row(asked(everything))
    assert (found.facts["later"], found.facts["listed"]) == (1, 6)


def test_without_an_approved_list_the_rule_stands_in_only_where_the_roadmap_says_so() -> None:
    everything, nobody = region(years=(2020, 2023, 2024, 2025)), group([])
    years = (2020, 2023, 2024, 2025)
    assert row(asked(everything, nobody, years))["why"] == "no_group"
    found = asked(everything, nobody, years, group_by_rule=True)
    assert (found.facts["group"], found.facts["selection"], found.facts["listed"]) == ("rule", "2023, 2024", 6)
    assert asked(everything, group(["o001"]), years, group_by_rule=True).facts["group"] == "approved"


# In words.


def test_the_words_say_no_more_than_the_interval() -> None:
    said = concluding(row(asked(region(moved=15))))
    assert said.startswith("Изменение у поддержанных школ лучше, чем у остальных, на ")
    assert "95-процентный интервал от +" in said
    assert "совместимо с нулём" in concluding(row(asked(region())))
    assert "хуже" in concluding(row(asked(region(moved=-15))))
    refused = concluding(row(asked(region(years=YEARS[1:]), years=YEARS[1:])))
    assert refused.startswith("Данные не позволяют утверждать")
    assert "загрузите более ранний год" in refused
    assert "не доказательство" in leaving()


# As an analysis: exactly what decides.

CLASSES = [(f"edu6800{place:02d}", 8 if place < 3 else 2) for place in range(23)]
DATA = {
    **frames(vpr=[work(20, low, year=year, school=name) for name, low in CLASSES for year in YEARS]),
    "group": group([name for name, low in CLASSES if low == 8]),
}
QUESTION = Context(YEARS, Parameters(effect=EffectParameters(least_supported=3)))


def print_of(data: dict[str, pd.DataFrame]) -> str:
    return fingerprint(ANALYSIS, ANALYSIS.select(data, QUESTION), QUESTION, "T31")


def test_from_loaded_frames_the_answer_is_that_of_their_counts() -> None:
    found = ANALYSIS.compute(DATA, QUESTION)
    assert (found.facts["listed"], found.facts["supported"], found.facts["compared"]) == (3, 3, 20)
    assert result_sha(ANALYSIS.compute(ANALYSIS.select(DATA, QUESTION), QUESTION)) == result_sha(found)
    assert not found.restricted


def test_a_mark_and_a_list_matter_and_a_journal_mark_does_not() -> None:
    vpr = DATA["vpr"].reset_index(drop=True)
    assert print_of({**DATA, "vpr": vpr.assign(mark=vpr["mark"].mask(vpr.index == 0, 5))}) != print_of(DATA)
    assert print_of({**DATA, "group": DATA["group"].iloc[1:]}) != print_of(DATA)
    assert print_of({**DATA, "vpr": vpr.assign(journal_mark=5)}) == print_of(DATA)


def test_exactly_the_parameters_that_the_rule_reads_are_in_its_fingerprint() -> None:
    class Watched(Parameters):
        def __getattribute__(self, name: str) -> object:
            if name in Parameters.model_fields:
                seen.add(name)
            return super().__getattribute__(name)

    seen: set[str] = set()
    ANALYSIS.compute(DATA, Context(YEARS, Watched(effect=EffectParameters(group_by_rule=True))))
    assert seen == set(ANALYSIS.uses)


def test_nothing_loaded_is_an_answer_too() -> None:
    found = ANALYSIS.compute(frames(), QUESTION)
    assert list(found.table["why"]) == ["no_group", "no_group"]
    assert list(found.details["schools"].columns)[:2] == ["school", "group"]
    assert set(GROUP) == set(ANALYSIS.select(frames(), QUESTION)["group"].columns)
