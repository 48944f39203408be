"""The rules as the page docs/lint.md shows them. The page's other words stand in the page itself."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import LintRule, Severity
from models.lint.registry import rules


def listing() -> str:
    """Markdown: the rules of each severity under its heading, each with why it matters and where an order breaks it."""
    return "\n".join(line for severity in Severity for line in _of(severity))


def _of(severity: Severity) -> Iterator[str]:
    yield f"### {severity.label}"
    yield ""
    yield from (_line(rule) for rule in rules() if rule.severity is severity)
    yield ""


def _line(rule: LintRule) -> str:
    said = f"- `{rule.id}` **{rule.name}.** {rule.why}"
    if rule.example is None:
        return said
    example = _("Пример: {order}, строка {line} — «{text}».")
    told = example.format(order=rule.example.order, line=rule.example.line, text=_escaped(rule.example.text))
    return f"{said} {told}"


def _escaped(text: str) -> str:
    """Signs that Markdown would take for its own, as themselves."""
    return re.sub(r"([\\`*_<>$])", r"\\\1", text)
