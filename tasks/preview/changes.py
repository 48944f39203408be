"""What a preview says: the changes that files would bring, as plain values. Working them out belongs in effect.py."""

from dataclasses import dataclass, field
from datetime import date

from models.errors import FileRefused
from models.steps.state import State
from tasks.data.loading import LoadReport


@dataclass(frozen=True)
class StepName:
    """Which step is meant, for people."""

    roadmap: str
    year: int
    code: str
    title: str
    window: str
    school: str


@dataclass(frozen=True)
class FindingChange:
    """A finding of the data checks that appears, or is gone."""

    step: StepName
    appears: bool
    school: str
    place: str
    message: str
    blocking: bool


@dataclass(frozen=True)
class SchoolMove:
    """A school that enters the list of schools with low results, or leaves it, and by which results."""

    step: StepName
    enters: bool
    school: str
    name: str
    municipality: str
    procedures: str


@dataclass(frozen=True)
class ListChange:
    """A computed list whose rows change: how many there are, and how many of them are other ones."""

    step: StepName
    before: int
    after: int
    added: int
    removed: int


@dataclass(frozen=True)
class StepChange:
    """A step that would stand otherwise; party: who is to hand its documents in again, empty for computed ones."""

    step: StepName
    before: State
    after: State
    sentence: str
    party: str = ""


@dataclass(frozen=True)
class DocumentChange:
    """A document of a computed step that would be made anew."""

    step: StepName
    title: str
    file_name: str
    is_first: bool


@dataclass(frozen=True)
class Preview:
    """Everything that loading the files and the run after it would change.

    cycles: the open cycles that were looked at, with the day; none: there is nothing to compare with yet
    """

    files: tuple[LoadReport, ...] = ()
    refused: dict[str, FileRefused] = field(default_factory=dict)
    cycles: tuple[tuple[str, int, date], ...] = ()
    findings: tuple[FindingChange, ...] = ()
    schools: tuple[SchoolMove, ...] = ()
    lists: tuple[ListChange, ...] = ()
    recomputed: tuple[StepName, ...] = ()
    steps: tuple[StepChange, ...] = ()
    documents: tuple[DocumentChange, ...] = ()

    @property
    def to_hand_in(self) -> tuple[StepChange, ...]:
        """The steps whose people are to hand in again."""
        return tuple(one for one in self.steps if one.party)
