"""A roadmap file with a mistake is refused: place, value and nearest right name, all mistakes at once."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import RoadmapError
from models.problems import Problem
from models.roadmap.parsing import parse
from tests.models.roadmap.small import SMALL, TARGET, line_of, spoiled


def refused(text: str) -> Sequence[Problem]:
    with pytest.raises(RoadmapError) as refusal:
        parse(text, "small.yaml")
    return refusal.value.problems


def test_a_right_file_is_a_roadmap() -> None:
    roadmap = parse(SMALL, "small.yaml")
    assert list(roadmap.by_code) == ["A1", "B2", "C3"]
    assert list(roadmap.edges()) == [("A1", "B2", False), ("B2", "C3", False), ("A1", "C3", True)]
    assert [needed.share for needed in roadmap.by_code["C3"].prerequisites] == [0.5, 1.0]


COUNTED = "is_target: true\n    indicators: [{text: все школы, counted: школы}]"

# what is right, what is written instead, which text marks the line, what the remedy says
MISTAKES = {
    "an unknown key": ("deliverables: [План]", "deliverable: [План]", "deliverable: [План]", "«deliverables»"),
    "an unknown key below": ("scope: school", "scop: school", "scop: school", "«scope»"),
    "an unknown key of the whole": ("time_zone: E", "timezone: E", "timezone: E", "«time_zone»"),
    "a text for a list": ("lines: [2]", "lines: два", "lines: два", "список"),
    "a number for a text": ('number: "1"', "number: 1", "number: 1", "кавычки"),
    "nothing for a text": ('number: "1"', "number:", "number:\n", "впишите значение"),
    "a text for a number": ("years: [2023]", "years: [прошлый]", "years: [прошлый]", "целое число"),
    "an unknown phase": ("phase: risk_survey", "phase: risk_surway", "risk_surway", "«risk_survey»"),
    "an unknown kind": ("kind: RPS", "kind: RSP", "RSP", "«RPS»"),
    "an unknown unit": ("unit: school", "unit: shcool", "shcool", "«school»"),
    "unknown data": ("kind: vpr", "kind: vprr", "vprr", "«vpr»"),
    "a duplicate code": ("code: B2", "code: A1", 'code: A1\n    item: "2"', "уже есть в строке 17"),
    "a duplicate role": ("code: school", "code: ministry", "ministry, title: ОО", "уже есть в строке 13"),
    "an unknown measure": ("measure: B2", "measure: B22", "B22", "«B2»"),
    "a Cyrillic letter that looks Latin": ("prerequisites: [A1]", "prerequisites: [А1]", "[А1]", "«A1»"),
    "an unknown role": ("parties: [ministry, school]", "parties: [ministry, shcool]", "shcool", "«school»"),
    "an unknown acceptor": ("unit: school", "unit: school\n    acceptance: cordinator", "cordinator", "«coordinator»"),
    "an unknown check": ("marks_follow_scores", "marks_follow_score", "marks_follow_score]", "«marks_follow_scores»"),
    "an unknown action": ("low_results", "low_result", "low_result\n", "«low_results»"),
    "no party": ("parties: [school]", "parties: []", "parties: []", "никто не отвечает"),
    "no document": ("deliverables: [Справка]", "deliverables: []", "deliverables: []", "закрывают документом"),
    "a calculation of nothing": (
        "    data: [{kind: vpr, years: [2023]}]\n",
        "",
        "action: low_results",
        "не из чего считать",
    ),
    "a year without data": (
        "years: [2023]",
        "years: {2025: [2024]}",
        "years: {2025: [2024]}",
        "в 2024 году, а какие данные",
    ),
    "a foreign lead": ("parties: [school]", "parties: [school]\n    lead: ministry", "lead: ministry", "parties"),
    "a share of nobody": ("share: 0.5", "share: 0", "share: 0", "> 0"),
    "a share of more than all": ("share: 0.5", "share: 1.5", "share: 1.5", "≤ 1"),
    "an impossible date": ("2024-01-10", "2024-13-10", "2024-13-10", "не бывает"),
    "a word for a date": ("2024-01-10", "зимой", "зимой", "2024-01-25"),
    "an unknown zone": ("Europe/Moscow", "Europe/Tambov", "Europe/Tambov", "часового пояса"),
    "an unreadable period": ('period: "2024"', 'period: "24"', 'period: "24"', "2023"),
    "an unreadable schedule": ("Март 2024", "когда рак свистнет", "когда рак", "сроки"),
    "an impossible schedule": ("Март 2024", "До 31 февраля 2024", "До 31 февраля", "сроки"),
    "a schedule outside the period": ("Март 2024", "Март 2019", "Март 2019", "вне периода"),
    "no schedule": ("schedule: Март 2024", 'schedule: ""', 'schedule: ""', "inherits"),
    "a schedule twice": ("schedule: Март 2024", "schedule: Март 2024\n    inherits: A1", "Март 2024", "наследуются"),
    "an unknown parent": ("schedule: Март 2024", 'schedule: ""\n    inherits: A9', "A9", "«A1»"),
    "an unreadable reading": ("Март 2024", "Март 2024\n    read_as: к весне", "к весне", "сроки"),
    "a reading outside the period": ("Март 2024", "Март 2024\n    read_as: март 2019", "март 2019", "вне периода"),
    "a target that counts nothing": ("title: План\n", "title: План\n    is_target: true\n", "is_target", "indicators"),
    "an unknown count": (
        "title: Анкетирование",
        "title: А\n    indicators: [{text: все, counted: школы, by: schools_that_close}]",
        "by: schools_that_close}",
        "«schools_that_closed»",
    ),
    "indicators that there are not": (
        "{measure: B2",
        "{reached: true, measure: B2",
        "{reached: true, measure: B2",
        "достигать нечего",
    ),
    "schools that close what is not theirs": (
        "unit: school",
        "unit: roadmap\n    indicators: [{text: все, counted: школы, by: schools_that_closed}]",
        "by: schools_that_closed}",
        "unit: school",
    ),
    "schools that close a plan": (
        "period:",
        "indicators: [{text: все, counted: школы, by: schools_that_closed}]\nperiod:",
        "by: schools_that_closed}",
        "unit: school",
    ),
    "answers that nobody looks at": (
        "unit: school",
        "unit: school\n    indicators: [{text: все, counted: школы, by: schools_that_answered}]",
        "by: schools_that_answered}",
        "responses_are_enough",
    ),
    "a wait for a target": ("title: Анкетирование", f"title: А\n    {COUNTED}", "{measure: B2", "не дождаться"),
    "a long title": ("title: План", f"title: {'П' * 61}", "ППП", "длиннее 60"),
    "a sign that Prefect refuses": ("title: План", "title: План на 100%", "100%", "%"),
    "a key twice": ("lines: [3]", "lines: [3]\n    lines: [4]", "lines: [4]", "второй раз"),
    "a reference": ("title: План", "title: &a [*a]", "&a [*a]", "целиком"),
    "a broken line": ("lines: [3]", "lines: [3", "schedule: Апрель", "YAML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line_and_the_remedy(mistake: str) -> None:
    right, wrong, mark, remedy = MISTAKES[mistake]
    text = spoiled((right, wrong))
    place = f"small.yaml, строка {line_of(text, mark)}"
    told = [str(problem) for problem in refused(text)]
    assert any(line.startswith((f"{place},", f"{place}:", f"{place} —")) and remedy in line for line in told), told


def test_the_value_is_shown_as_it_stands() -> None:
    (problem,) = refused(spoiled(("action: low_results", "action: low_result")))
    assert problem.value == "low_result"
    assert problem.place == "small.yaml, строка 30, A1.action"
    assert problem.remedy == "такого расчёта нет. Возможно, имелось в виду «low_results»."


def test_a_missing_key_is_named_at_its_measure() -> None:
    (problem,) = refused(spoiled(("    phase: risk_survey\n", "")))
    assert problem.place == "small.yaml, строка 32, B2"
    assert "«phase»" in problem.remedy


def test_a_cycle_is_named_around() -> None:
    text = spoiled(("acceptance: null", "acceptance: null\n    prerequisites: [C3]"))
    (cycle,) = {problem.remedy for problem in refused(text) if "круг" in problem.remedy and "B2" in problem.remedy}
    assert any(around in cycle for around in ("A1 → B2 → C3 → A1", "B2 → C3 → A1 → B2", "C3 → A1 → B2 → C3"))


def test_a_measure_that_waits_for_itself_is_a_cycle() -> None:
    (problem,) = refused(spoiled(("prerequisites: [A1]", "prerequisites: [B2]")))
    assert "B2 → B2" in problem.remedy


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    mistakes = [
        ("phase: analysis", "phase: analisys"),
        ("[ministry, school]", "[shcool]"),
        ("measure: B2", "measure: X"),
    ]
    places = [problem.place for problem in refused(spoiled(*mistakes))]
    assert places == [
        "small.yaml, строка 26, A1.phase",
        "small.yaml, строка 39, B2.parties",
        "small.yaml, строка 56, C3.prerequisites",
    ]


def test_a_wrong_type_in_one_measure_hides_nothing_in_another() -> None:
    remedies = " ".join(
        problem.remedy for problem in refused(spoiled(("lines: [1]", "lines: x"), ("B2, sh", "B9, sh")))
    )
    assert "список" in remedies
    assert "такого мероприятия нет" in remedies


@pytest.mark.parametrize("text", ["", "просто текст", "- список\n"])
def test_what_is_no_roadmap_is_said_to_be_none(text: str) -> None:
    (problem,) = refused(text)
    assert "нет дорожной карты" in problem.remedy


@pytest.mark.parametrize(
    "wrong", ["measures: 5", "measures: [5, x]", "measures: [{code: [1]}]", "parties: x\nmeasures: {}"]
)
def test_nonsense_is_refused_and_never_breaks_the_reader(wrong: str) -> None:
    assert refused(SMALL[: SMALL.index("parties:")] + wrong + "\n")


def test_a_measure_inherits_parties_and_deliverables_but_its_cells_stay_as_printed() -> None:
    heir = spoiled(
        ("schedule: Апрель 2024\n    parties: [school]\n    deliverables: [План]", 'schedule: ""\n    inherits: B2')
    )
    roadmap = parse(heir, "small.yaml")
    measure = roadmap.by_code["C3"]
    assert measure.parties == ("ministry", "school")
    assert measure.deliverables == ("Профиль",)
    assert measure.schedule == ""
    assert roadmap.schedule_of(measure) == "Март 2024"


def test_only_a_measure_with_its_own_schedule_can_be_inherited_from() -> None:
    chain = spoiled(
        ("schedule: Март 2024", 'schedule: ""\n    inherits: A1'),
        ("schedule: Апрель 2024", 'schedule: ""\n    inherits: B2'),
    )
    (problem,) = refused(chain)
    assert problem.value == "B2"


def test_a_persons_reading_stands_for_a_cell_that_cannot_be_read() -> None:
    text = spoiled(("schedule: Март 2024", "schedule: ближе к весне\n    read_as: март 2024"))
    roadmap = parse(text, "small.yaml")
    measure = roadmap.by_code["B2"]
    assert (measure.schedule, roadmap.reading_of(measure)) == ("ближе к весне", "март 2024")


def test_a_wait_for_a_target_is_no_mistake_when_it_is_soft() -> None:
    soft = ("{measure: B2, share: 0.5}", "{measure: B2, soft: true}")
    assert (
        parse(spoiled(("title: Анкетирование", f"title: А\n    {COUNTED}"), soft), "small.yaml").by_code["B2"].is_target
    )


def test_a_target_needs_no_schedule_that_steps_could_be_made_from() -> None:
    text = spoiled(TARGET, ("schedule: Апрель 2024", 'schedule: ""'))
    assert parse(text, "small.yaml").by_code["C3"].is_target


def told(text: str) -> Sequence[Problem]:
    """Every problem of a file that may also be right."""
    try:
        assert parse(text, "small.yaml").measures
    except RoadmapError as error:
        return error.problems
    return []


WRONG_VALUES = st.sampled_from(
    ["", "5", "2.5", "null", "true", "[1, [2]]", "{a: {b: c}}", "[{}]", "A1", "[A1, A1]", "2024-01-01", "«", "'"]
)


@settings(max_examples=150, deadline=None)
@given(line=st.integers(0, SMALL.count("\n") - 1), value=WRONG_VALUES, indent=st.integers(0, 6))
def test_whatever_a_line_says_the_answer_is_a_roadmap_or_a_refusal(line: int, value: str, indent: int) -> None:
    lines = SMALL.splitlines()
    key = lines[line].split(":")[0]
    for wrong in (f"{key}: {value}", " " * indent + value):
        text = "\n".join([*lines[:line], wrong, *lines[line + 1 :]])
        assert all(problem.place.startswith("small.yaml") and problem.remedy for problem in told(text))
