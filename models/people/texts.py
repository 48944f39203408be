"""The templates of notices, all in one place: what, by when, for which schools, how to hand in. Pure text.

A text carries codes, schools and counts, never a person's name and never a cell of a data file. English is the
catalogue's. How several become one message belongs in composing.py.
"""

from collections.abc import Callable
from datetime import date

from models.language import _
from models.people.contacts import COORDINATOR
from models.people.counting import counted, days, few_of, findings, pairs, schools, shortened
from models.people.digest import HEAD_ENDS
from models.people.facts import Facts, NoticeKind

REASON_LENGTH = 500


def text(kind: NoticeKind, facts: Facts) -> str:
    """The message itself: one short paragraph."""
    sentences = (f"{kind.label}: {_subject(facts)}.", *_SENTENCES[kind](facts))
    return (HEAD_ENDS if kind is NoticeKind.DIGEST else " ").join(sentence for sentence in sentences if sentence)


def working_days(number: int) -> str:
    """«3 рабочих дня»."""
    return counted(number, _("рабочий день"), _("рабочих дня"), _("рабочих дней"))


def _subject(facts: Facts) -> str:
    """«T05 «Анкетирование школ» (п. 5)», or the phase, or the roadmap when the notice speaks of no measure."""
    if not facts.measure:
        told = _("«{phase}», дорожная карта «{roadmap}», {year} год")
        whole = _("дорожная карта «{roadmap}», {year} год")
        return (told if facts.phase else whole).format(
            phase=facts.phase, roadmap=facts.roadmap_title or facts.roadmap, year=facts.year
        )
    title = shortened(facts.title, 200)
    return f"{facts.measure} «{title}» ({facts.place})" if facts.place else f"{facts.measure} «{title}»"


def _opened(facts: Facts) -> tuple[str, ...]:
    due = _("Срок — {due}.").format(due=_day(facts.due_on)) if facts.due_on else _("Срок не назначен.")
    return due, _for_schools(facts), _hand_in(facts)


def _reminder(facts: Facts) -> tuple[str, ...]:
    when = _("сегодня последний день")
    if facts.due_on and facts.as_of < facts.due_on:
        when = _("осталось: {days}").format(days=working_days(facts.left))
    due = _("Срок — {due}, {when}.").format(due=_day(facts.due_on), when=when)
    return due, _for_schools(facts), _hand_in(facts)


def _overdue(facts: Facts) -> tuple[str, ...]:
    if facts.awaited:
        cannot = _("Сдать пока нельзя, не исполнено: {awaited}.").format(awaited=facts.awaited)
        return _how_late(facts), _for_schools(facts), cannot
    return _how_late(facts), _for_schools(facts), _hand_in(facts)


def _escalation(facts: Facts) -> tuple[str, ...]:
    who = _("Не сдаёт: {party}.").format(party=facts.late)
    why = _("Что держит, покажет {command}").format(command=f"vekha why {_step(facts)}")
    return _how_late(facts), who, _for_schools(facts), why


def _how_late(facts: Facts) -> str:
    late = (facts.as_of - facts.due_on).days if facts.due_on else 0
    return _("Срок был {due}, опоздание: {days}.").format(due=_day(facts.due_on), days=days(late))


def _returned(facts: Facts) -> tuple[str, ...]:
    due = _("Срок — {due}.").format(due=_day(facts.due_on)) if facts.due_on else ""
    return _for_schools(facts), _why(facts), due, _hand_in(facts, again=True)


def _to_accept(facts: Facts) -> tuple[str, ...]:
    until = _("Принять до {day}.").format(day=_day(facts.accept_by)) if facts.accept_by else ""
    told, step = _("Принять: {accept}; вернуть: {back}"), _step(facts)
    return (
        _for_schools(facts),
        until,
        told.format(accept=f"vekha accept {step}", back=f"vekha return {step} --reason …"),
    )


def _accepted(facts: Facts) -> tuple[str, ...]:
    remark = shortened(facts.reason, REASON_LENGTH).rstrip(".")
    said = _("Замечание: {remark}.").format(remark=remark) if remark else ""
    return _for_schools(facts), said, _("Больше ничего не нужно.")


def _extended(facts: Facts) -> tuple[str, ...]:
    moved = _("Новый срок — {due}, был {was}.").format(due=_day(facts.due_on), was=_day(facts.was_due_on))
    return moved, _for_schools(facts), _why(facts), _hand_in(facts)


def _blocked_by_data(facts: Facts) -> tuple[str, ...]:
    found = _("В данных {findings}.").format(findings=findings(len(set(facts.findings))))
    remedy = _("Что исправить, покажет vekha status; исправленный файл загрузите: vekha load …")
    return found, _for_schools(facts), remedy


def _unblocked(facts: Facts) -> tuple[str, ...]:
    due = _("Срок — {due}.").format(due=_day(facts.due_on)) if facts.due_on else ""
    return _("Проверка данных пройдена, мероприятие идёт дальше."), _for_schools(facts), due, _hand_in(facts)


def _stale(facts: Facts) -> tuple[str, ...]:
    why = _("Результаты, на которых основан документ, изменились: проверьте его и сдайте заново.")
    return _for_schools(facts), why, _hand_in(facts, again=True)


def _phase_complete(facts: Facts) -> tuple[str, ...]:
    return (_("Все мероприятия этапа исполнены или сняты на {day}.").format(day=_day(facts.as_of)),)


def _quiet_pair(facts: Facts) -> tuple[str, ...]:
    many = pairs(len(set(facts.findings)))
    silent = _("Наставники с учителями не встречаются {how_long} и дольше: {pairs}.")
    remedy = _("Какие, покажет vekha mentors show {weeks}; встречу записывает vekha mentors met …")
    return silent.format(how_long=facts.reason, pairs=many), _for_schools(facts), remedy.format(weeks=facts.step)


def _suspect(facts: Facts) -> tuple[str, ...]:
    why = _("Что держит, покажет {command}").format(command=f"vekha why {_step(facts)}")
    if facts.party != COORDINATOR:
        return _for_schools(facts), facts.reason, _("Сдавать заново пока нечего: решает координатор."), why
    told = _("Дождитесь недостающего или решите иначе: {extend} — новый допуск, {reopen} — сдать заново.")
    extend, reopen = f"vekha waive {_step(facts)} --gate …", f"vekha reopen {_step(facts)} --reason …"
    return _for_schools(facts), facts.reason, told.format(extend=extend, reopen=reopen), why


def _lapsed(facts: Facts) -> tuple[str, ...]:
    if facts.party != COORDINATOR:
        again = _("Мероприятие снова нужно; откроет его или снимет новым приказом координатор.")
        return _for_schools(facts), facts.reason, again
    told = _("Откройте мероприятие снова: {reopen}; если оно не нужно, затем снимите новым приказом: {waive}")
    reopen, waive = f"vekha reopen {_step(facts)} --reason …", f"vekha waive {_step(facts)} --reason …"
    return _for_schools(facts), facts.reason, told.format(reopen=reopen, waive=waive)


def _substitution(facts: Facts) -> tuple[str, ...]:
    said = _("Вы замещаете роль «{role}» с {since} по {until}.")
    said = said.format(role=facts.late or facts.party, since=_day(facts.since), until=_day(facts.due_on))
    where = f" --school {facts.unit}" if facts.unit else f' --municipality "{facts.scope}"' if facts.scope else ""
    everything = _("Всё, что за вами, покажет vekha inbox --role {role}").format(role=facts.party + where)
    return said, _for_schools(facts), *facts.lines, everything


def _digest(facts: Facts) -> tuple[str, ...]:
    whose = ", ".join(part for part in (facts.late, few_of(facts.schools) or facts.scope) if part)
    return (" ".join(part for part in (f"{whose}." if whose else "", *facts.lines) if part),)


_SENTENCES: dict[NoticeKind, Callable[[Facts], tuple[str, ...]]] = {
    NoticeKind.OPENED: _opened,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.ESCALATION: _escalation,
    NoticeKind.RETURNED: _returned,
    NoticeKind.TO_ACCEPT: _to_accept,
    NoticeKind.ACCEPTED: _accepted,
    NoticeKind.BLOCKED_BY_DATA: _blocked_by_data,
    NoticeKind.UNBLOCKED: _unblocked,
    NoticeKind.STALE: _stale,
    NoticeKind.SUSPECT: _suspect,
    NoticeKind.LAPSED: _lapsed,
    NoticeKind.PHASE_COMPLETE: _phase_complete,
    NoticeKind.EXTENDED: _extended,
    NoticeKind.QUIET_PAIR: _quiet_pair,
    NoticeKind.SUBSTITUTION: _substitution,
    NoticeKind.DIGEST: _digest,
}


def _why(facts: Facts) -> str:
    reason = shortened(facts.reason, REASON_LENGTH).rstrip(".")
    return _("Причина: {reason}.").format(reason=reason) if reason else ""


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
