"""What names no dates of its own: constancy, requests, other documents' schedules, and what is tied to an event."""
# ruff: noqa: D102 — schedule.lark describes each rule, the method has its name

from typing import Any

from lark import Token, Transformer

from models.language import _
from models.roadmap.schedule.phrases import Doubt, Mark, Part
from models.roadmap.schedule.rules import Relative, Rule
from models.roadmap.schedule.saying.children import Children, has, text, values

_DAYS_IN = {"WEEK": 7, "MONTHS": 30, "DAY_LONG": 1}


class Events(Transformer[Token, tuple[Part, ...]]):
    """Marks and relative rules."""

    # ── without dates of their own ──

    def constantly(self, children: Children) -> Mark | list[Any]:
        if has(children, "REGULARLY"):
            return [Mark.CONSTANTLY, Doubt(_("«{word}»: как часто?").format(word=children[0].value))]
        return Mark.CONSTANTLY

    def throughout(self, children: Children) -> Mark:
        return Mark.THROUGHOUT_SCHOOL_YEAR if has(children, "SCHOOL") else Mark.THROUGHOUT

    def own_schedule(self, children: Children) -> Mark:
        return Mark.OWN_SCHEDULE

    def on_demand(self, children: Children) -> Mark:
        return Mark.ON_DEMAND

    def pending(self, children: Children) -> Mark:
        return Mark.PENDING

    def lead(self, children: Children) -> Mark:
        return Mark.LEAD

    # ── tied to an event ──

    def event(self, children: Children) -> str:
        return text(children)

    def holidays(self, children: Children) -> str:
        """«осенние каникулы»; of several the seasons come first, whichever way they are printed."""
        seasons = [child.shown for child in children if child.type == "SEASONAL"]
        if len(seasons) < 2:
            return text(children)
        return f"{', '.join(seasons)} {text([child for child in children if child.type != 'SEASONAL'])}"

    def time_of_year(self, children: Children) -> str:
        return text(children)

    def within(self, children: Children) -> Rule:
        return _relative(children, 1, "not_earlier" if has(children, "NOT_EARLIER") else "not_later")

    def exactly_after(self, children: Children) -> Rule:
        return _relative(children, 1, None)

    def before_by(self, children: Children) -> Rule:
        return _relative(children, -1, "not_later" if has(children, "NOT_LATER") else None)

    def after(self, children: Children) -> Rule:
        return Relative(event=children[-1], bound="not_earlier")

    def upon(self, children: Children) -> Rule:
        return Relative(event=f"{values(children, 'UPON')[0]} {children[-1]}", bound="not_earlier")

    def upon_time(self, children: Children) -> list[Any]:
        return [self.upon(children), Doubt(_("не сказано, сколько дней после этого есть: назовите срок"))]

    def before(self, children: Children) -> Rule:
        return Relative(event=children[-1], bound="not_later")

    def during(self, children: Children) -> Rule:
        return Relative(event=children[-1])


def _relative(children: Children, sign: int, bound: Any) -> Rule:
    unit = next(child.type for child in children if isinstance(child, Token) and child.type in (*_DAYS_IN, "DAY"))
    each = values(children, "DAY_LONG")[0] if unit == "DAY_LONG" else _DAYS_IN.get(unit, 1)
    count = (values(children, "NUM") or [1])[0]
    rule = Relative(event=children[-1], offset_days=sign * count * each, bound=bound)
    if has(children, "WORKING"):
        return rule.for_review(_("срок назван в рабочих днях, посчитан в календарных"))
    if each == _DAYS_IN["MONTHS"]:
        return rule.for_review(_("срок назван в месяцах, месяц посчитан за 30 дней"))
    return rule
