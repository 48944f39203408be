"""An order's head against its annex: each disagreement is told once."""

from models.lint.registry import lint
from tests.models.lint.drawing import HEAD, drawn


def test_an_annex_dated_later_disagrees_and_is_no_later_document() -> None:
    subject = drawn(head=f"{HEAD}\nПриложение\nк приказу от 11.01.2024 № 6\nПлан мероприятий на 2024 год")
    told = [finding.rule for finding in lint(subject)]
    assert told.count("annex-disagrees") == 1
    assert "cites-later-document" not in told
