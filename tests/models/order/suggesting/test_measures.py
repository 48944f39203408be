"""What is proposed for a single measure: kind, phase, unit, indicators, deliverables, titles, codes."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.order.suggesting.codes import codes_of
from models.order.suggesting.deliverables import deliverables_of
from models.order.suggesting.indicators import indicators_in, indicators_of, is_target, plan_indicators
from models.order.suggesting.kinds import kind_of
from models.order.suggesting.phases import phases_of
from models.order.suggesting.suggest import suggest
from models.order.suggesting.titles import short_title, short_titles
from models.order.suggesting.units import unit_of
from models.roadmap.consistency import FORBIDDEN_IN_TITLES, TITLE_LENGTH
from models.roadmap.definition import Kind, Phase, Unit
from tests.models.order.factories import a_measure, an_order
from tests.models.order.suggesting.orders import PERIODS, labels, measure, order

# How many of the five orders' 148 actions get the kind that the labels give; the words were chosen knowing them.
AGREED = {
    "kirsanov-2024": 43,
    "novokuznetsk-2022": 23,
    "svetlogorsk-2022": 15,
    "zhigalovo-2023": 29,
    "rakitnoe-2021": 25,
}


def test_kinds_agree_with_the_hand_made_labels_as_often_as_we_say() -> None:
    agreed = Counter(label["order"] for label in labels() if kind_of(measure(label)).value == label["phase_inferred"])
    assert all(agreed[name] >= AGREED[name] for name in PERIODS), agreed


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Анализ результатов ОГЭ по математике", Kind.ANALYSIS),
        ("Анкетирование родителей и учителей для рискового профиля", Kind.RISK_SURVEY),
        ("Разработка программы развития школы", Kind.PLAN),
        ("Назначение кураторов школ", Kind.MENTORING),
        ("Итоговое совещание по результатам года", Kind.FINAL),
        ("Мониторинг посещаемости", Kind.MONITORING),
        ("Вебинар для учителей физики", Kind.PROFESSIONAL_DEVELOPMENT),
        ("Олимпиада для выпускников", Kind.PUPILS),
        ("Создание рабочей группы", Kind.ORGANISATION),
    ],
)
def test_a_kind_is_told_by_words_that_any_order_would_have(title: str, kind: Kind) -> None:
    found = kind_of(a_measure(title, section="", result=""))
    assert found.value is kind
    assert "по слову" in found.reason


def test_a_measure_without_any_telling_word_is_a_guess() -> None:
    assert kind_of(a_measure("Прочее", section="", result="")).is_guess


def test_what_prepares_a_measure_goes_to_its_phase_and_else_to_monitoring() -> None:
    measures = [a_measure("Совещание"), a_measure("Анкетирование"), a_measure("Совещание")]
    kinds = [Kind.ORGANISATION, Kind.RISK_SURVEY, Kind.ORGANISATION]
    found = [phase.value for phase in phases_of(measures, kinds, {0: [1]})]
    assert found == [Phase.RISK_SURVEY, Phase.RISK_SURVEY, Phase.MONITORING]


def test_methodical_support_is_mentoring_and_courses_belong_to_the_plan() -> None:
    measures = [a_measure("Методические семинары", section=""), a_measure("Курсы повышения квалификации", section="")]
    found = [phase.value for phase in phases_of(measures, [Kind.PROFESSIONAL_DEVELOPMENT] * 2, {})]
    assert found == [Phase.MENTORING, Phase.SUPPORT_PLAN]


@pytest.mark.parametrize(
    ("title", "responsible", "schedule", "led", "unit"),
    [
        ("Самоанализ", "ОО, МОУО", "Август 2024", True, Unit.SCHOOL),
        ("Педсовет в каждой школе", "УО", "Август 2024", False, Unit.SCHOOL),
        ("Занятия", "УО", "По запросам школ", False, Unit.SCHOOL),
        ("Отчёт", "Кураторы школ", "Август 2024", False, Unit.SCHOOL),
        ("Совещание", "УО, ОО", "Август 2024", False, Unit.ROADMAP),
    ],
)
def test_a_unit_is_told_by_who_leads_and_what_is_said(
    title: str, responsible: str, schedule: str, led: bool, unit: Unit
) -> None:
    found = unit_of(a_measure(title, schedule=schedule), responsible, schedule, led)
    assert found.value is unit
    assert found.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Доля ШНОР от общего количества школ муниципалитета, %: не более 6 %", [(True, None, 0.06)]),
        ("не менее 30% от общего числа участников оценочной процедуры", [(True, 0.3, None)]),
        ("не менее чем по двум оценочным процедурам", [(False, 2, None)]),
        ("хотя бы по одной", [(False, 1, None)]),
        ("низкие результаты более чем по 3 предметам ВПР в 5-8 классах", [(False, 4, None)]),
        ("100% ШНОР назначены кураторы", [(True, 1, None)]),
        (
            "100% школ и не менее $\\frac{3}{4}$ педагогического коллектива приняли участие",
            [(True, 1, None), (True, 0.75, None)],
        ),
        ("Во всех ШНРО разработаны программы", [(True, 1, None)]),
        ("не менее $\\frac{3}{4}$ педагогов ШНРО, работающих с детьми с ОВЗ, стали участниками", [(True, 0.75, None)]),
        ("100% охват ШНРО", [(True, 1, None)]),
        ("Приняли участие все предметные РМО", [(True, 1, None)]),
        ("Проведение не менее одного мероприятия в ОО", [(False, 1, None)]),
        ("100% ШНРО приняли участие и получили рекомендации", [(True, 1, None), (True, 1, None)]),
        ("Адресная помощь 100% семьям и детям, оказавшимся в трудной ситуации", [(True, 1, None)]),
        ("Увеличение доли школ, повысивших качество", [(True, None, None)]),
        ("охвачено 85,5 % учителей", [(True, 0.855, None)]),
        ("6 из 88 ОО", []),
        ("уровень обученности снижается на 40-50 процентов", []),
        ("сравнение показателей в динамике за 3 года", []),
        ("Справка", []),
    ],
)
def test_a_target_is_counted_as_it_is_said(text: str, found: list[tuple[bool, float | None, float | None]]) -> None:
    assert [(one.as_share, one.at_least, one.at_most) for one in indicators_in(text)] == found


def test_a_compound_target_gives_its_own_words_to_each() -> None:
    schools, teachers = indicators_in("100% школ и не менее 3/4 педагогического коллектива приняли участие")
    assert (schools.text, schools.counted, schools.per) == ("100% школ", "школ", Unit.ROADMAP)
    assert (teachers.counted, teachers.per) == ("педагогического коллектива", Unit.SCHOOL)


def test_every_quantity_of_the_fourth_order_is_an_indicator() -> None:
    found = {
        label["id"]: len(indicators_of(measure(label))) for label in labels() if label["order"] == "zhigalovo-2023"
    }
    assert {code for code, count in found.items() if count == 0} == {"Z-A1"}
    assert {code for code, count in found.items() if count == 2} == {"Z-A4", "Z-C1"}


def test_a_target_among_the_measures_is_told_apart() -> None:
    found = [label["id"] for label in labels() if is_target(measure(label))]
    assert found == ["R-I.18", "R-I.19"]


def test_a_threshold_in_a_title_is_no_target_of_the_measure() -> None:
    assert not indicators_of(a_measure("Перечень классов с низкими результатами более чем по 3 предметам", result=""))


def test_a_target_of_the_whole_plan_stands_before_the_table() -> None:
    whole = an_order(body=("Доля ШНОР от общего количества школ, %", "Доля ШНОР среди школ: не более 6 %"))
    assert [found.value.at_most for found in plan_indicators(whole)] == [0.06]


@pytest.mark.parametrize(
    ("result", "names"),
    [
        ("Справка", ("Справка",)),
        ("группы; приказ о назначении, перечень школ", ("Группы", "Приказ о назначении", "Перечень школ")),
        ("Программы мероприятий, стажировок", ("Программы мероприятий, стажировок",)),
        ("Повышение уровня качества", ("Отчёт об исполнении",)),
        ("", ("Отчёт об исполнении",)),
    ],
)
def test_a_deliverable_is_a_document_that_the_result_names_else_a_report(result: str, names: tuple[str, ...]) -> None:
    found = deliverables_of(result)
    assert found.value == names
    assert found.is_guess == (names == ("Отчёт об исполнении",))


@given(st.one_of(st.text(max_size=200), st.text(alphabet='абвгд «»()/%&<>"-,.:', max_size=200)))
@settings(max_examples=150, deadline=None)
def test_a_short_title_fits_prefect_whatever_the_text(text: str) -> None:
    title = short_title(text)
    assert 0 < len(title) <= TITLE_LENGTH
    assert not set(title) & set(FORBIDDEN_IN_TITLES)


def test_two_measures_of_one_beginning_get_titles_that_differ() -> None:
    opening = "Информирование школ с низкими образовательными результатами о проведении вебинара"
    titles = short_titles(
        [
            a_measure(f"{opening} «Как учить трудных детей»"),
            a_measure(f"{opening} «Как хвалить детей часто»"),
            a_measure(opening),
            a_measure(opening),
        ]
    )
    assert len({title.value for title in titles}) == 4


def test_codes_keep_the_orders_numbers_and_count_sections_where_numbers_start_again() -> None:
    on = [a_measure(number="1."), a_measure(number="6.", parent="6"), a_measure(number="", parent="6")]
    again = [
        a_measure(number="1", section="I"),
        a_measure(number="1", section="II"),
        a_measure(number="", section="II"),
    ]
    assert codes_of(on, "kirsanov-2024") == ["K01", "K06.1", "K06.2"]
    assert codes_of(again, "rakitnoe-2021") == ["R-A1", "R-B1", "R-B2"]


@pytest.mark.parametrize("name", PERIODS)
def test_every_measure_of_an_order_gets_every_suggestion_with_a_reason(name: str) -> None:
    found = suggest(order(name), name)
    assert len(found.measures) == len(order(name).measures)
    assert len({one.code for one in found.measures}) == len(found.measures)
    codes = {party.value.code for party in found.parties}
    for one in found.measures:
        assert all(
            said.reason for said in (one.short_title, one.kind, one.phase, one.unit, one.parties, one.deliverables)
        )
        assert set(one.parties.value) <= codes
