"""The ladder of reminders: how many working days before and after a deadline its party is told again, and its superior.

Whom and in which words belongs in models/people.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.language import _
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.frozen import Frozen

# Working days around the deadline; the usual ladder.
RUNGS = (-14, -7, -1, 0, 1, 3, 7)
Rungs = Annotated[tuple[int, ...], Field(min_length=1)]


class Reminders(Frozen):
    """A roadmap's own ladder: the `reminders:` section of its YAML.

    rungs:          working days from the deadline, ascending: −7 is seven working days before it, 0 its last day
    escalate_after: from this rung on the superior role is told too; None: never
    """

    rungs: Rungs = RUNGS
    escalate_after: Annotated[int, Field(gt=0)] | None = 3

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        if list(self.rungs) != sorted(set(self.rungs)):
            raise ValueError(_("ступени идут по возрастанию и не повторяются: [-14, -7, -1, 0, 1, 3, 7]"))
        return self

    def rung_on(self, day: date, due_on: date, calendar: WorkingCalendar) -> int | None:
        """The latest rung that has come by that day; None before the first. Missed ones are passed over for good."""
        come = [rung for rung in self.rungs if day_of(rung, due_on, calendar) <= day]
        return come[-1] if come else None

    def is_escalated(self, rung: int) -> bool:
        """Whether the superior is told too."""
        return self.escalate_after is not None and rung >= self.escalate_after


def day_of(rung: int, due_on: date, calendar: WorkingCalendar) -> date:
    """The day of a rung: the deadline itself for 0, else so many working days from it."""
    return calendar.add_working_days(due_on, rung) if rung else due_on


USUAL = Reminders()
