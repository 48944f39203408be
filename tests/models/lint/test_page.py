"""docs/lint.md shows the present rules."""

import re
from pathlib import Path

from models.lint.page import listing
from models.lint.registry import rules

PAGE = Path(__file__).parents[3] / "docs" / "lint.md"
REFRESH = "docs/lint.md отстал от правил: запустите python -m tests.models.lint.test_page"


def refreshed(page: str) -> str:
    """The page with the present rules in their place: from the first severity's heading to the end."""
    return page[: page.index("\n### ") + 1] + listing()


def test_the_page_shows_the_present_rules() -> None:
    page = PAGE.read_text("utf8")
    assert refreshed(page) == page, REFRESH


def test_every_rule_is_on_the_page_once() -> None:
    shown = re.findall(r"(?m)^- `([a-z-]+)` \*\*", PAGE.read_text("utf8"))
    assert sorted(shown) == sorted(rule.id for rule in rules())


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf8")), "utf8")
