"""What a definition answers about itself."""

from models.roadmap.definition import Phase
from models.roadmap.parsing import parse
from tests.models.roadmap.small import SMALL, spoiled

ROADMAP = parse(SMALL, "small.yaml")


def test_prerequisites_come_first_and_otherwise_the_order_is_the_printed_one() -> None:
    assert [measure.code for measure in ROADMAP.in_topological_order] == ["A1", "B2", "C3"]
    late = parse(
        spoiled(("acceptance: null", "acceptance: null\n    prerequisites: [B2]"), ("    prerequisites: [A1]\n", "")),
        "small.yaml",
    )
    assert [measure.code for measure in late.in_topological_order] == ["B2", "A1", "C3"]


def test_a_phase_has_its_own_measures_only() -> None:
    assert [measure.code for measure in ROADMAP.of_phase(Phase.RISK_SURVEY)] == ["B2"]
    assert ROADMAP.of_phase(Phase.MONITORING) == ()


def test_the_first_named_party_leads_unless_the_file_says_otherwise() -> None:
    assert ROADMAP.by_code["B2"].leading_party == "ministry"
    led = parse(spoiled(("unit: school", "unit: school\n    lead: school")), "small.yaml")
    assert led.by_code["B2"].leading_party == "school"


def test_soft_prerequisites_are_not_hard_ones() -> None:
    assert [needed.measure for needed in ROADMAP.by_code["C3"].hard_prerequisites] == ["B2"]


def test_readers_are_told_the_orders_number() -> None:
    first = ROADMAP.by_code["A1"]
    assert first.place == "п. 1"
    assert first.model_copy(update={"sub_item": 2}).place == "п. 1, второй подпункт"
    assert first.model_copy(update={"sub_item": 7}).place == "п. 1, 7-й подпункт"


def test_papers_name_a_measure_by_words_and_the_orders_number() -> None:
    first = ROADMAP.by_code["A1"]
    assert first.in_words == f"{first.title} (п. 1)"
    assert first.model_copy(update={"sub_item": 2}).in_words == f"{first.title} (п. 1, подп. 2)"
    from_catalogue = first.model_copy(update={"catalogue": "small"})
    assert (from_catalogue.in_words, from_catalogue.place) == (first.title, "план поддержки")


def test_the_responsible_are_the_roles_as_printed_or_the_cell_where_it_says_more() -> None:
    assert ROADMAP.responsible_of(ROADMAP.by_code["B2"]) == "Министерство, ОО"
    masked = ROADMAP.by_code["B2"].model_copy(update={"responsible": "Министерство (⟨лицо 1⟩), ОО"})
    assert ROADMAP.responsible_of(masked) == "Министерство (⟨лицо 1⟩), ОО"
