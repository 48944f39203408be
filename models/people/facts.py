"""The kinds of notices and the facts that one speaks of. Their words belong in texts.py, their keys in notices.py."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.language import _


class NoticeKind(StrEnum):
    """Why somebody is told something."""

    OPENED = "opened"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    RETURNED = "returned"
    TO_ACCEPT = "to_accept"
    ACCEPTED = "accepted"
    BLOCKED_BY_DATA = "blocked_by_data"
    UNBLOCKED = "unblocked"
    STALE = "stale"
    SUSPECT = "suspect"
    LAPSED = "lapsed"
    PHASE_COMPLETE = "phase_complete"
    EXTENDED = "extended"
    QUIET_PAIR = "quiet_pair"
    SUBSTITUTION = "substitution"
    DIGEST = "digest"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return {
            NoticeKind.OPENED: _("Открыто"),
            NoticeKind.REMINDER: _("Напоминание"),
            NoticeKind.OVERDUE: _("Просрочено"),
            NoticeKind.ESCALATION: _("Просрочено у подведомственных"),
            NoticeKind.RETURNED: _("Возвращено на доработку"),
            NoticeKind.TO_ACCEPT: _("Ждёт вашей приёмки"),
            NoticeKind.ACCEPTED: _("Принято"),
            NoticeKind.BLOCKED_BY_DATA: _("Остановлено проверкой данных"),
            NoticeKind.UNBLOCKED: _("Данные исправлены"),
            NoticeKind.STALE: _("Устарело"),
            NoticeKind.SUSPECT: _("Под вопросом"),
            NoticeKind.LAPSED: _("Снятие истекло"),
            NoticeKind.PHASE_COMPLETE: _("Этап завершён"),
            NoticeKind.EXTENDED: _("Срок перенесён"),
            NoticeKind.QUIET_PAIR: _("Не встречаются"),
            NoticeKind.SUBSTITUTION: _("Замещение"),
            NoticeKind.DIGEST: _("Сводка недели"),
        }[self]

    @property
    def is_red(self) -> bool:
        """Whether it is told at once, whatever the hour and whatever was told that day."""
        return self in RED


# What somebody must mend now, or what others wait for because of it. Everything else can wait for the next morning.
RED = frozenset({NoticeKind.OVERDUE, NoticeKind.ESCALATION, NoticeKind.RETURNED, NoticeKind.BLOCKED_BY_DATA})


@dataclass(frozen=True)
class Facts:
    """What a notice speaks of.

    roadmap, year:  the cycle; as_of: the calendar day on which it became true
    party, scope:   the role that is told, and the school or municipality whose holder is meant (empty: the roadmap's)
    measure, title, place, occurrence: which measure, where the order prints it, which occurrence of its schedule
    unit:           the login of the one school whose step is meant; empty for the whole roadmap or for several schools
    units:          logins of all schools concerned, in order
    schools:        names of the schools concerned, in the order to be shown; empty for the whole roadmap
    step:           how a command names the step's time where it must («--cycle 2024 --window 2024-08»), or «--quiet 6»
    awaited:        what the step still waits for, so that it cannot be handed in whatever its party does
    due_on:         the deadline, inclusive; was_due_on: the deadline that it replaces
    since:          of a substitution its first day, due_on being its last
    accept_by:      until when acceptance is asked for
    rung:           how many working days after the deadline it speaks (before it when negative); left: until it now
    deliverables:   what is to be handed in (empty: nothing, a computer does it)
    reason:         a person's words on why it was returned or moved, or on what was accepted; ours on what is in doubt
    waivers:        numbers of the waivers that hold no more, of what is in doubt or was dropped
    late:           the party that is late, in words; of a digest or a substitution, whose it is
    version:        of the step after the move
    binding:        of a substitution, what tells its binding from others: a number, or the hash of the file's words
    result:         SHA-256 of the result that replaced the one relied on
    findings:       what the data check found, or which pairs are quiet, as text: only counted and hashed, never shown
    answers:        the key of the notice that this one takes back
    phase:          the phase's name as people read it; roadmap_title: the roadmap's
    steps:          the ids of the steps concerned: of others nobody is told by it; empty for what no step decides
    week:           of a digest, «2024-W31»
    lines:          what a digest or a substitution lists, in words
    """

    roadmap: str
    year: int
    as_of: date
    party: str
    scope: str = ""
    measure: str = ""
    title: str = ""
    place: str = ""
    occurrence: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    step: str = ""
    awaited: str = ""
    schools: tuple[str, ...] = ()
    due_on: date | None = None
    was_due_on: date | None = None
    since: date | None = None
    accept_by: date | None = None
    rung: int | None = None
    left: int = 0
    deliverables: tuple[str, ...] = ()
    reason: str = ""
    waivers: tuple[str, ...] = ()
    late: str = ""
    version: int = 0
    binding: str = ""
    result: str = ""
    findings: tuple[str, ...] = ()
    answers: str = ""
    phase: str = ""
    roadmap_title: str = ""
    steps: tuple[int, ...] = ()
    week: str = ""
    lines: tuple[str, ...] = ()
