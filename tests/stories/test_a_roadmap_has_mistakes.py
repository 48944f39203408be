"""A roadmap typed in from an order, with slips of the hand: told all at once, each at its line, mended, accepted."""

from importlib.resources import files
from pathlib import Path

import pytest

from tests.deployments.cli.conftest import Answer, Vekha

PRINTED = files("roadmaps").joinpath("kirsanov-2024.yaml").read_text("utf8")
SLIPS = {
    '    schedule: "Февраль 2024"': '    schedule: "Ближе к весне"',
    "    phase: risk_survey": "    phaze: risk_survey",
    "    prerequisites: [T02]": "    prerequisites: [T20]",
    "    parties: [ministry, toipkro]\n": "    parties: [ministry, toipcro]\n",
    "    action: hard_elements": "    action: hard_element",
}
REMEDIES = {
    "Ближе к весне": "до 31 мая 2025",
    "phaze": "«phase»",
    "T20": "такого мероприятия нет",
    "toipcro": "«toipkro»",
    "hard_element": "«hard_elements»",
}


def check(path: Path) -> Answer:
    return Vekha()("roadmap", "check", path)


@pytest.fixture
def typed_in(tmp_path: Path) -> Path:
    """The order as somebody typed it in, with five slips of the hand."""
    path, text = tmp_path / "наша-карта.yaml", PRINTED
    for right, wrong in SLIPS.items():
        assert right in text
        text = text.replace(right, wrong, 1)
    path.write_text(text, "utf8")
    return path


def test_every_mistake_is_told_at_once_with_its_line_and_a_remedy(typed_in: Path) -> None:
    """Пять описок — все названы за один раз: строка, значение и как исправить или на что похоже."""
    answer = check(typed_in)
    assert answer.code == 1
    lines = typed_in.read_text("utf8").splitlines()
    for wrong, remedy in REMEDIES.items():
        (said,) = [line for line in answer.complaint.splitlines() if f"«{wrong}»" in line]
        number = next(number for number, line in enumerate(lines, start=1) if wrong in line)
        assert f"строка {number}," in said
        assert remedy in said


def test_a_mended_roadmap_is_accepted_with_remarks(typed_in: Path) -> None:
    """Исправили — карта принята; о том, что в самом приказе не сходится, сказано замечаниями, и они не мешают."""
    typed_in.write_text(PRINTED, "utf8")
    answer = check(typed_in)
    assert answer.code == 0
    assert "мероприятий — 47" in answer.said
    assert "T05" in answer.said
