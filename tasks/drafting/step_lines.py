"""Schools' steps, and steps as lines of a paper's table, in words of people who know no codes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from models.language import _
from models.records import Step
from models.roadmap.definition import Roadmap
from models.steps.status import Status
from models.wording import in_digits
from tasks.drafting.contract import Asked

Line = dict[str, str]


def steps_of_schools(asked: Asked, units: Collection[str]) -> Mapping[str, list[Step]]:
    """Every step of these schools in the roadmap, without those of the measure that the paper is of."""
    found: dict[str, list[Step]] = defaultdict(list)
    for (code, _key), shelf in asked.book.steps.items():
        for unit in {*units} & shelf.keys() if code != asked.measure.code else ():
            found[unit].append(shelf[unit])
    return found


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
