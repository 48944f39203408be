"""`vekha roadmap adopt`: a running year moves to a new version of its roadmap; each step's fate is said first."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    author,
    meant,
    say,
    tell,
)
from models.errors import VekhaError
from models.language import _
from models.roadmap.definition import Roadmap
from models.steps.passage import Adoption, Fate, StepFate, sentences
from tasks.clock import TODAY
from tasks.cycle.adoption import adopt as move
from tasks.cycle.versions import short
from tasks.database import writing
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import locked_cycle
from tasks.settings import settings

app = typer.Typer()


@app.command(help=_("Перевести идущий цикл на новую редакцию плана: сначала скажет, что станет с каждым шагом."))
def adopt(
    name: Annotated[str, typer.Argument(help=_("Новая редакция: файл дорожной карты или её название."))],
    reason: ReasonOption,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", help=_("Мероприятие сменило код: СТАРЫЙ=НОВЫЙ; СТАРЫЙ= — это другое.")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Только сказать, что станет; ничего не записывать."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Записать, не спрашивая."))] = False,
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """One transaction, and only if by then everything is still as it was said."""
    roadmap, renamed = read_roadmap(name), _renamed(rename or [])
    of = meant(settings(), roadmap.name, cycle, as_of)
    foretold = _moved(of, roadmap, renamed, reason, None)
    is_asked = not (dry_run or yes or as_json) and foretold.is_needed
    if not as_json:
        _show(foretold, of.as_of)
    if is_asked:
        _refuse_without_an_answer()
        typer.confirm(_("Перевести цикл на эту редакцию?"), abort=True)
    does = not dry_run and (yes or is_asked)
    if does and foretold.is_needed:
        _moved(of, roadmap, renamed, reason, foretold)
    _tell_what_was_done(foretold, does=does, as_json=as_json)


def _renamed(said: Sequence[str]) -> dict[str, str]:
    pairs = dict(one.strip().partition("=")[::2] for one in said)
    if not all("=" in one and one.partition("=")[0].strip() for one in said):
        raise VekhaError(_("--rename: напишите СТАРЫЙ=НОВЫЙ, например --rename T07=T08."))
    return {old.strip(): new.strip() for old, new in pairs.items()}


def _moved(of: Meant, roadmap: Roadmap, renamed: Mapping[str, str], reason: str, foretold: Adoption | None) -> Adoption:
    """Move the cycle when it comes to what was foretold; without a foretelling only find out what would come."""
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        found = move(session, held, roadmap, renamed=renamed, reason=reason, as_of=of.as_of, author=author())
        if foretold is None:
            session.rollback()
        elif found != foretold:
            raise VekhaError(_("Пока вы читали, шаги изменились, цикл не переведён. Повторите команду."))
    return found


def _refuse_without_an_answer() -> None:
    if not sys.stdin.isatty():
        raise VekhaError(_("Ответить некому: добавьте --yes, чтобы записать, или --dry-run, чтобы только посмотреть."))


def _show(adoption: Adoption, as_of: date) -> None:
    if not adoption.is_needed:
        return
    told = _("{roadmap}, цикл {year}: редакция {before} → {after}")
    say(
        told.format(
            roadmap=adoption.roadmap, year=adoption.year, before=short(adoption.before), after=short(adoption.after)
        )
    )
    for sentence in sentences(adoption, as_of):
        say(f"  {sentence}")
    counts = (f"{fate.label} — {adoption.count(fate)}" for fate in Fate if adoption.count(fate))
    say(_("Шагов: {counts}.").format(counts=", ".join(counts)))
    if adoption.for_calendar:
        told = _(
            "Рабочий календарь этой редакции сдвинет ещё сроков — {count}, но не сам: "
            "после перевода посмотрите vekha calendar diff и перенесите vekha calendar apply."
        )
        say(told.format(count=adoption.for_calendar))


def _tell_what_was_done(adoption: Adoption, *, does: bool, as_json: bool) -> None:
    is_written = does and adoption.is_needed
    if not adoption.is_needed:
        said = _("Цикл {year} уже идёт по этой редакции: менять нечего.").format(year=adoption.year)
    elif is_written:
        said = _("Цикл {year} переведён. Прежняя редакция осталась в записи.").format(year=adoption.year)
    else:
        said = _("Ничего не записано.")
    tell(said, {**_as_json(adoption), "is_written": is_written}, as_json)


def _as_json(adoption: Adoption) -> dict[str, object]:
    return {
        "roadmap": adoption.roadmap,
        "cycle": adoption.year,
        "before": adoption.before,
        "after": adoption.after,
        "is_needed": adoption.is_needed,
        "for_calendar": adoption.for_calendar,
        "counts": {fate.value: adoption.count(fate) for fate in Fate},
        "steps": [_step_as_json(one) for one in adoption.fates],
    }


def _step_as_json(one: StepFate) -> dict[str, object]:
    return {
        "fate": one.fate.value,
        "measure": one.measure,
        "formerly": one.formerly or None,
        "unit": one.unit,
        "window": one.occurrence,
        "status": one.status.value,
        "due_before": one.before[1],
        "due_after": one.after[1],
        "reason": one.reason,
    }
