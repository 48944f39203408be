"""What the order's schedules amount to on the calendar and what each occurrence waits for, written down by hand."""

from datetime import date

import pytest

from models.roadmap.definition import Measure
from models.roadmap.parsing import parse
from models.roadmap.plan import Needed, Occurrence, Plan, as_json, by_measure, from_json, occurrences, prerequisites_at
from models.roadmap.schedule.occurrences import Span
from tasks.reading.roadmap import read_roadmap
from tests.models.roadmap.small import TARGET, spoiled

KIRSANOV = read_roadmap("kirsanov-2024")
PLAN = by_measure(occurrences(KIRSANOV))

APRIL_2024 = "2024-03-01/2024-04-30"
AUGUST_2024, AUGUST_2025 = "2024-08-01/2024-08-31", "2025-08-01/2025-08-31"
QUARTERS = {
    "Q1 2024": "2024-01-01/2024-03-31",
    "Q2 2024": "2024-04-01/2024-06-30",
    "Q3 2024": "2024-07-01/2024-09-30",
    "Q4 2024": "2024-10-01/2024-12-31",
    "Q1 2025": "2025-01-01/2025-03-31",
    "Q2 2025": "2025-04-01/2025-06-30",
    "Q3 2025": "2025-07-01/2025-09-30",
    "Q4 2025": "2025-10-01/2025-12-31",
}


def drawn(code: str) -> list[str]:
    """A measure's occurrences as lines: key, (opens), what each waits for; «~» marks soft ones."""
    return [_line(found) for found in PLAN.get(code, ())]


def _line(found: Occurrence) -> str:
    order_opens = found.key.split("/")[0]
    shift = "" if str(found.opens_on) == order_opens or found.opens_on is None else f" from {found.opens_on}"
    waits = [f"{'~' if needed.soft else ''}{needed.measure} {needed.occurrence}" for needed in found.prerequisites]
    return f"{found.key}{shift}" + "".join(f"; {needed}" for needed in waits)


def after(first: str) -> list[str]:
    """The quarters from this one on."""
    names = list(QUARTERS)
    return [QUARTERS[name] for name in names[names.index(first) :]]


EXPECTED = {
    "T01": ["2024-01-01/2024-02-29"],
    # No occurrence of item 1 ends before February does: the first is named; soft, it shifts nothing.
    "T02": ["2024-02-01/2024-02-29; ~T01 2024-01-01/2024-02-29"],
    # The same window is shared.
    "T04": [f"{APRIL_2024}; T03 {APRIL_2024}"],
    # Curators are appointed by the day on which agreements are due: the window begins there.
    "T05": [f"2024-04-01/2024-04-30 from 2024-04-30; T04 {APRIL_2024}"],
    "T06.2": [f"2024-04-01/2024-05-31; T06.1 2024-04-01/2024-05-31; T04 {APRIL_2024}"],
    "T09": [f"{AUGUST_2024}; T08 {APRIL_2024}", f"{AUGUST_2025}; T08 2025-03-01/2025-04-30"],
    "T10.2": [f"{AUGUST_2024}; T09 {AUGUST_2024}", f"{AUGUST_2025}; T09 {AUGUST_2025}"],
    "T15": [
        f"2025-01-01/2025-05-30; T01 2024-01-01/2024-02-29; T09 {AUGUST_2024}; ~T29 {QUARTERS['Q1 2025']}",
    ],
    "T22.3": [f"dates; ~T04 {APRIL_2024}"],
    # Teachers' mentors are named by 30 September: quarters that end before are not created.
    "T24.3": [
        f"{key}{' from 2024-09-30' if key == QUARTERS['Q3 2024'] else ''}; T24.2 2024-08-01/2024-09-30"
        for key in after("Q3 2024")
    ],
    "T25": ["2024-11-01/2024-11-30", "2025-01-01/2025-12-31"],
    "T26": [],
    # The first quarter ends before curators are appointed; the second is the first report.
    "T29": [f"{key}; T04 {APRIL_2024}; ~T06.3 2024-04-01/2024-05-31" for key in after("Q2 2024")],
    # The fourth quarter's report falls due on December's last day, so December waits for the third.
    "T31": [
        f"2024-12-01/2024-12-31; T29 {QUARTERS['Q3 2024']}; ~T30 2024-04-01/2024-05-31",
        f"2025-12-01/2025-12-31; T29 {QUARTERS['Q3 2025']}; ~T30 2025-04-01/2025-05-31",
    ],
    "T32": [
        "2024-06-01/2024-06-30; T30 2024-04-01/2024-05-31; ~T06.3 2024-04-01/2024-05-31",
        "2025-01-01/2025-02-28; T30 2024-04-01/2024-05-31; ~T06.3 2024-04-01/2024-05-31",
    ],
    "T34": [],
    "T35": list(QUARTERS.values()),
}


@pytest.mark.parametrize("code", EXPECTED)
def test_kirsanovs_measures_fall_due_as_the_order_says(code: str) -> None:
    assert drawn(code) == EXPECTED[code]


def test_the_methodical_school_works_all_the_time_and_once_over_the_new_year() -> None:
    by_key = {found.key: found.prerequisites[0].occurrence for found in PLAN["T21.1"]}
    assert by_key["2024-10-01/2025-01-31"] == AUGUST_2024
    assert set(by_key) - {"2024-10-01/2025-01-31"} == set(after("Q3 2024"))
    assert by_key[QUARTERS["Q2 2025"]] == AUGUST_2024
    assert by_key[QUARTERS["Q3 2025"]] == AUGUST_2025


def test_what_follows_does_not_overlap() -> None:
    first, *then = PLAN["T22.2"]
    assert first.key == "2024-10-01/2024-12-31"
    assert then
    assert all(found.opens_on and first.due_on and found.opens_on > first.due_on for found in then)
    assert {needed.occurrence for found in then for needed in found.prerequisites} == {"2024-09-01/2024-10-31"}


def test_a_year_is_the_spans_own_and_the_first_while_dates_are_awaited() -> None:
    assert [found.year for found in PLAN["T09"]] == [2024, 2025]
    assert [found.year for found in PLAN["T22.3"]] == [2024]
    (crossing,) = (found for found in PLAN["T21.1"] if found.key == "2024-10-01/2025-01-31")
    assert crossing.year == 2024


def test_dates_are_awaited_without_a_window() -> None:
    (awaited,) = PLAN["T22.3"]
    assert (awaited.opens_on, awaited.due_on) == (None, None)


def test_every_measure_but_those_on_request_has_an_occurrence() -> None:
    assert set(KIRSANOV.by_code) - set(PLAN) == {"T26", "T27", "T34"}


def test_a_window_never_opens_after_its_deadline() -> None:
    for found in (found for its in PLAN.values() for found in its):
        assert (found.opens_on is None) == (found.due_on is None)
        assert found.opens_on is None or found.due_on is None or found.opens_on <= found.due_on


def test_a_prerequisite_on_request_is_any_of_its_steps() -> None:
    roadmap = parse(spoiled(("Март 2024", "По запросам")), "small.yaml")
    (last,) = by_measure(occurrences(roadmap))["C3"]
    assert last.prerequisites[0] == Needed("B2", "", soft=False, share=0.5)
    assert last.opens_on == date(2024, 4, 1)


def test_a_prerequisite_that_awaits_dates_is_any_of_its_steps() -> None:
    roadmap = parse(spoiled(("Март 2024", "По отдельному графику")), "small.yaml")
    (last,) = by_measure(occurrences(roadmap))["C3"]
    assert last.prerequisites[0].occurrence == ""


def test_a_window_that_ends_before_its_prerequisite_begins_stays_with_its_last_day() -> None:
    roadmap = parse(spoiled(("Март 2024", "Январь 2024")), "small.yaml")
    (early,) = by_measure(occurrences(roadmap))["B2"]
    assert early.key == "2024-01-01/2024-01-31"
    assert early.opens_on == early.due_on == date(2024, 1, 31)
    assert early.prerequisites == (Needed("A1", "2024-02-01/2024-02-29", soft=False, share=1.0),)


def test_a_request_waits_for_the_latest_occurrence_before_its_deadline() -> None:
    asked = Span(opens_on=date(2025, 9, 1), due_on=date(2025, 9, 20))
    (needed,) = prerequisites_at(_measure("T26"), asked, PLAN)
    assert needed == Needed("T10.1", AUGUST_2025, soft=True, share=1.0)


def _measure(code: str) -> Measure:
    return KIRSANOV.by_code[code]


def test_a_plan_survives_json() -> None:
    plan: Plan = occurrences(KIRSANOV)
    assert from_json(as_json(plan)) == plan
    assert as_json(from_json(as_json(plan))) == as_json(plan)


def test_a_target_has_no_occurrences_and_nobody_waits_for_it() -> None:
    planned = occurrences(parse(spoiled(TARGET), "small.yaml"))
    assert [found.measure for found in planned] == ["A1", "B2"]
