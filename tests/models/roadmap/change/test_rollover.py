"""Next year's draft is the file's own text with other years: what a person must decide is marked, the rest is kept."""

from importlib.resources import files

import pytest

from models.roadmap.change.rollover import DECIDE, Rollover, roll_over
from models.roadmap.definition import Roadmap
from models.roadmap.needs import DataNeed
from models.roadmap.parsing import parse
from tests.factories import SIX

SHIPPED = [("kirsanov-2024", "2026"), ("kirsanov-2024", "2026-2027"), ("svetlogorsk-2022", "2025")]
TEXT = SIX.read_text("utf8")


def drafted(text: str, to: str, file_name: str = "six.yaml") -> tuple[Roadmap, Rollover]:
    roadmap = parse(text, file_name)
    return roadmap, roll_over(roadmap, text, file_name, to)


def shipped(name: str) -> str:
    return files("roadmaps").joinpath(f"{name}.yaml").read_text("utf8")


def with_line(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


def decisions(draft: Rollover) -> dict[str, str]:
    """The field of each remark (after the last comma of its place) → the remark."""
    return {one.place.rsplit(", ", 1)[1]: one.remedy for one in draft.remarks}


def test_the_six_measures_next_year() -> None:
    _roadmap, draft = drafted(TEXT, "2026")
    assert draft.roadmap.period == "2026"
    assert {one.code: one.schedule for one in draft.roadmap.measures} == {
        "A1": "Январь-февраль 2026",
        "B2": "Март-апрель 2026",
        "C3": "Май 2026",
        "D4": "Сентябрь 2026",
        "E5": "По запросам образовательных организаций",
        "F6": "По отдельному графику",
    }
    assert list(decisions(draft)) == ["order"]
    assert parse(draft.text, "six.yaml") == draft.roadmap


@pytest.mark.parametrize(("name", "to"), SHIPPED)
def test_what_is_not_said_anew_stays_letter_for_letter(name: str, to: str) -> None:
    text = shipped(name)
    _roadmap, draft = drafted(text, to, f"{name}.yaml")
    kept = [line for line in draft.text.split("\n") if not line.strip().startswith(DECIDE)]
    pairs = list(zip(text.split("\n"), kept, strict=True))
    changed = {new.split(":")[0].strip(" -") for old, new in pairs if old != new}
    assert changed <= {"name", "period", "schedule", "read_as", "{kind"}


@pytest.mark.parametrize(("name", "to"), SHIPPED)
def test_every_remark_stands_above_the_line_that_it_names(name: str, to: str) -> None:
    _roadmap, draft = drafted(shipped(name), to, f"{name}.yaml")
    lines = draft.text.split("\n")
    assert len(draft.remarks) == sum(line.strip().startswith(DECIDE) for line in lines)
    for remark in draft.remarks:
        line = int(remark.place.split("строка ")[1].split(",")[0])
        assert f"{DECIDE}{remark.remedy}" in lines[line - 2]


def test_a_draft_of_as_many_years_is_accepted_as_it_is() -> None:
    _roadmap, draft = drafted(shipped("kirsanov-2024"), "2026-2027", "kirsanov-2024.yaml")
    assert parse(draft.text, "kirsanov-2026.yaml") == draft.roadmap
    assert draft.roadmap.name == "kirsanov-2026"


def test_years_of_data_move_with_the_work() -> None:
    _roadmap, draft = drafted(shipped("kirsanov-2024"), "2026", "kirsanov-2024.yaml")
    vpr = {one.code: one.data[0].years for one in draft.roadmap.measures if one.data}
    assert vpr["T01"] == (2024, 2025)
    assert vpr["T09"] == {2026: (2025, 2026)}
    assert vpr["T15"] == {2026: (2023, 2024, 2025)}


def test_years_of_data_that_differ_from_year_to_year_are_left_to_decide() -> None:
    years = "          2024: [2023]\n          2025: [2022, 2023]\n"
    text = with_line("    kind: MENT\n", f"    kind: MENT\n    data:\n      - kind: vpr\n        years:\n{years}")
    _roadmap, draft = drafted(text, "2026")
    (measure,) = (one for one in draft.roadmap.measures if one.data)
    assert measure.data == (DataNeed(kind="vpr", years={2026: (2023, 2024)}),)
    assert "проверьте, какие нужны" in decisions(draft)["D4.data"]
    assert parse(draft.text, "six.yaml") == draft.roadmap


def test_absolute_years_of_work_in_several_years_are_left_to_decide_too() -> None:
    text = with_line(
        "    kind: MENT\n", "    kind: MENT\n    data:\n      - {kind: vpr, years: [2023]}\n      - kind: schools\n"
    )
    _roadmap, draft = drafted(text, "2026")
    assert draft.roadmap.by_code["D4"].data == (DataNeed(kind="vpr", years=(2025,)), DataNeed(kind="schools"))
    assert "D4.data" in decisions(draft)


def test_years_in_the_orders_words_are_never_rewritten() -> None:
    text = with_line("    text: Анкетирование\n", "    text: Анкетирование за 2022, 2023 гг.\n")
    roadmap, draft = drafted(text, "2026")
    assert draft.roadmap.by_code["B2"].text == roadmap.by_code["B2"].text
    assert decisions(draft)["B2.text"] == "в тексте назван год (2022, 2023): решите, каким он станет."


@pytest.mark.parametrize(
    "written",
    ["Сентябрь 2024, 2025", "'Сентябрь 2024, 2025'", '"Сентябрь\\n2024, 2025"', ">-\n      Сентябрь 2024,\n      2025"],
)
def test_however_a_schedule_is_written_it_moves(written: str) -> None:
    text = with_line("    schedule: Сентябрь 2024, 2025\n", f"    schedule: {written}\n")
    _roadmap, draft = drafted(text, "2026")
    assert draft.roadmap.by_code["D4"].schedule.split() == ["Сентябрь", "2026"]
    assert parse(draft.text, "six.yaml") == draft.roadmap


def test_a_persons_reading_moves_and_the_doubtful_cell_is_not_asked_about_again() -> None:
    text = with_line("    schedule: Май 2024\n", "    schedule: в мае-июне\n    read_as: Май 2024\n")
    _roadmap, draft = drafted(text, "2026")
    assert draft.roadmap.by_code["C3"].read_as == "Май 2026"
    assert list(decisions(draft)) == ["order"]


def test_a_name_that_says_the_year_says_the_next_one() -> None:
    _roadmap, draft = drafted(with_line("name: six\n", "name: six-2024\n"), "2026")
    assert draft.roadmap.name == "six-2026"


def test_days_that_are_dates_do_not_become_the_next_years_and_are_asked_for() -> None:
    calendar = """
calendar:
  workdays: true
  days_off: {2024-05-02: день района}
  working_days: [2024-05-04]
  terms:
    holidays:
      - {name: осенние, start: 2024-10-28, end: 2024-11-04}
"""
    _roadmap, draft = drafted(TEXT + calendar, "2026")
    asked = {one.place.rsplit(", ", 1)[1]: one.remedy for one in draft.remarks}
    assert list(asked) == ["order", "calendar.days_off", "calendar.working_days", "calendar.terms.holidays"]
    assert asked["calendar.days_off"] == "эти дни названы датами: впишите такие же дни нового периода."
    _roadmap, silent = drafted(TEXT + "\ncalendar:\n  workdays: true\n", "2026")
    assert list(decisions(silent)) == ["order"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("target_group: школы\n", "target_group: школы списка 2023 года\n", "target_group"),
        ("    kind: ANL\n", "    kind: ANL\n    note: Срок 2024 года назван нами.\n", "A1.note"),
        ("    deliverables: [План]\n", "    deliverables: [План на 2024 год]\n", "C3.deliverables"),
        ("    title: Анкетирование\n", "    title: Анкетирование\n    heading: 'В 2024 году:'\n", "B2.heading"),
    ],
)
def test_a_year_in_our_own_words_is_asked_about_too(old: str, new: str, place: str) -> None:
    _roadmap, draft = drafted(with_line(old, new), "2026")
    assert "в тексте назван год" in decisions(draft)[place]
