"""The school's own measures of the cycle: how many are done, and which are open, late or returned."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.language import _
from models.roadmap.definition import Roadmap
from models.steps.state import State
from tasks.record.standing import Row

MOST_MEASURES = 7
# What a school has still to do something about, the worst first.
TO_DO = (State.DATA_CHECK_FAILED, State.OVERDUE, State.BLOCKED, State.SUSPECT, State.STALE, State.SUBMITTED, State.OPEN)


def measures(steps: Sequence[Row], roadmap: Roadmap) -> dict[str, Any]:
    """measures: rows (title, deadline, state), the worst and nearest first; more_measures; done: a sentence."""
    todo = [row for row in steps if row.state in TO_DO]
    todo.sort(key=lambda row: (TO_DO.index(row.state), row.deadline or date.max, row.code))
    left = len(todo) - MOST_MEASURES
    return {
        "measures": [_measure(row, roadmap) for row in todo[:MOST_MEASURES]],
        "more_measures": _("и ещё мероприятий: {left}").format(left=left) if left > 0 else "",
        "done": _done(steps),
    }


def _measure(row: Row, roadmap: Roadmap) -> dict[str, str]:
    return {
        "title": roadmap.by_code[row.code].in_words,
        "deadline": f"{row.deadline:%d.%m.%Y}" if row.deadline else "—",
        "state": row.state.word,
    }


def _done(steps: Sequence[Row]) -> str:
    counted = [row for row in steps if row.state is not State.WAIVED]
    if not counted:
        return _("Мероприятий школы в этом цикле нет.")
    done = sum(row.state is State.DONE for row in counted)
    return _("Исполнено {done} из {total}.").format(done=done, total=len(counted))
