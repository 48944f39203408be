"""What each order needed a person's reading for: targets, indicators, doubtful dates, whose schools, whose years."""

from collections import Counter
from datetime import date

import pytest

from models.roadmap.definition import Measure, Roadmap, Unit
from models.roadmap.plan import by_measure, occurrences
from tasks.reading.roadmap import read_roadmap
from tests.roadmaps.labels import LABELS


@pytest.fixture(scope="module")
def rakitnoe() -> Roadmap:
    return read_roadmap("rakitnoe-2021")


@pytest.fixture(scope="module")
def zhigalovo() -> Roadmap:
    return read_roadmap("zhigalovo-2023")


@pytest.fixture(scope="module")
def svetlogorsk() -> Roadmap:
    return read_roadmap("svetlogorsk-2022")


@pytest.fixture(scope="module")
def novokuznetsk() -> Roadmap:
    return read_roadmap("novokuznetsk-2022")


def due(roadmap: Roadmap, code: str) -> list[date | None]:
    return [found.due_on for found in by_measure(occurrences(roadmap)).get(code, ())]


def at_least(measure: Measure) -> list[float | None]:
    return [indicator.at_least for indicator in measure.indicators]


def test_two_lines_of_rakitnoe_are_targets_that_only_grow(rakitnoe: Roadmap) -> None:
    targets = [measure for measure in rakitnoe.measures if measure.is_target]
    assert [measure.code for measure in targets] == ["R-I.18", "R-I.19"]
    for target in targets:
        (indicator,) = target.indicators
        assert indicator.text.startswith("Увеличение доли")
        assert (indicator.at_least, indicator.at_most) == (None, None)
        assert due(rakitnoe, target.code) == []


def test_until_2024_includes_the_plans_last_year(rakitnoe: Roadmap) -> None:
    assert due(rakitnoe, "R-III.1") == due(rakitnoe, "R-III.2") == [date(2024, 12, 31)]
    assert at_least(rakitnoe.by_code["R-III.1"]) == at_least(rakitnoe.by_code["R-III.2"]) == [1.0]


def test_the_fourth_quarter_is_the_calendars_because_exams_are_analysed_before_it(rakitnoe: Roadmap) -> None:
    assert due(rakitnoe, "R-III.3") == [date(year, 12, 31) for year in (2021, 2022, 2023, 2024)]


def test_every_share_that_zhigalovo_prints_is_an_indicator(zhigalovo: Roadmap) -> None:
    for label in LABELS["zhigalovo-2023"]:
        wanted = Counter({1.0: label["result"].count("100%"), 0.75: label["result"].count("frac")})
        counted = Counter(at_least(zhigalovo.by_code[label["id"]]))
        assert wanted <= counted, label["id"]
    assert [measure.code for measure in zhigalovo.measures if not measure.indicators] == ["Z-A1"]


def test_a_compound_indicator_is_two(zhigalovo: Roadmap) -> None:
    assert at_least(zhigalovo.by_code["Z-A4"]) == [1.0, 0.75]
    assert [one.per for one in zhigalovo.by_code["Z-A4"].indicators] == [Unit.ROADMAP, Unit.SCHOOL]
    assert at_least(zhigalovo.by_code["Z-C1"]) == [1.0, 1.0]
    (meetings,) = zhigalovo.by_code["Z-B9"].indicators
    assert (meetings.as_share, meetings.at_least, meetings.per) == (False, 1, Unit.SCHOOL)


def test_parallel_lists_are_read_by_months(zhigalovo: Roadmap) -> None:
    assert [day and day.month for day in due(zhigalovo, "Z-B1")] == [4, 10, 11, 12]
    assert [day and day.month for day in due(zhigalovo, "Z-B3")] == [4, 9, 10]


def test_what_was_over_when_the_order_was_signed_is_told(zhigalovo: Roadmap, svetlogorsk: Roadmap) -> None:
    assert due(zhigalovo, "Z-C8") == [date(2023, 3, 31)]
    assert zhigalovo.order.signed_on == date(2023, 3, 30)
    assert "на другой день после подписания" in zhigalovo.by_code["Z-C8"].note
    assert svetlogorsk.order.signed_on == date(2022, 6, 3)
    for code in ("S2.1", "S2.2", "S2.8"):
        first = due(svetlogorsk, code)[0]
        assert first
        assert first < svetlogorsk.order.signed_on
        assert "до подписания" in svetlogorsk.by_code[code].note


def test_svetlogorsk_is_about_one_school_whose_results_are_not_objective(svetlogorsk: Roadmap) -> None:
    assert "необъективными" in svetlogorsk.target_group
    assert "ШНОР" not in svetlogorsk.target_group
    assert (svetlogorsk.order.number, svetlogorsk.order.kind) == ("522", "распоряжение")
    assert [(one.schedule, one.line) for one in svetlogorsk.order.assignments] == [
        ("до 30.06.2022 далее - ежегодно", 26),
        ("до 15.06.2022 г.", 30),
        ("в срок до 10.06.2022 г.", 31),
    ]


def test_novokuznetsk_has_no_results_but_a_target_for_the_whole_city(novokuznetsk: Roadmap) -> None:
    assert {measure.result for measure in novokuznetsk.measures} == {""}
    (target,) = novokuznetsk.indicators
    assert (target.at_most, target.as_share) == (0.06, True)
    assert not novokuznetsk.assessment.same_procedure


def test_only_what_is_an_analysis_is_computed() -> None:
    for name in ("novokuznetsk-2022", "svetlogorsk-2022", "zhigalovo-2023", "rakitnoe-2021"):
        assert not [measure.code for measure in read_roadmap(name).measures if measure.action]


def test_results_are_a_condition_where_people_analyse_them(zhigalovo: Roadmap, rakitnoe: Roadmap) -> None:
    assert [need.years_for(2023) for need in zhigalovo.by_code["Z-C2"].data] == [(2021, 2022, 2023)]
    assert [(need.kind, need.years_for(2022)) for need in rakitnoe.by_code["R-I.3"].data] == [
        ("oge", (2022,)),
        ("ege", (2022,)),
    ]
