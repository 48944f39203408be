"""Every rule of lint, and what they find in one order or roadmap. The rules stand in the modules beside this one."""

from models.lint import (
    body,
    completeness,
    marks,
    metadata,
    numbering,
    parties,
    phrases,
    results,
    rows,
    schedules,
    sequence,
    signing,
    spelling,
)
from models.lint.findings import Finding, LintRule, Severity
from models.lint.subject import Subject

FAMILIES = (
    metadata,
    signing,
    body,
    schedules,
    sequence,
    completeness,
    results,
    parties,
    numbering,
    rows,
    phrases,
    spelling,
    marks,
)


def rules() -> tuple[LintRule, ...]:
    """Every rule, by family."""
    return tuple(rule for family in FAMILIES for rule in family.rules())


def lint(subject: Subject) -> list[Finding]:
    """Everything that the rules find, the gravest first, then as the document goes."""
    grave = list(Severity)
    found = [finding for rule in rules() for finding in rule.findings(subject)]
    return sorted(found, key=lambda finding: (grave.index(finding.severity), finding.position))
