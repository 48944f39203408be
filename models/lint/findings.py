"""What a rule of lint is and what it says. The rules themselves belong in the modules beside this one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from models.language import _
from models.lint.places import Place
from models.lint.subject import Subject


class Severity(StrEnum):
    """How much a finding matters before signing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The heading that people read over findings of this severity."""
        return {
            Severity.ERROR: _("Ошибки: с ними подписывать нельзя"),
            Severity.WARNING: _("Предупреждения: скорее всего, нужно исправить"),
            Severity.NOTE: _("К сведению: исполнителю будет неясно"),
        }[self]


@dataclass(frozen=True)
class Remark:
    """What a rule's look at an order yields: the place, the text there, what is wrong, what would mend it."""

    place: Place
    text: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Finding:
    """A remark with the rule that made it, ready for people and for JSON."""

    rule: str
    severity: Severity
    place: str
    text: str
    what: str
    remedy: str
    position: int = field(default=0, compare=False)

    def as_json(self) -> dict[str, str]:
        """The finding as the command prints it with --json."""
        names = ("rule", "severity", "place", "text", "what", "remedy")
        return {name: str(getattr(self, name)) for name in names}


@dataclass(frozen=True)
class Example:
    """Where a real order does what the rule speaks of: the order, its line, the words there."""

    order: str
    line: int
    text: str


@dataclass(frozen=True)
class LintRule:
    """One rule: what it is called, why it matters, where a real order breaks it, and how it looks.

    id:   stable, lower case with hyphens; example: none where no order that we know breaks the rule
    look: yields a remark for every place that breaks the rule
    """

    id: str
    severity: Severity
    name: str
    why: str
    example: Example | None
    look: Callable[[Subject], Iterable[Remark]]

    def findings(self, subject: Subject) -> list[Finding]:
        """What the rule finds, each thing once."""
        return [
            Finding(self.id, self.severity, str(remark.place), remark.text, remark.what, remark.remedy, remark.place.at)
            for remark in dict.fromkeys(self.look(subject))
        ]
