"""What a party is owed to be told, and the keys by which a fact is told only once.

The kinds and the facts are in facts.py, the words in texts.py. Who the people are belongs in contacts.py, who gets
which message when in budget.py, keeping and sending in tasks/channels.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from models.people.facts import RED, Facts, NoticeKind
from models.people.texts import text

__all__ = ["IDENTITY", "RED", "Facts", "NoticeKind", "OwedNotice", "owed", "text"]


@dataclass(frozen=True)
class OwedNotice:
    """One thing that a party must be told, and the key by which it is told once. The rest is as in its Facts."""

    key: str
    kind: NoticeKind
    measure: str
    party: str
    scope: str
    text: str
    occurrence: str = ""
    unit: str = ""
    due_on: date | None = None
    rung: int | None = None
    steps: tuple[int, ...] = ()


# Beyond (kind, roadmap, year, measure, occurrence, party, scope): what makes one notice of a kind another one.
# The first of each must be there: without it two different facts would share a key, and one would never be told.
IDENTITY: dict[NoticeKind, tuple[str, ...]] = {
    NoticeKind.OPENED: ("as_of", "units"),
    NoticeKind.REMINDER: ("due_on", "rung", "units"),
    NoticeKind.OVERDUE: ("due_on", "rung", "units"),
    NoticeKind.ESCALATION: ("due_on", "rung", "units"),
    NoticeKind.RETURNED: ("version", "unit"),
    NoticeKind.TO_ACCEPT: ("version", "units"),
    NoticeKind.ACCEPTED: ("version", "units"),
    NoticeKind.BLOCKED_BY_DATA: ("findings",),
    NoticeKind.UNBLOCKED: ("answers",),
    NoticeKind.STALE: ("result", "unit"),
    NoticeKind.SUSPECT: ("waivers", "unit"),
    NoticeKind.LAPSED: ("waivers", "unit"),
    NoticeKind.PHASE_COMPLETE: ("phase", "as_of"),
    NoticeKind.EXTENDED: ("version", "units"),
    NoticeKind.QUIET_PAIR: ("findings",),
    NoticeKind.SUBSTITUTION: ("binding",),
    NoticeKind.DIGEST: ("week",),
}


def owed(kind: NoticeKind, facts: Facts) -> OwedNotice:
    """The notice that these facts owe the party.

    Told once: opened, a day and its schools; reminder, overdue and escalation, a due date, a rung of the ladder and the
    schools (a moved deadline is told anew); returned, accepted, to accept and extended, a version of the step; blocked
    by data, a set of findings (in any order); unblocked, what it answers; stale, a result; suspect and lapsed, the
    orders that hold no more; phase complete, a day; a quiet pair, a further period of its silence; a substitution, its
    binding; digest, a week.
    ValueError when the facts lack what tells this notice from the next.
    """
    return OwedNotice(
        key=_key(kind, facts),
        kind=kind,
        measure=facts.measure,
        party=facts.party,
        scope=facts.scope,
        text=text(kind, facts),
        occurrence=facts.occurrence,
        unit=facts.unit,
        due_on=facts.due_on,
        rung=facts.rung,
        steps=facts.steps,
    )


def _key(kind: NoticeKind, facts: Facts) -> str:
    if not getattr(facts, IDENTITY[kind][0]):
        raise ValueError(f"a notice «{kind}» needs {IDENTITY[kind][0]}")
    common = (kind, facts.roadmap, facts.year, facts.measure, facts.occurrence, facts.party, facts.scope)
    parts = (*common, *(_told_apart_by(facts, name) for name in IDENTITY[kind]))
    return ":".join(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)


def _told_apart_by(facts: Facts, name: str) -> str:
    if name in ("findings", "units", "waivers"):
        return hashlib.sha256("\n".join(sorted(set(getattr(facts, name)))).encode()).hexdigest()[:16]
    return str(getattr(facts, name))
