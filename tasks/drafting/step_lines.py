"""Steps as lines of a paper's table, in words of people who know no codes."""

from collections.abc import Iterable

from models.language import _
from models.records import Step
from models.roadmap.definition import Roadmap
from models.steps.status import Status
from models.wording import in_digits

Line = dict[str, str]


def step_lines(steps: Iterable[Step], roadmap: Roadmap) -> list[Line]:
    """Each step: measure, party (who leads), due, closed, note."""
    return [
        {
            "measure": roadmap.by_code[step.measure].in_words,
            "party": roadmap.party_by_code[roadmap.by_code[step.measure].leading_party].title,
            "due": in_digits(step.due_on),
            "closed": in_digits(step.closed_on),
            "note": _note(step),
        }
        for step in steps
    ]


def _note(step: Step) -> str:
    """Late by how much, awaiting acceptance, or why it was returned; of what has not begun there is nothing to say."""
    if step.closed_on and step.due_on and step.closed_on > step.due_on:
        return _("позже срока на {days} дн.").format(days=(step.closed_on - step.due_on).days)
    if step.status is Status.SUBMITTED:
        return _("сдано, ждёт приёмки")
    return "" if step.status is Status.PLANNED else step.reason
