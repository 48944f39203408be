"""The life of a step as a picture and a table in text, drawn from the table of moves. Pure: writes no files."""

from collections.abc import Iterator

from models.language import _
from models.steps.status import FINAL, MOVES, Move, Status


def states_diagram() -> str:
    """A Mermaid stateDiagram-v2: every stored status, and every move between two of them, by its Russian name."""
    lines = ["stateDiagram-v2", *(f'    state "{status.label}" as {status.value}' for status in Status)]
    lines += [f"    {origin} --> {to}: {', '.join(labels)}" for (origin, to), labels in _arrows().items()]
    return "\n".join(lines) + "\n"


def moves_table() -> str:
    """A Markdown table of the moves: from where each is legal, where it leads, whether it must say why."""
    head = (_("Действие"), _("Откуда"), _("Куда"), _("Нужна причина"))
    rows = [head, ("---",) * len(head), *(_row(move) for move in Move)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _arrows() -> dict[tuple[str, str], list[str]]:
    """(from, to) → the moves that lead there; Mermaid's [*] before the first and after the last."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in Move:
        for origin, to in _ways(move):
            found.setdefault((origin, to), []).append(_label(move))
    return found


def _ways(move: Move) -> Iterator[tuple[str, str]]:
    rule = MOVES[move]
    for origin in Status:
        if origin in rule.from_:
            yield origin.value, (rule.to or origin).value
    if not rule.from_:
        assert rule.to is not None, "what creates a step says where it begins"
        yield "[*]", rule.to.value


def _label(move: Move) -> str:
    return move.label + ("*" if MOVES[move].needs_reason else "")


def _row(move: Move) -> tuple[str, ...]:
    rule = MOVES[move]
    origins = ", ".join(f"«{status.label}»" for status in Status if status in rule.from_) or "—"
    to = f"«{rule.to.label}»" if rule.to else _("статус тот же")
    return move.label, origins, to, _("да") if rule.needs_reason else ""


def final_labels() -> str:
    """The statuses that close a step, as people read them."""
    return ", ".join(f"«{status.label}»" for status in Status if status in FINAL)
