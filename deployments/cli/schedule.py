"""`vekha schedule`: how a «срок» is understood, one expression or a whole list. Reading only; nothing is recorded."""

import json
from pathlib import Path
from typing import Annotated

import typer

from models.errors import VekhaError
from models.language import _
from models.roadmap.period import Period


def schedule(
    expression: Annotated[str | None, typer.Argument(help="Срок, как он напечатан в приказе.")] = None,
    period: Annotated[
        str | None, typer.Option(help="Период плана: 2023, 2023/2024, 2022-2024 или 2022-09/2024-05.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="Список: в строке выражение, табуляция, период; \\n значит перенос строки.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Показать нормальную форму.")] = False,
) -> None:
    """Показать, как Веха понимает срок."""
    if file is not None:
        for expression_of_line, period_of_line in _lines(file):
            typer.echo(_answer(expression_of_line, period_of_line, as_json))
        return
    if expression is None or period is None:
        raise VekhaError(_("Назовите срок и период: vekha schedule «до 31 мая ежегодно» --period 2022-2024."))
    typer.echo(_answer(expression, Period.parse(period), as_json))


def _answer(expression: str, period: Period, as_json: bool) -> str:
    """The normal form in one line, or the rule in words with its nearest days."""
    from models.roadmap.description import describe
    from models.roadmap.schedule import read

    rule = read(expression, period)
    return json.dumps(rule.as_json(), ensure_ascii=False) if as_json else describe(rule)


def _lines(file: Path) -> list[tuple[str, Period]]:
    """Every expression of the list with its period; all wrong lines are named at once."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VekhaError(_("Не удалось прочесть список {file}: {error}.").format(file=file, error=error)) from error
    found, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        expression, tab, period = line.partition("\t")
        try:
            if not tab:
                raise VekhaError(_("между сроком и периодом нужна табуляция"))
            found.append((expression.replace("\\n", "\n"), Period.parse(period)))
        except VekhaError as problem:
            problems.append(_("{file}, строка {number}: {problem}").format(file=file, number=number, problem=problem))
    if problems:
        raise VekhaError("\n".join(problems))
    return found
