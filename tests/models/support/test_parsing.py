"""A catalogue with a mistake is refused: place, value and nearest right name, all mistakes at once."""

from collections.abc import Sequence

import pytest

from models.errors import FileRefused
from models.problems import Problem
from models.support.parsing import parse
from tests.models.support.small import SMALL

# what is right, what is written instead, which line it stands on, what the remedy says
MISTAKES = {
    "an unknown key": ("days: 60", "day: 60", "day: 60", "имелось в виду «days»"),
    "an unknown key below": ("by: 10}", "bye: 10}", "Доля кабинетов", "имелось в виду «by»"),
    "an unknown factor": ("factor: RF02\n    title: Курсы", "factor: RF22\n    title: Курсы", "RF22", "«RF02»"),
    "an unknown party": ("parties: [institute, school]", "parties: [institut, school]", "institut,", "«institute»"),
    "an unknown need": ("needs: [K01.1]", "needs: [K01.11]", "K01.11", "«K01.1»"),
    "a duplicate code": (
        "code: K02.2",
        "code: K02.1",
        "code: K02.1\n    factor: RF02\n    title: Кад",
        "уже есть в строке",
    ),
    "a duplicate party": ("code: institute,", "code: school,", "code: school, title: Институт", "уже есть в строке 7"),
    "a level that is none": ("level: high", "level: higher", "level: higher", "«high»"),
    "a strength beyond the scale": ("strength: 3", "strength: 4", "strength: 4", "≤ 3"),
    "no document": ("deliverables: [План]", "deliverables: []", "deliverables: []", "хотя бы одно"),
    "places out of nowhere": ("    places: 2\n", "", "places_in_all", "допишите places"),
    "a title that Prefect refuses": ("title: Курсы", "title: Курсы & семинары", "Курсы & семинары", "без знаков"),
}


def refused(text: str) -> Sequence[Problem]:
    with pytest.raises(FileRefused) as refusal:
        parse(text, "small.yaml")
    return refusal.value.problems


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_remedy(mistake: str) -> None:
    right, wrong, marked, remedy = MISTAKES[mistake]
    assert SMALL.count(right) == 1
    text = SMALL.replace(right, wrong)
    (problem,) = [one for one in refused(text) if remedy in one.remedy]
    line = text[: text.index(marked)].count("\n") + 1
    assert f"строка {line}," in problem.place


def test_needs_that_go_in_a_circle_are_named_around() -> None:
    text = SMALL.replace("    source: опыт\n  - code: K01.2", "    needs: [K01.2]\n    source: опыт\n  - code: K01.2")
    (problem,) = refused(text)
    assert "по кругу" in problem.remedy
    assert "K01.1 → K01.2 → K01.1" in problem.remedy or "K01.2 → K01.1 → K01.2" in problem.remedy


def test_all_mistakes_are_told_at_once_in_the_order_of_lines() -> None:
    text = SMALL.replace("needs: [K01.1]", "needs: [K09.9]").replace("level: high", "level: higher")
    text = text.replace("factor: RF02\n    title: Кадровый", "factor: RF12\n    title: Кадровый")
    lines = [int(problem.place.split("строка ")[1].split(",")[0]) for problem in refused(text)]
    assert lines == sorted(lines)
    assert len(lines) == 3


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "просто слова"])
def test_what_is_no_catalogue_is_said_to_be_none(text: str) -> None:
    assert refused(text)
