"""The form in which a document is handed in from Slack: a link, or a № and a date. Block Kit within Slack's limits."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.language import _
from models.people.buttons import Subject
from models.people.counting import shortened
from models.records import Step
from models.roadmap.definition import Measure
from models.wording import in_digits
from tasks.pressing.payload import FORM

MOST_OPTIONS = 100
OPTION_LENGTH, SECTION_LENGTH = 75, 3000
# Where a refusal is shown when it is of no single field.
FIRST_FIELD = "link"


def hand_in_form(subject: Subject, measure: Measure, steps: Sequence[Step], names: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of views.open: of several schools one is chosen, of several documents too."""
    told = {"subject": subject.written(), "step": _said(steps[0]), "documents": measure.deliverables}
    fields = [
        _typed("link", _("Ссылка на документ"), _("https://… — или № и дата ниже")),
        _typed("number", _("Регистрационный №"), ""),
        _field("dated", _("Дата документа"), {"type": "datepicker"}),
    ]
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps(told, ensure_ascii=False),
        "title": _plain(_("Сдать {code}").format(code=measure.code), 24),
        "submit": _plain(_("Сдать"), 24),
        "close": _plain(_("Не сейчас"), 24),
        "blocks": [_about(measure, steps), *_choices(measure, steps, names), *fields],
    }


def closing(sentence: str) -> dict[str, Any]:
    """What the form becomes once the document is handed in."""
    return {
        "type": "modal",
        "title": _plain(_("Сдано"), 24),
        "close": _plain(_("Закрыть"), 24),
        "blocks": [{"type": "section", "text": _plain(sentence, SECTION_LENGTH)}],
    }


def _about(measure: Measure, steps: Sequence[Step]) -> dict[str, Any]:
    due = in_digits(min((step.due_on for step in steps if step.due_on), default=None))
    said = _("{code} «{title}» ({place}). Срок — {due}. Файл сдают командой: vekha submit {code} --file …")
    told = said.format(code=measure.code, title=measure.title, place=measure.place, due=due)
    return {"type": "section", "text": _plain(told, SECTION_LENGTH)}


def _choices(measure: Measure, steps: Sequence[Step], names: Mapping[str, str]) -> list[dict[str, Any]]:
    chosen = []
    if len(steps) > 1:
        schools = [(names.get(step.unit, step.unit), _said(step)) for step in steps[:MOST_OPTIONS]]
        chosen.append(_select("step", _("Школа"), schools))
    if len(measure.deliverables) > 1:
        papers = [(title, str(nth)) for nth, title in enumerate(measure.deliverables[:MOST_OPTIONS])]
        chosen.append(_select("document", _("Какой документ"), papers))
    return chosen


def _said(step: Step) -> str:
    """The step as it was when the form was opened: whoever acts meanwhile is not overwritten."""
    return f"{step.id}:{step.version}"


def _typed(name: str, label: str, hint: str) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "plain_text_input", "max_length": 500}
    return _field(name, label, element | ({"placeholder": _plain(hint, 150)} if hint else {}))


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> dict[str, Any]:
    shown = [{"text": _plain(text, OPTION_LENGTH), "value": value} for text, value in options]
    return _field(name, label, {"type": "static_select", "options": shown}, must=True)


def _field(name: str, label: str, element: dict[str, Any], must: bool = False) -> dict[str, Any]:
    named = {"action_id": name} | element
    return {"type": "input", "block_id": name, "label": _plain(label, 2000), "optional": not must, "element": named}


def _plain(text: str, length: int) -> dict[str, str]:
    return {"type": "plain_text", "text": shortened(text, length)}
