"""Curators by the risks that they know about, partner schools by results, place and willingness."""

from collections.abc import Mapping, Sequence

import pandas as pd

from models.assessment.layout import empty, typed
from models.mentoring.curators import curators_offered
from models.mentoring.partners import Region, partners_offered
from models.mentoring.sharing import Shared, shared_out


def curators(*rows: tuple[str, str | None, int]) -> pd.DataFrame:
    return typed(
        "curators",
        pd.DataFrame(
            [(code, "ТОИПКРО", factors, many) for code, factors, many in rows],
            columns=["curator", "organisation", "factors", "capacity"],
        ),
    )


def helped(found: Shared) -> dict[str, str]:
    return dict(found.pairs[["school", "helper"]].itertuples(index=False, name=None))


def given_curators(risks: Mapping[str, Sequence[str]], people: pd.DataFrame, **last: str) -> Shared:
    return shared_out(curators_offered(risks, people, last))


def test_a_curator_knows_about_the_schools_risks() -> None:
    people = curators(("K1", "RF01", 5), ("K2", "RF06;RF08", 5))
    found = given_curators({"s1": ["RF06"], "s2": ["RF01", "RF06", "RF08"]}, people)
    assert helped(found) == {"s1": "K2", "s2": "K2"}
    assert found.pairs["factors"].tolist() == ["RF06", "RF06 RF08"]


def test_a_school_whose_risks_nobody_knows_about_is_left_and_told_so() -> None:
    found = given_curators({"s1": ["RF02"]}, curators(("K1", "RF01", 5)))
    assert found.left[["school", "reason"]].to_numpy().tolist() == [["s1", "knows_a_risk"]]


def test_a_curator_of_any_risk_and_a_school_without_risks_fit_everybody() -> None:
    assert helped(given_curators({"s1": ["RF02"]}, curators(("K1", None, 1)))) == {"s1": "K1"}
    assert helped(given_curators({"s1": []}, curators(("K1", "RF01", 1)))) == {"s1": "K1"}


def test_schools_are_shared_out_among_curators_and_last_years_go_on() -> None:
    people = curators(("K1", None, 3), ("K2", None, 3))
    assert sorted(helped(given_curators({"s1": [], "s2": []}, people)).values()) == ["K1", "K2"]
    assert helped(given_curators({"s1": [], "s2": []}, people, s1="K2", s2="K2")) == {"s1": "K2", "s2": "K2"}


def region(**said: object) -> Region:
    """s1 in A; p1 in A, p2 in B next to it, p3 in C; all stably high."""
    about = pd.DataFrame(
        [("s1", "A", "село", "русский"), ("p1", "A", "село", "русский"), ("p2", "B", "село", "русский"),
         ("p3", "C", "село", "русский")],
        columns=["school", "municipality", "place", "language"], dtype="string")  # fmt: skip
    defaults: dict[str, object] = {
        "about": about,
        "neighbours": pd.DataFrame([("B", "A")], columns=["municipality", "neighbour"], dtype="string"),
        "willing": empty("partners"),
        "stably_high": frozenset({"p1", "p2", "p3"}),
        "last_year": {},
    }
    return Region(**(defaults | said))  # type: ignore[arg-type]


def willing(**many: int) -> pd.DataFrame:
    return typed("partners", pd.DataFrame([*many.items()], columns=["school", "capacity"]))


def partner(of: Region) -> str:
    found = shared_out(partners_offered(["s1"], of))
    return helped(found).get("s1") or str(found.left["reason"].iloc[0])


def test_a_partner_of_the_own_municipality_comes_before_a_neighbours() -> None:
    assert partner(region()) == "p1"
    assert partner(region(stably_high=frozenset({"p2", "p3"}))) == "p2"
    assert partner(region(stably_high=frozenset({"p3"}))) == "is_near"


def test_who_is_unwilling_is_not_asked_and_who_offers_may_help_without_high_results() -> None:
    assert partner(region(willing=willing(p1=0))) == "p2"
    assert partner(region(willing=willing(p1=0), stably_high=frozenset({"p1"}))) == "is_willing"
    assert partner(region(willing=willing(p2=2), stably_high=frozenset())) == "p2"


def test_a_school_that_is_helped_helps_nobody() -> None:
    found = partners_offered(["s1", "p1"], region())
    assert sorted(found.capacity) == ["p2", "p3"]


def test_another_language_of_teaching_is_no_like_condition() -> None:
    about = region().about
    about.loc[about["school"].eq("p1"), "language"] = "татарский"
    assert partner(region(about=about, stably_high=frozenset({"p1"}))) == "is_of_the_language"
    about.loc[about["school"].eq("p1"), "language"] = pd.NA
    assert partner(region(about=about, stably_high=frozenset({"p1"}))) == "p1"
