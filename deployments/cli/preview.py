"""`vekha load … --preview`: what files would change before they are loaded. Working that out is tasks/preview's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import author, complain, console, refuse_empty, tell_json
from models.errors import FileRefused
from models.language import _
from tasks.settings import settings

if TYPE_CHECKING:
    from tasks.preview.changes import Preview, StepName


def foresee(files: Sequence[Path], expected: str | None, *, as_json: bool) -> None:
    """Show what loading the files would change, and end: 1 when a file would be refused."""
    from tasks.preview.effect import preview

    home = settings()
    refuse_empty(home)
    found = preview(files, actor=author().via, settings=home, expected=expected)
    if as_json:
        tell_json(_plain(found))
    else:
        _show(found)
    raise typer.Exit(1 if found.refused else 0)


def refusals(refused: Mapping[str, FileRefused]) -> list[dict[str, object]]:
    """Refused files as plain values: each with everything that is wrong in it."""
    return [
        {"file": file, "message": refusal.headline, "problems": [asdict(problem) for problem in refusal.problems]}
        for file, refusal in refused.items()
    ]


def _plain(found: "Preview") -> dict[str, object]:
    told = {name: [asdict(one) for one in getattr(found, name)] for name in _CHANGES}
    cycles = [{"roadmap": name, "cycle": year, "as_of": day} for name, year, day in found.cycles]
    return {"files": [asdict(one) for one in found.files], "refused": refusals(found.refused), "cycles": cycles, **told}


_CHANGES = ("findings", "schools", "lists", "recomputed", "steps", "to_hand_in", "documents")


def _show(found: "Preview") -> None:
    for report in found.files:
        known = _("уже загружен") if report.was_known else _("будет загружен")
        line = _("{file}: {known}, строк: {rows} ({slot})")
        console.print(line.format(file=report.file, known=known, rows=report.rows, slot=report.slot), markup=False)
    for refusal in found.refused.values():
        complain(refusal)
    if not found.cycles:
        console.print(_("Ни один год не открыт: сравнивать не с чем."))
        return
    tables = [table for table in _tables(found) if table.row_count]
    for table in tables:
        console.print(table)
    if not tables:
        console.print(_("Ничего не изменится."))
    console.print(_("Ничего не загружено: чтобы загрузить, повторите без --preview."))


def _tables(found: "Preview") -> Iterator[Table]:
    yield _table(
        _("Список школ с низкими результатами"),
        (_("Шаг"), _("Что"), _("Школа"), _("Муниципалитет"), _("Результаты")),
        [
            (_named(one.step), _("войдёт") if one.enters else _("выйдет"), one.name, one.municipality, one.procedures)
            for one in found.schools
        ],
    )
    yield _table(
        _("Замечания к данным"),
        (_("Шаг"), _("Что"), _("Где"), _("Школа"), _("Замечание")),
        [
            (_named(one.step), _appears(one.appears, blocking=one.blocking), one.place, one.school, one.message)
            for one in found.findings
        ],
    )
    yield _table(
        _("Списки: строк"),
        (_("Шаг"), _("Было"), _("Станет"), _("Новых"), _("Уйдёт")),
        [(_named(one.step), str(one.before), str(one.after), str(one.added), str(one.removed)) for one in found.lists],
    )
    yield _table(
        _("Документы расчётов"),
        (_("Шаг"), _("Документ"), _("Файл"), _("Что")),
        [
            (_named(one.step), one.title, one.file_name, _("появится") if one.is_first else _("будет составлен заново"))
            for one in found.documents
        ],
    )
    yield _table(
        _("Сдать заново"),
        (_("Шаг"), _("Школа"), _("Кто"), _("Почему")),
        [(_named(one.step), one.step.school or "—", one.party, one.sentence) for one in found.to_hand_in],
    )
    yield _table(
        _("Другие состояния"),
        (_("Шаг"), _("Школа"), _("Сейчас"), _("Станет"), _("Почему")),
        [
            (_named(one.step), one.step.school or "—", one.before.label, one.after.label, one.sentence)
            for one in found.steps
            if not one.party
        ],
    )


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(*heads, title=title, title_justify="left")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _named(step: "StepName") -> str:
    """«T09, 2024-08»."""
    return f"{step.code}, {step.window[:7]}"


def _appears(appears: bool, *, blocking: bool) -> str:
    if not appears:
        return _("уйдёт")
    return _("появится, остановит") if blocking else _("появится")
