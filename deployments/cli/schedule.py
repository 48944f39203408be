"""`vekha schedule`: how a «срок» is understood, one expression or a whole list. Reading only; nothing is recorded."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import VekhaError
from models.language import _
from models.roadmap.schedule.period import Period

if TYPE_CHECKING:
    from models.roadmap.schedule.rules import Rule

# A schedule belongs to no roadmap, so «today» is the capital's.
TIME_ZONE = "Europe/Moscow"


@dataclass(frozen=True)
class Wish:
    """What to answer with: the normal form, everything about it, or the lines of a calendar; and the day."""

    as_json: bool
    full: bool
    rrule: bool
    workdays: bool
    as_of: date


def schedule(
    expression: Annotated[str | None, typer.Argument(help="Срок, как он напечатан в приказе.")] = None,
    period: Annotated[
        str | None, typer.Option(help="Период плана: 2023, 2023/2024, 2022-2024 или 2022-09/2024-05.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="Список: в строке выражение, табуляция, период; \\n значит перенос строки.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Показать нормальную форму.")] = False,
    full: Annotated[bool, typer.Option("--full", help="JSON: форма, предложение, сроки и строки RFC 5545.")] = False,
    rrule: Annotated[bool, typer.Option("--rrule", help="Строки RFC 5545: DTSTART, RRULE, RDATE, EXDATE.")] = False,
    as_of: Annotated[str, typer.Option(help="От какого дня искать ближайший срок: 2024-08-31 или today.")] = "today",
    workdays: Annotated[bool, typer.Option("--workdays", help="Перенести срок с выходного на рабочий день.")] = False,
) -> None:
    """Показать, как Веха понимает срок. Код выхода 1, если одно выражение не понято."""
    from tasks.clock import day_meant

    wish = Wish(as_json, full, rrule, workdays, day_meant(as_of, TIME_ZONE))
    if file is not None:
        if rrule and not full:
            raise VekhaError(_("Строки RFC 5545 для списка выводит --full: vekha schedule --file СПИСОК --full."))
        typer.echo("\n".join(_answer(said, of, wish) for said, of in _lines(file)))
        return
    if expression is None or period is None:
        raise VekhaError(_("Назовите срок и период: vekha schedule «до 31 мая ежегодно» --period 2022-2024."))
    plan = Period.parse(period)
    typer.echo(_answer(expression, plan, wish))
    if not (wish.as_json or wish.full or wish.rrule) and _is_unreadable(expression, plan):
        raise typer.Exit(1)


def _is_unreadable(expression: str, period: Period) -> bool:
    from models.roadmap.schedule.reading import read

    return read(expression, period).kind == "error"


def _answer(expression: str, period: Period, wish: Wish) -> str:
    """The normal form in one line, the lines of a calendar, or the rule in words with its nearest deadline."""
    from models.roadmap.schedule.reading import read

    rule = read(expression, period)
    if wish.as_json and not (wish.workdays or wish.full):
        return json.dumps(rule.as_json(), ensure_ascii=False)
    return _dated_answer(rule, period, wish)


def _dated_answer(rule: "Rule", period: Period, wish: Wish) -> str:
    from models.roadmap.calendar import WEEKENDS_ONLY, Calendar, working_calendar
    from models.roadmap.schedule.nearest import dues, in_working_days, nearest, sentence
    from models.roadmap.schedule.recurrence import as_rfc5545, lines_of

    calendar = working_calendar(period, Calendar(workdays=True)) if wish.workdays else WEEKENDS_ONLY
    found = dues(rule, period, calendar)
    moved = lines_of(sorted({due.on for due in found})) if wish.workdays else as_rfc5545(rule, period)
    if wish.full:
        due = nearest(found, wish.as_of)
        said: dict[str, Any] = {
            "rule": in_working_days(rule, calendar).as_json(),
            "sentence": sentence(rule, found, wish.as_of),
            "next": due and due.on.isoformat(),
            "deadlines": [{"printed": one.printed.isoformat(), "due": one.on.isoformat()} for one in found],
            "rrule": list(moved),
        }
        return json.dumps(said, ensure_ascii=False)
    if wish.as_json:
        return json.dumps(in_working_days(rule, calendar).as_json(), ensure_ascii=False)
    if wish.rrule:
        return "\n".join(moved) or _("У этого срока нет дат: {rule}.").format(rule=sentence(rule, found, wish.as_of))
    return sentence(rule, found, wish.as_of)


def _lines(file: Path) -> list[tuple[str, Period]]:
    """Every expression of the list with its period; all wrong lines are named at once."""
    found, problems = [], []
    for number, line in enumerate(_text(file), start=1):
        expression, tab, period = line.rpartition("\t")
        try:
            if not tab:
                raise VekhaError(_("между сроком и периодом нужна табуляция"))
            found.append((expression.replace("\\n", "\n"), Period.parse(period)))
        except VekhaError as problem:
            problems.append(_("{file}, строка {number}: {problem}").format(file=file, number=number, problem=problem))
    if problems:
        raise VekhaError("\n".join(problems))
    return found


def _text(file: Path) -> list[str]:
    """The list's lines: only an end of line ends one, whatever other marks a cell holds."""
    from tasks.reading.decoding import decoded

    try:
        text = decoded(file.read_bytes())
    except OSError as error:
        raise VekhaError(_("Не удалось прочесть список {file}: {error}.").format(file=file, error=error)) from error
    if text is None:
        raise VekhaError(_("{file}: это не текст. Сохраните список в UTF-8.").format(file=file))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]
