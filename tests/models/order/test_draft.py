"""A draft reads back letter for letter, says what is only proposed, and leaves to a person what is a person's."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.errors import RoadmapError
from models.order.definition import Doubt, Head
from models.order.draft import draft
from models.order.masking import masked
from models.order.scalars import WIDTH, flow_list, pair
from models.roadmap.definition import Roadmap
from models.roadmap.parsing import parse
from tests.models.order.factories import a_measure, an_order
from tests.models.order.suggesting.orders import PERIODS, order

NASTY = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(
        st.sampled_from(
            [
                *"«»\"'—%{}[],|>\n\t\\`@?~\ufeff\u2028",
                *("а:", "# б", "- ", "&г", "*д", "!е", "  ", "да", "null", "1.0", "2024-01-25", "Нетесова Л.В."),
            ]
        ),
        max_size=40,
    ).map("".join),
)


def parsed(name: str) -> Roadmap:
    return parse(draft(order(name), name), f"{name}.yaml")


@pytest.mark.parametrize("name", PERIODS)
def test_the_five_orders_drafts_are_roadmaps_with_every_cell_verbatim_and_masked(name: str) -> None:
    roadmap = parsed(name)
    for measure, printed in zip(roadmap.measures, masked(order(name)).measures, strict=True):
        assert measure.text == printed.title
        assert measure.schedule == printed.schedule
        assert measure.result == printed.result
        assert measure.section == printed.section
        assert roadmap.responsible_of(measure) == printed.responsible or printed.inherits


@pytest.mark.parametrize("name", PERIODS)
def test_a_draft_is_no_wider_than_an_editor(name: str) -> None:
    lines = draft(order(name), name).splitlines()
    assert not [line for line in lines if len(line) > WIDTH and "text: " not in line]


@given(NASTY, NASTY, NASTY, NASTY)
@example("а: б # в", "- г", "«д\n\n  е", "'ж\"")
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_cell_reads_back_the_same(title: str, responsible: str, result: str, section: str) -> None:
    printed = an_order(a_measure(title, responsible=f"ОО, {responsible}", result=result, section=section))
    written = yaml.safe_load(draft(printed, "x"))["measures"][0]
    expected = masked(printed).measures[0]
    assert written["text"] == expected.title
    assert written.get("result", "") == expected.result
    assert written["section"] == expected.section
    roadmap = parse(draft(printed, "x"), "x.yaml")
    assert roadmap.responsible_of(roadmap.measures[0]) == expected.responsible


@given(NASTY)
@settings(max_examples=100, deadline=None)
def test_any_text_may_stand_anywhere_in_yaml(text: str) -> None:
    assert yaml.safe_load(pair("key", text, 0)) == {"key": text}
    assert yaml.safe_load(f"key: {flow_list([text, text])}") == {"key": [text, text]}


def test_what_the_head_does_not_say_stays_empty_and_the_check_names_it() -> None:
    with pytest.raises(RoadmapError) as refused:
        parse(draft(an_order(head=Head()), "x"), "x.yaml")
    told = " ".join(str(problem) for problem in refused.value.problems)
    for field in (
        "order.authority",
        "order.number",
        "order.signed_on",
        "order.title",
        "period",
        "title",
        "target_group",
    ):
        assert field in told, field


def test_a_measure_that_names_nobody_and_no_term_is_left_to_a_person() -> None:
    with pytest.raises(RoadmapError) as refused:
        parse(draft(an_order(a_measure(responsible="", schedule="")), "x"), "x.yaml")
    told = " ".join(str(problem) for problem in refused.value.problems)
    assert "никто не отвечает" in told
    assert "сроки не указаны" in told


def test_a_doubtful_schedule_offers_each_reading_ready_to_be_taken() -> None:
    doubt = Doubt("schedule", "строка 7", "4 квартал", "квартал или четверть?", ("октябрь-декабрь 2024", "ерунда"))
    written = draft(an_order(a_measure(schedule="4 квартал", needs_review=(doubt,))), "x")
    assert (
        "# РЕШИТЬ (строка 7): «4 квартал» — квартал или четверть? Прочтения: 1) октябрь-декабрь 2024; 2) ерунда"
        in written
    )
    assert '# read_as: "октябрь-декабрь 2024"' in written
    assert 'read_as: "ерунда"' not in written
    taken = written.replace("    # read_as:", "    read_as:")
    roadmap = parse(taken, "x.yaml")
    assert roadmap.reading_of(roadmap.measures[0]) == "октябрь-декабрь 2024"


def test_a_mended_cell_stays_as_printed_and_is_read_out_beside() -> None:
    written = draft(an_order(a_measure("Профессионально о роста", mended={"title": "Профессионального роста"})), "x")
    assert "# читается: Профессионального роста" in written
    assert parse(written, "x.yaml").measures[0].text == "Профессионально о роста"


def test_every_suggestion_says_that_it_is_one_and_why() -> None:
    written = draft(an_order(), "x").splitlines()
    for key in ("phase", "kind", "unit", "deliverables"):
        line = next(number for number, text in enumerate(written) if text.startswith(f"    {key}:"))
        assert "предложено" in written[line] + written[line - 1]


def test_a_sub_item_with_empty_cells_inherits_those_of_the_first() -> None:
    first = a_measure("Меры: круглый стол", number="6.", parent="6")
    heir = replace(
        a_measure("Проект программы", number="", parent="6", responsible="", result="", schedule=""),
        rule=first.rule,
        inherits="6",
    )
    roadmap = parse(draft(an_order(first, heir), "kirsanov"), "x.yaml")
    assert [measure.code for measure in roadmap.measures] == ["K06.1", "K06.2"]
    assert roadmap.measures[1].inherits == "K06.1"
    assert roadmap.measures[1].parties == roadmap.measures[0].parties


@pytest.mark.parametrize("words", ["Примечание", "Объём: тыс. руб.", "2026", "да", "{№}", "Отметка # 1"])
def test_columns_without_a_name_of_ours_are_kept_by_their_words(words: str) -> None:
    printed = an_order(replace(a_measure("Курсы"), extras={words: "из бюджета: не более 3 %"}), a_measure("Сессия"))
    with_one, without = parse(draft(printed, "x"), "x.yaml").measures
    assert with_one.extras == {words: "из бюджета: не более 3 %"}
    assert without.extras == {}


@pytest.mark.parametrize(
    "words", ["Отметка об исполнении", "Отметка о выполнении", "Фактическая дата", "Чем подтверждено"]
)
def test_what_has_been_done_is_no_part_of_the_plan(words: str) -> None:
    printed = an_order(replace(a_measure("Курсы"), extras={words: "Исполнено", "Фактор риска": "кадры"}))
    (measure,) = parse(draft(printed, "x"), "x.yaml").measures
    assert measure.extras == {"Фактор риска": "кадры"}
