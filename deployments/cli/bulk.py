"""`vekha submit --from`: many documents by one table, shown first, written all at once. Rules: tasks/people/bulk.py."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from deployments.cli.console import Meant, author, console, tell
from models.language import _
from models.steps.status import Status
from tasks.people.bulk import Delivery, hand_in_table
from tasks.people.step_ref import StepRef
from tasks.running.nudge import nudge
from tasks.settings import Settings


def submit_table(home: Settings, of: Meant, table: Path, *, write: bool, as_json: bool) -> None:
    """Show what the table would hand in; with `write`, hand it in. A table with a mistake is refused whole."""
    cycle = StepRef(of.roadmap, of.year, "")
    deliveries = hand_in_table(home, table, cycle, write=write, as_of=of.as_of, author=author())
    if not as_json:
        console.print(_table(deliveries))
    rows = sum(len(one.rows) for one in deliveries)
    said = _("Сдано по строкам: {rows}, шагов: {steps}.") if write else _("Строк: {rows}, шагов: {steps}. {hint}")
    hint = _("Пока ничего не записано: чтобы сдать, повторите с --yes.")
    message = said.format(rows=rows, steps=len(deliveries), hint=hint)
    tell(message, {"written": write, "steps": [asdict(one) for one in deliveries]}, as_json)
    for code in sorted({one.code for one in deliveries if write}):
        nudge(home, of.roadmap, of.year, code, of.as_of)


def _table(deliveries: Sequence[Delivery]) -> Table:
    table = Table(_("Строки"), _("Код"), _("Школа"), _("Срок шага"), _("Документы"), _("Станет"), _("Что дальше"))
    for one in deliveries:
        rows = ", ".join(str(row) for row in one.rows)
        label = Status(one.status).label
        cells = (rows, one.code, one.unit or "—", one.window, "; ".join(one.documents), label, one.message)
        table.add_row(*(Text(cell) for cell in cells))
    return table
