"""How a step, a measure or a phase stands today, and what several states sum up to."""

from collections.abc import Iterable
from enum import StrEnum

from models.language import _


class State(StrEnum):
    """How a step, a measure or a phase stands: the names that Prefect shows. In order of precedence, worst first."""

    DATA_CHECK_FAILED = "DataCheckFailed"
    OVERDUE = "Overdue"
    BLOCKED = "Blocked"
    SUSPECT = "Suspect"
    STALE = "Stale"
    SUBMITTED = "Submitted"
    OPEN = "Open"
    WAITING = "Waiting"
    WAIVED = "Waived"
    DONE = "Done"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            State.DATA_CHECK_FAILED: _("✖ Ошибка в данных"),
            State.OVERDUE: _("⚠ Просрочено"),
            State.BLOCKED: _("■ Нужно решение"),
            State.SUSPECT: _("? Под вопросом"),
            State.STALE: _("↻ Устарело"),
            State.SUBMITTED: _("◐ Сдано, ждёт приёмки"),
            State.OPEN: _("○ Открыто"),
            State.WAITING: _("… Ожидает"),
            State.WAIVED: _("– Снято"),
            State.DONE: _("● Исполнено"),
        }[self]

    @property
    def word(self) -> str:
        """The label without its sign, for sentences."""
        return self.label.split(" ", 1)[1]


def worst(states: Iterable[State]) -> State:
    """What several steps sum up to: the state of the highest precedence; Waiting when there is none."""
    order = list(State)
    return min(states, key=order.index, default=State.WAITING)
