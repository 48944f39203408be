"""Prerequisites rest on words, never begin later, never close a circle; and how often they agree with the labels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.order.definition import PrintedMeasure
from models.order.suggesting.kinds import kind_of
from models.order.suggesting.prerequisites import Edge, prerequisites_of
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Rule, Window
from tests.models.order.factories import PERIOD, a_measure
from tests.models.order.suggesting.orders import PERIODS, edges_of, labels_of, order


def edges(*measures: PrintedMeasure) -> list[tuple[int, int, bool]]:
    kinds = [kind_of(measure).value for measure in measures]
    return [(edge.earlier, edge.later, edge.soft) for edge in prerequisites_of(measures, kinds, Period.parse(PERIOD))]


def of_order(name: str) -> dict[tuple[str, str], Edge]:
    measures, ids = order(name).measures, [label["id"] for label in labels_of(name)]
    found = prerequisites_of(measures, [kind_of(one).value for one in measures], Period.parse(PERIODS[name]))
    return {(ids[edge.earlier], ids[edge.later]): edge for edge in found}


def test_over_the_five_orders_nine_of_ten_are_right_and_seven_of_ten_are_found() -> None:
    proposed = {(name, *pair) for name in PERIODS for pair in of_order(name)}
    labelled = {(name, *pair) for name in PERIODS for pair in edges_of(name)}
    right = proposed & labelled
    assert len(labelled) == 109
    assert len(right) / len(proposed) >= 0.9
    assert len(right) / len(labelled) >= 0.7


def test_curators_are_named_before_they_report() -> None:
    appointed = a_measure("Назначение кураторов школ", schedule="Март 2024", result="Приказ")
    report = a_measure("Мониторинг", schedule="Август 2024", responsible="Кураторы школ")
    assert edges(appointed, report) == [(0, 1, False)]


def test_what_begins_later_is_never_waited_for() -> None:
    appointed = a_measure("Назначение кураторов школ", schedule="Сентябрь 2024", result="Приказ")
    report = a_measure("Мониторинг", schedule="Август 2024", responsible="Кураторы школ")
    assert edges(appointed, report) == []


def test_words_that_leave_no_choice_make_it_hard_and_others_soft() -> None:
    analysis = a_measure("Анализ результатов ЕГЭ", schedule="Май 2024")
    listed = a_measure("Список отстающих по итогам ЕГЭ", schedule="Июнь 2024")
    starting = a_measure("Установочная встреча", schedule="Июнь 2024")
    assert edges(analysis, listed, starting) == [(0, 1, False), (0, 2, True)]


def test_a_final_report_gathers_its_own_section() -> None:
    ours = a_measure("Мониторинг посещаемости", schedule="Май 2024", section="А")
    theirs = a_measure("Мониторинг питания", schedule="Май 2024", section="Б")
    report = a_measure("Отчёт о реализации дорожной карты", schedule="Июнь 2024", section="А")
    assert edges(ours, theirs, report) == [(0, 2, False)]


@pytest.mark.parametrize("name", PERIODS)
def test_no_measure_of_an_order_waits_for_itself_however_far_around(name: str) -> None:
    graph: dict[str, set[str]] = {}
    for earlier, later in of_order(name):
        graph.setdefault(later, set()).add(earlier)
    settled: set[str] = set()
    while free := {
        code
        for code in graph
        if code not in settled and graph[code] <= settled | (set().union(*graph.values()) - graph.keys())
    }:
        settled |= free
    assert settled == graph.keys()


TITLES = st.sampled_from(
    [
        "Анализ результатов ВПР",
        "Список обучающихся по итогам ВПР",
        "Назначение кураторов школ",
        "Соглашения с опорными школами",
        "Самоанализ школ",
        "Отчётные сессии школ по итогам года",
        "Согласование планов работы",
        "Корректировка планов работы",
        "Анкетирование: рисковый профиль",
    ]
)
SCHEDULES = st.sampled_from(
    ["Март 2024", "Апрель-май 2024", "Август 2024", "Постоянно", "Ежегодно", "По запросам школ"]
)


@given(st.lists(st.tuples(TITLES, SCHEDULES), min_size=2, max_size=8))
@settings(max_examples=50, deadline=None)
def test_a_circle_is_never_closed_and_nothing_begins_before_what_it_waits_for(rows: list[tuple[str, str]]) -> None:
    measures = [a_measure(title, schedule=schedule) for title, schedule in rows]
    found = edges(*measures)
    reached: dict[int, set[int]] = {position: {position} for position in range(len(rows))}
    for _round in rows:
        for earlier, later, _soft in found:
            reached[later] |= reached[earlier]
    assert not [1 for earlier, later, _soft in found if later in reached[earlier]]
    starts = [_start(measure.rule) for measure in measures]
    assert all(not (starts[a] and starts[b]) or str(starts[a]) <= str(starts[b]) for a, b, _soft in found)


def _start(rule: Rule) -> str:
    return rule.start.isoformat() if isinstance(rule, Window) else ""
