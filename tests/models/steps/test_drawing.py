"""The picture of a step's life is drawn from the table of moves, and docs/states.md shows the present one."""

import re
from pathlib import Path

from models.steps.drawing import final_labels, moves_table, states_diagram
from models.steps.state import State
from models.steps.status import FINAL, MOVES, Move, Status

PAGE = Path(__file__).parents[3] / "docs" / "states.md"
REFRESH = "docs/states.md отстал от таблицы действий: запустите python -m tests.models.steps.test_drawing"


def refreshed(page: str) -> str:
    """The page with the present picture and table in their places."""
    page = re.sub(r"```mermaid\n.*?```\n", lambda _found: f"```mermaid\n{states_diagram()}```\n", page, flags=re.DOTALL)
    return re.sub(r"(?m)^\| Действие .*\n(\|.*\n)+", lambda _found: moves_table(), page)


def test_the_page_shows_the_present_table_of_moves() -> None:
    page = PAGE.read_text("utf8")
    assert states_diagram() in page, REFRESH
    assert moves_table() in page, REFRESH
    assert refreshed(page) == page


def test_the_page_names_every_derived_state_in_the_order_of_precedence_and_the_final_statuses() -> None:
    page = PAGE.read_text("utf8")
    shown = re.findall(r"(?m)^\| `(\w+)` \| ([^|]+?) \|", page)
    assert shown == [(state.value, state.label) for state in State]
    assert final_labels() in page


def test_every_way_of_every_move_is_an_arrow() -> None:
    lines = states_diagram().splitlines()
    for move, rule in MOVES.items():
        for origin in rule.from_ or {None}:
            to = rule.to or origin
            start = f"    {origin.value if origin else '[*]'} --> {to.value if to else ''}: "
            (arrow,) = (line for line in lines if line.startswith(start))
            assert move.label in arrow


def test_no_arrow_is_without_a_move_and_none_is_drawn_twice() -> None:
    arrows = [line.strip().split(": ") for line in states_diagram().splitlines() if "-->" in line]
    assert len({way for way, _labels in arrows}) == len(arrows)
    drawn = sum(len(labels.split(", ")) for _way, labels in arrows)
    assert drawn == sum(max(1, len(rule.from_)) for rule in MOVES.values())


def test_moves_that_need_a_reason_are_starred() -> None:
    arrows = [line.split(": ")[1].split(", ") for line in states_diagram().splitlines() if "-->" in line]
    drawn = {label for labels in arrows for label in labels}
    assert drawn == {move.label + ("*" if rule.needs_reason else "") for move, rule in MOVES.items()}


def test_every_status_and_move_has_its_line() -> None:
    assert all(f'state "{status.label}" as {status.value}' in states_diagram() for status in Status)
    assert moves_table().count("\n") == len(Move) + 2
    assert final_labels() == ", ".join(f"«{status.label}»" for status in Status if status in FINAL)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf8")), "utf8")
