"""What becomes of a cycle's steps when it moves to another version of its roadmap, and how people read it. Pure.

Which fate a step has is decided in tasks/cycle/adoption.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.language import _
from models.steps.status import Status
from models.wording import in_digits

Dates = tuple[date | None, date | None]


class Fate(StrEnum):
    """What becomes of a step when its cycle moves to another version of the roadmap."""

    NEW = "new"
    BACK = "back"
    MOVED = "moved"
    WAIVED = "waived"
    RENAMED = "renamed"
    KEPT = "kept"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The fate as people read it."""
        return {
            Fate.NEW: _("появится"),
            Fate.BACK: _("вернётся в план"),
            Fate.MOVED: _("сменит срок"),
            Fate.WAIVED: _("будет снят"),
            Fate.RENAMED: _("сменит код"),
            Fate.KEPT: _("останется как есть"),
            Fate.CLOSED: _("закрыт, не изменится"),
        }[self]


@dataclass(frozen=True)
class StepFate:
    """One step's fate.

    measure:      the code that it will have; formerly: the one that it has, where they differ
    before, after: its dates, inclusive; equal where they stay
    reason:       why it is waived or returns, empty otherwise
    """

    fate: Fate
    measure: str
    occurrence: str
    unit: str
    status: Status
    before: Dates
    after: Dates
    reason: str = ""
    formerly: str = ""


@dataclass(frozen=True)
class Adoption:
    """What moving a cycle to a version does, or would do; versions by their SHA-256.

    titles: of every measure of both versions, by code
    for_calendar: deadlines that the working calendar of the version would move besides; they wait for a person
    """

    roadmap: str
    year: int
    before: str
    after: str
    fates: tuple[StepFate, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    for_calendar: int = 0

    @property
    def is_needed(self) -> bool:
        """Whether the cycle does not run by that version already."""
        return self.before != self.after

    def count(self, fate: Fate) -> int:
        """How many steps have this fate."""
        return sum(one.fate is fate for one in self.fates)


def sentences(adoption: Adoption, as_of: date) -> Iterator[str]:
    """What becomes of the steps, one sentence for all units of an occurrence that share a fate; not of what stays."""
    groups: dict[tuple[object, ...], list[StepFate]] = {}
    for one in adoption.fates:
        if one.fate not in (Fate.KEPT, Fate.CLOSED):
            groups.setdefault(tuple(getattr(one, name) for name in _SHARED), []).append(one)
    for group in groups.values():
        yield _sentence(group, adoption.titles.get(group[0].measure, ""), as_of)


_SHARED = ("fate", "measure", "occurrence", "before", "after", "reason", "formerly")


def _sentence(group: list[StepFate], title: str, as_of: date) -> str:
    one = group[0]
    named = f"{one.formerly + ' → ' if one.formerly else ''}{one.measure} «{title}»"
    schools = _(", школ: {count}").format(count=len(group)) if one.unit else ""
    return f"{named}{schools}: {_happening(one, as_of)}"


def _happening(one: StepFate, as_of: date) -> str:
    if one.fate is Fate.WAIVED:
        return _("будет снят — {reason} (срок был {due}).").format(reason=one.reason, due=in_digits(one.before[1]))
    if one.fate is Fate.RENAMED:
        return _("сменит код; срок, документы и история — те же.")
    if one.fate is Fate.MOVED:
        told = _("срок {before} станет {after}.").format(before=in_digits(one.before[1]), after=in_digits(one.after[1]))
    else:
        told = _("{fate}, срок {due}.").format(fate=one.fate.label, due=in_digits(one.after[1]))
    is_past = one.after[1] is not None and one.after[1] < as_of
    return f"{told} {_('Этот срок уже прошёл: шаг сразу будет просрочен.')}" if is_past else told
