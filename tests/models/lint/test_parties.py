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
