"""What a party is told: the kinds of notices, their Russian texts, and the keys by which a fact is told only once.

Pure text. Who the people are belongs in contacts.py; keeping and sending notices in tasks/channels.
A text carries codes, schools and counts, never a person's name and never a cell of a data file.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.language import _
from models.people.counting import days, few_of, findings, pairs, schools, shortened

REASON_LENGTH = 500


class NoticeKind(StrEnum):
    """Why somebody is told something."""

    OPENED = "opened"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    RETURNED = "returned"
    BLOCKED_BY_DATA = "blocked_by_data"
    PHASE_COMPLETE = "phase_complete"
    STALE = "stale"
    QUIET_PAIR = "quiet_pair"
    ACCEPTED = "accepted"
    TO_ACCEPT = "to_accept"
    EXTENDED = "extended"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return {
            NoticeKind.OPENED: _("Открыто"),
            NoticeKind.DUE_SOON: _("Скоро срок"),
            NoticeKind.OVERDUE: _("Просрочено"),
            NoticeKind.RETURNED: _("Возвращено на доработку"),
            NoticeKind.BLOCKED_BY_DATA: _("Остановлено проверкой данных"),
            NoticeKind.PHASE_COMPLETE: _("Этап завершён"),
            NoticeKind.STALE: _("Устарело"),
            NoticeKind.QUIET_PAIR: _("Не встречаются"),
            NoticeKind.ACCEPTED: _("Принято"),
            NoticeKind.TO_ACCEPT: _("Ждёт вашей приёмки"),
            NoticeKind.EXTENDED: _("Срок перенесён"),
        }[self]


@dataclass(frozen=True)
class Facts:
    """What a notice speaks of.

    roadmap, year:  the cycle; as_of: the calendar day on which it became true
    party, scope:   the role that is told, and the school or municipality whose holder is meant (empty: the roadmap's)
    measure, title, place, occurrence: which measure, where the order prints it, which occurrence of its schedule
    unit:           the login of the one school whose step is meant; empty for the whole roadmap or for several schools
    units:          logins of all schools concerned, in order; members: how many the holder has in this occurrence
    schools:        names of the schools concerned, in the order to be shown; empty for the whole roadmap
    step:           how a command names the step's time where it must («--cycle 2024 --window 2024-08»), or «--quiet 6»
    awaited:        what the step still waits for, so that it cannot be handed in whatever its party does
    was_due_on:     the deadline that due_on replaces; accept_by: until when acceptance is asked for
    due_on:         the deadline, inclusive; deliverables: what is to be handed in (empty: nothing, a computer does it)
    reason:         a person's words on why it was returned or moved, or on what was accepted
    version:        of the step after the move; result: SHA-256 of the result that replaced the one relied on
    findings:       what the data check found, or which pairs are quiet, as text: only counted and hashed, never shown
    phase:          the phase's name as people read it; roadmap_title: the roadmap's
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
    members: int = 1
    step: str = ""
    awaited: str = ""
    schools: tuple[str, ...] = ()
    due_on: date | None = None
    was_due_on: date | None = None
    accept_by: date | None = None
    deliverables: tuple[str, ...] = ()
    reason: str = ""
    version: int = 0
    result: str = ""
    findings: tuple[str, ...] = ()
    phase: str = ""
    roadmap_title: str = ""


@dataclass(frozen=True)
class OwedNotice:
    """One thing that a party must be told, and the key by which it is told once."""

    key: str
    kind: NoticeKind
    measure: str
    party: str
    scope: str
    text: str


# Beyond (kind, roadmap, year, measure, occurrence, party, scope): what makes one notice of a kind another one.
# The first of each must be there: without it two different facts would share a key, and one would never be told.
IDENTITY: dict[NoticeKind, tuple[str, ...]] = {
    NoticeKind.OPENED: ("as_of", "units"),
    NoticeKind.DUE_SOON: ("due_on", "members"),
    NoticeKind.OVERDUE: ("due_on", "members"),
    NoticeKind.RETURNED: ("version", "unit"),
    NoticeKind.BLOCKED_BY_DATA: ("findings",),
    NoticeKind.PHASE_COMPLETE: ("phase", "as_of"),
    NoticeKind.STALE: ("result", "unit"),
    NoticeKind.QUIET_PAIR: ("findings",),
    NoticeKind.ACCEPTED: ("version", "units"),
    NoticeKind.TO_ACCEPT: ("version", "units"),
    NoticeKind.EXTENDED: ("version", "units"),
}


def owed(kind: NoticeKind, facts: Facts) -> OwedNotice:
    """The notice that these facts owe the party.

    Told once: opened, a day and its schools; due soon and overdue, a due date (a moved deadline is told anew, and so is
    one that a school joined); returned, a version of the step; blocked by data, a set of findings (in any order); phase
    complete, a day; stale, a result; a quiet pair, a further period of its silence; accepted, to accept and extended,
    a version of the step.
    ValueError when the facts lack what tells this notice from the next.
    """
    return OwedNotice(_key(kind, facts), kind, facts.measure, facts.party, facts.scope, text(kind, facts))


def text(kind: NoticeKind, facts: Facts) -> str:
    """The message itself: one short paragraph in Russian."""
    sentences = (f"{kind.label}: {_subject(facts)}.", *_SENTENCES[kind](facts))
    return " ".join(sentence for sentence in sentences if sentence)


def _key(kind: NoticeKind, facts: Facts) -> str:
    if not getattr(facts, IDENTITY[kind][0]):
        raise ValueError(f"a notice «{kind}» needs {IDENTITY[kind][0]}")
    common = (kind, facts.roadmap, facts.year, facts.measure, facts.occurrence, facts.party, facts.scope)
    parts = (*common, *(_told_apart_by(facts, name) for name in IDENTITY[kind]))
    return ":".join(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)


def _told_apart_by(facts: Facts, name: str) -> str:
    if name in ("findings", "units"):
        return hashlib.sha256("\n".join(sorted(set(getattr(facts, name)))).encode()).hexdigest()[:16]
    return str(getattr(facts, name))


def _subject(facts: Facts) -> str:
    """«T05 «Анкетирование школ» (п. 5)», or the phase when the notice speaks of no measure."""
    if not facts.measure:
        return _("«{phase}», дорожная карта «{roadmap}», {year} год").format(
            phase=facts.phase, roadmap=facts.roadmap_title or facts.roadmap, year=facts.year
        )
    title = shortened(facts.title, 200)
    return f"{facts.measure} «{title}» ({facts.place})" if facts.place else f"{facts.measure} «{title}»"


def _opened(facts: Facts) -> tuple[str, ...]:
    due = _("Срок — {due}.").format(due=_day(facts.due_on)) if facts.due_on else _("Срок не назначен.")
    return due, _for_schools(facts), _hand_in(facts)


def _due_soon(facts: Facts) -> tuple[str, ...]:
    left = (facts.due_on - facts.as_of).days if facts.due_on else 0
    when = _("сегодня последний день") if left <= 0 else _("осталось: {days}").format(days=days(left))
    due = _("Срок — {due}, {when}.").format(due=_day(facts.due_on), when=when)
    return due, _for_schools(facts), _hand_in(facts)


def _overdue(facts: Facts) -> tuple[str, ...]:
    late = (facts.as_of - facts.due_on).days if facts.due_on else 0
    due = _("Срок был {due}, опоздание: {days}.").format(due=_day(facts.due_on), days=days(late))
    if facts.awaited:
        return due, _for_schools(facts), _("Сдать пока нельзя, не исполнено: {awaited}.").format(awaited=facts.awaited)
    return due, _for_schools(facts), _hand_in(facts)


def _returned(facts: Facts) -> tuple[str, ...]:
    due = _("Срок — {due}.").format(due=_day(facts.due_on)) if facts.due_on else ""
    return _for_schools(facts), _why(facts), due, _hand_in(facts, again=True)


def _blocked_by_data(facts: Facts) -> tuple[str, ...]:
    found = _("В данных {findings}.").format(findings=findings(len(set(facts.findings))))
    remedy = _("Что исправить, покажет vekha status; исправленный файл загрузите: vekha load …")
    return found, _for_schools(facts), remedy


def _phase_complete(facts: Facts) -> tuple[str, ...]:
    return (_("Все мероприятия этапа исполнены или сняты на {day}.").format(day=_day(facts.as_of)),)


def _stale(facts: Facts) -> tuple[str, ...]:
    why = _("Результаты, на которых основан документ, изменились: проверьте его и сдайте заново.")
    return _for_schools(facts), why, _hand_in(facts, again=True)


def _quiet_pair(facts: Facts) -> tuple[str, ...]:
    many = pairs(len(set(facts.findings)))
    silent = _("Наставники с учителями не встречаются {how_long} и дольше: {pairs}.")
    remedy = _("Какие, покажет vekha mentors show {weeks}; встречу записывает vekha mentors met …")
    return silent.format(how_long=facts.reason, pairs=many), _for_schools(facts), remedy.format(weeks=facts.step)


def _accepted(facts: Facts) -> tuple[str, ...]:
    remark = shortened(facts.reason, REASON_LENGTH).rstrip(".")
    said = _("Замечание: {remark}.").format(remark=remark) if remark else ""
    return _for_schools(facts), said, _("Больше ничего не нужно.")


def _to_accept(facts: Facts) -> tuple[str, ...]:
    until = _("Принять до {day}.").format(day=_day(facts.accept_by)) if facts.accept_by else ""
    told, step = _("Принять: {accept}; вернуть: {back}"), _step(facts)
    return (
        _for_schools(facts),
        until,
        told.format(accept=f"vekha accept {step}", back=f"vekha return {step} --reason …"),
    )


def _extended(facts: Facts) -> tuple[str, ...]:
    moved = _("Новый срок — {due}, был {was}.").format(due=_day(facts.due_on), was=_day(facts.was_due_on))
    return moved, _for_schools(facts), _why(facts), _hand_in(facts)


def _why(facts: Facts) -> str:
    reason = shortened(facts.reason, REASON_LENGTH).rstrip(".")
    return _("Причина: {reason}.").format(reason=reason) if reason else ""


_SENTENCES: dict[NoticeKind, Callable[[Facts], tuple[str, ...]]] = {
    NoticeKind.OPENED: _opened,
    NoticeKind.DUE_SOON: _due_soon,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.RETURNED: _returned,
    NoticeKind.BLOCKED_BY_DATA: _blocked_by_data,
    NoticeKind.PHASE_COMPLETE: _phase_complete,
    NoticeKind.STALE: _stale,
    NoticeKind.QUIET_PAIR: _quiet_pair,
    NoticeKind.ACCEPTED: _accepted,
    NoticeKind.TO_ACCEPT: _to_accept,
    NoticeKind.EXTENDED: _extended,
}


def _for_schools(facts: Facts) -> str:
    """«2 школы: СОШ № 1, СОШ № 2.», or nothing when the whole roadmap is meant."""
    if not facts.schools:
        return ""
    return f"{schools(len(facts.schools))}: {few_of(facts.schools)}."


def _hand_in(facts: Facts, again: bool = False) -> str:
    if not facts.deliverables:
        return ""
    what = ", ".join(f"«{shortened(name, 120)}»" for name in facts.deliverables)
    say = _("Исправьте и сдайте снова {what}: {command}") if again else _("Сдать {what}: {command}")
    return say.format(what=what, command=f"vekha submit {_step(facts)} --file …")


def _step(facts: Facts) -> str:
    """How a command names the step: «T05 --school edu680101 --cycle 2024 --window 2024-08»."""
    school = f"--school {facts.unit}" if facts.unit else "--school …" if facts.schools else ""
    return " ".join(part for part in (facts.measure, school, facts.step) if part)


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else _("не назначен")
