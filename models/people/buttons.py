"""The buttons under a notice: which there are, and what a press of one speaks of. Pure.

How they look belongs in tasks/channels/slack_message.py, what a press does in tasks/pressing.
"""

from dataclasses import astuple, dataclass
from enum import StrEnum

from models.language import _
from models.people.notices import NoticeKind

# Slack keeps what a press speaks of in a block's id, and no more of it than this.
LONGEST = 255


class Deed(StrEnum):
    """What a press asks for."""

    HAND_IN = "hand_in"
    WHY = "why"
    SNOOZE = "snooze"

    @property
    def label(self) -> str:
        """The words on the button."""
        return {Deed.HAND_IN: _("Сдать"), Deed.WHY: _("Почему стоит?"), Deed.SNOOZE: _("Отложить")}[self]

    @property
    def is_written(self) -> bool:
        """Whether the press itself changes the record; a form that opens is handed in by another delivery."""
        return self is Deed.SNOOZE


_BUTTONS: dict[NoticeKind, tuple[Deed, ...]] = {
    **dict.fromkeys((NoticeKind.OPENED, NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.EXTENDED), tuple(Deed)),
    **dict.fromkeys((NoticeKind.RETURNED, NoticeKind.STALE, NoticeKind.UNBLOCKED), (Deed.HAND_IN, Deed.WHY)),
    **dict.fromkeys((NoticeKind.BLOCKED_BY_DATA, NoticeKind.ESCALATION), (Deed.WHY,)),
    **dict.fromkeys((NoticeKind.SUSPECT, NoticeKind.LAPSED), (Deed.WHY,)),
}
# Of how many working days a reminder may be put off.
PUT_OFF = (1, 3, 5)


@dataclass(frozen=True)
class Subject:
    """The steps that a notice speaks of: an occurrence of a measure, as far as one holder of a role is concerned.

    scope: the school or municipality whose holder is meant; empty for the whole roadmap
    """

    roadmap: str
    year: int
    measure: str
    occurrence: str
    party: str
    scope: str

    def written(self) -> str:
        """The subject as a button carries it; empty when it would not fit, and then there are no buttons."""
        parts = (str(part).replace("%", "%25").replace("|", "%7C") for part in astuple(self))
        said = "|".join(parts)
        return said if len(said) <= LONGEST else ""


def read_subject(said: str) -> Subject | None:
    """What `written` wrote; None when that is not what it is."""
    parts = [part.replace("%7C", "|").replace("%25", "%") for part in said.split("|")]
    if len(parts) != len(Subject.__dataclass_fields__) or not parts[1].isdecimal():
        return None
    roadmap, year, *rest = parts
    return Subject(roadmap, int(year), *rest)


def subject_of(key: str) -> Subject | None:
    """What a notice speaks of, by its key (notices.py); None when it speaks of no measure's steps."""
    parts = [part.replace("%3A", ":").replace("%25", "%") for part in key.split(":")]
    if len(parts) < 7 or not parts[2].isdecimal() or not parts[3]:
        return None
    _kind, roadmap, year, measure, occurrence, party, scope, *_identity = parts
    return Subject(roadmap, int(year), measure, occurrence, party, scope)


def pressed_of(key: str) -> tuple[Subject | None, tuple[Deed, ...]]:
    """Of what the notice of that key speaks, and which buttons stand under it."""
    kind = key.partition(":")[0]
    return subject_of(key), deeds_of(NoticeKind(kind)) if kind in set(NoticeKind) else ()


def deeds_of(kind: NoticeKind) -> tuple[Deed, ...]:
    """Which buttons stand under a notice of this kind."""
    return _BUTTONS.get(kind, ())
