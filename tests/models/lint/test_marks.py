"""Which signs are remnants, and which are how a format writes."""

from models.lint.order_file import order_subject
from models.lint.registry import lint
from models.order.reading import read_order
from tasks.reading.orders.text import read_text

PLAN = """План на 2024 год

| № | Мероприятие | Срок | Ответственный |
|---|---|---|---|
| **Раздел 1. Кадры** | | | |
| 1 | Курсы | март 2024 | Центр |
"""


def markup_in(text: str) -> list[str]:
    document = read_text(text, "plan.md")
    findings = lint(order_subject(read_order(document), document))
    return [finding.text for finding in findings if finding.rule == "markup"]


def test_a_cell_in_bold_is_how_markdown_emphasises_and_no_remnant() -> None:
    assert markup_in(PLAN) == []
    assert markup_in(PLAN.replace("Курсы", "<i>Курсы</i>")) == ["<i>"]
