"""Whose word what was handed in awaits: which stage of its acceptance, who may sign there, until when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.errors import ForbiddenMove
from models.language import _
from models.roadmap.acceptance import Stage
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.definition import Roadmap
from models.steps.decisions import Signature
from models.wording import in_digits


@dataclass(frozen=True)
class Turn:
    """Whose move it is with what was handed in.

    stage:   from 0; parties: who may sign there and has not yet; missing: how many of them are still needed
    due_on:  the stage's last day, inclusive; None where it has no days of its own
    is_last: whether the next signature closes the step
    """

    stage: int
    parties: tuple[str, ...]
    missing: int
    due_on: date | None = None
    is_last: bool = True


def turn(
    stages: Sequence[Stage], signed: Iterable[tuple[Signature, date]], handed_in: date, calendar: WorkingCalendar
) -> Turn:
    """Whose turn it is after these signatures, each with its day, in their order since the last hand-in.

    Where the stages are fewer than those signed (the plan has changed meanwhile) the last one's word closes the step.
    """
    stage, here, since = 0, list[str](), handed_in
    for signature, day in signed:
        here.append(signature.party)
        if stage < len(stages) - 1 and len(here) >= stages[stage].enough:
            stage, here, since = stage + 1, [], day
    now = stages[stage]
    missing = max(1, now.enough - len(here))
    return Turn(
        stage=stage,
        parties=tuple(party for party in now.signers if party not in here) or now.signers,
        missing=missing,
        due_on=calendar.add_working_days(since, now.days) if now.days else None,
        is_last=stage == len(stages) - 1 and missing == 1,
    )


def signing_party(turn_now: Turn, said: str, roadmap: Roadmap) -> str:
    """Who signs: as they say, else the only one who can; ForbiddenMove when it is not their turn or nobody is named."""
    if not said and len(turn_now.parties) == 1:
        return turn_now.parties[0]
    titles = ", ".join(f"{code} ({roadmap.party_by_code[code].title})" for code in turn_now.parties)
    if not said:
        raise ForbiddenMove(_("Кто подписывает? Назовите роль: --as. Могут: {parties}.").format(parties=titles))
    if said not in turn_now.parties:
        told = _("Роль «{said}» сейчас не принимает. Ждут: {parties}.")
        raise ForbiddenMove(told.format(said=said, parties=titles))
    return said


def waiting_for(turn_now: Turn, roadmap: Roadmap) -> str:
    """«Сдано, ждёт приёмки: МОУО, до 12.09.2024.»; of several signers, how many are still needed."""
    titles = ", ".join(roadmap.party_by_code[code].title for code in turn_now.parties)
    if len(turn_now.parties) > 1:
        titles = _("подписей — {count} из: {parties}").format(count=turn_now.missing, parties=titles)
    until = _(", до {day}").format(day=in_digits(turn_now.due_on)) if turn_now.due_on else ""
    return _("Сдано, ждёт приёмки: {parties}{until}.").format(parties=titles, until=until)
