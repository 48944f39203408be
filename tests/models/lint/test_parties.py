"""Where one party ends and the next begins."""

from dataclasses import replace

from models.lint.registry import lint
from tests.models.lint.drawing import drawn, row, rows


def test_parties_on_lines_of_their_own_need_no_comma() -> None:
    subject = drawn(
        rows(row(responsible="Методический центр, школы"), row(responsible="Методический центр", number="2."))
    )
    first, second = subject.items
    for cell, told in (("Методический центр\nшколы", []), ("Методический центр школы", ["no-separator"])):
        changed = replace(subject, items=(first, replace(second, responsible=cell)))
        assert [finding.rule for finding in lint(changed) if finding.rule == "no-separator"] == told


def test_a_name_with_and_without_its_legal_form_is_one_partys() -> None:
    subject = drawn(
        rows(row(responsible="МКУ «Методический центр»"), row(responsible="Методический центр", number="2."))
    )
    assert [finding.text for finding in lint(subject) if finding.rule == "several-names"] == [
        "МКУ «Методический центр» / Методический центр"
    ]
    apart = drawn(rows(row(responsible="МБОУ «СОШ № 1»"), row(responsible="МБОУ «СОШ № 2»", number="2.")))
    assert not [finding for finding in lint(apart) if finding.rule == "several-names"]
