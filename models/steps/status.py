"""The life of a step, as a table: which moves exist and from where each is legal. Nothing else decides legality.

Blocked, waiting, overdue, due soon and stale are not statuses: they are derived (gate.py) and never stored.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.errors import ForbiddenMove
from models.language import _


class Status(StrEnum):
    """What is stored of a step; the last two are final until somebody reopens, with a reason."""

    PLANNED = "planned"
    OPEN = "open"
    SUBMITTED = "submitted"
    DONE = "done"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        """The status as people read it."""
        return {
            Status.PLANNED: _("запланировано"),
            Status.OPEN: _("открыто"),
            Status.SUBMITTED: _("сдано, ждёт приёмки"),
            Status.DONE: _("исполнено"),
            Status.WAIVED: _("снято"),
        }[self]


class Move(StrEnum):
    """What can happen to a step; each is one journal entry.

    DATE:     its dates arrive or change
    COMPUTE:  an automated step is done, or done again on other cells
    DELIVER:  one of several documents is in; SUBMIT: the last one is
    WITHDRAW: its school left the target group; REJOIN: the school, or the measure itself, came back before the deadline
    REPLAN:   the cycle moved to another version of its roadmap, which plans the step from here on: its dates or its
              code may change, nothing else
    ENDORSE:  one stage of its acceptance, or one of several signatures, is given; the last one is ACCEPT
    PASS:     an order lets it past its closed gate; REVOKE: the order is taken back
    EXTEND:   its deadline is moved by somebody's decision
    """

    CREATE = "create"
    REQUEST = "request"
    DATE = "date"
    OPEN = "open"
    COMPUTE = "compute"
    DELIVER = "deliver"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"
    WAIVE = "waive"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    REJOIN = "rejoin"
    REPLAN = "replan"
    ENDORSE = "endorse"
    PASS = "pass"
    REVOKE = "revoke"
    EXTEND = "extend"

    @property
    def label(self) -> str:
        """The move as people read it."""
        return {
            Move.CREATE: _("создание"),
            Move.REQUEST: _("запрос"),
            Move.DATE: _("назначение дат"),
            Move.OPEN: _("открытие"),
            Move.COMPUTE: _("расчёт"),
            Move.DELIVER: _("сдача одного из документов"),
            Move.SUBMIT: _("сдача"),
            Move.ACCEPT: _("приёмка"),
            Move.RETURN: _("возврат на доработку"),
            Move.WAIVE: _("снятие"),
            Move.REOPEN: _("повторное открытие"),
            Move.WITHDRAW: _("выбытие школы"),
            Move.REJOIN: _("возвращение в план"),
            Move.REPLAN: _("переход на новую редакцию плана"),
            Move.ENDORSE: _("согласование"),
            Move.PASS: _("допуск через закрытые ворота"),
            Move.REVOKE: _("отзыв допуска"),
            Move.EXTEND: _("перенос срока"),
        }[self]


@dataclass(frozen=True)
class Rule:
    """From which statuses a move is legal, where it leads (None: the status stays), and whether it must say why."""

    from_: frozenset[Status]
    to: Status | None
    needs_reason: bool = False


_UNFINISHED = frozenset({Status.PLANNED, Status.OPEN, Status.SUBMITTED})

MOVES: dict[Move, Rule] = {
    Move.CREATE: Rule(frozenset(), Status.PLANNED),
    Move.REQUEST: Rule(frozenset(), Status.PLANNED, needs_reason=True),
    Move.DATE: Rule(frozenset({Status.PLANNED, Status.OPEN}), None),
    Move.OPEN: Rule(frozenset({Status.PLANNED}), Status.OPEN),
    Move.COMPUTE: Rule(frozenset({Status.PLANNED, Status.OPEN, Status.DONE}), Status.DONE),
    Move.DELIVER: Rule(frozenset({Status.PLANNED, Status.OPEN}), None),
    Move.SUBMIT: Rule(frozenset({Status.PLANNED, Status.OPEN}), Status.SUBMITTED),
    Move.ACCEPT: Rule(frozenset({Status.SUBMITTED}), Status.DONE),
    Move.RETURN: Rule(frozenset({Status.SUBMITTED}), Status.OPEN, needs_reason=True),
    Move.WAIVE: Rule(_UNFINISHED, Status.WAIVED, needs_reason=True),
    Move.REOPEN: Rule(frozenset({Status.DONE, Status.WAIVED}), Status.OPEN, needs_reason=True),
    Move.WITHDRAW: Rule(_UNFINISHED, Status.WAIVED, needs_reason=True),
    Move.REJOIN: Rule(frozenset({Status.WAIVED}), Status.PLANNED, needs_reason=True),
    Move.REPLAN: Rule(frozenset(Status), None, needs_reason=True),
    Move.ENDORSE: Rule(frozenset({Status.SUBMITTED}), None),
    # A done step may be let past anew: what an expired order left in doubt is settled by the next one.
    Move.PASS: Rule(_UNFINISHED | {Status.DONE}, None, needs_reason=True),
    Move.REVOKE: Rule(_UNFINISHED | {Status.DONE}, None, needs_reason=True),
    Move.EXTEND: Rule(_UNFINISHED, None, needs_reason=True),
}

FINAL = frozenset(Status) - _UNFINISHED
# Moves that settle nothing of what the step was returned or opened again for.
ASIDE = frozenset({Move.DATE, Move.EXTEND, Move.PASS, Move.REVOKE})


def after(status: Status | None, move: Move, reason: str = "") -> Status:
    """The status that the move leads to; ForbiddenMove when the table forbids it or a needed reason is missing."""
    rule = MOVES[move]
    if (status is None) != (not rule.from_) or (status is not None and status not in rule.from_):
        raise ForbiddenMove(_forbidden(status, move))
    if rule.needs_reason and not reason.strip():
        raise ForbiddenMove(_("{move}: нужна причина, укажите её.").format(move=_sentence(move)))
    to = rule.to or status
    assert to is not None, "only a move from a status may stay there"
    return to


def _forbidden(status: Status | None, move: Move) -> str:
    allowed = ", ".join(f"«{origin.label}»" for origin in sorted(MOVES[move].from_)) or f"«{_('не создан')}»"
    now = status.label if status else _("не создан")
    return _("{move}: сейчас нельзя, шаг — «{now}». Можно, когда шаг: {allowed}.").format(
        move=_sentence(move), now=now, allowed=allowed
    )


def _sentence(move: Move) -> str:
    return move.label[0].upper() + move.label[1:]
