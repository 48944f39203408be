"""Which phase a measure belongs to: its kind says it, save for what prepares another measure. What kind, kinds.py."""

import re
from collections.abc import Mapping, Sequence

from models.language import _
from models.order.definition import PrintedMeasure
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded
from models.roadmap.definition import Kind, Phase

_PHASES = {
    Kind.ANALYSIS: Phase.ANALYSIS,
    Kind.RISK_SURVEY: Phase.RISK_SURVEY,
    Kind.PLAN: Phase.SUPPORT_PLAN,
    Kind.MENTORING: Phase.MENTORING,
    Kind.FINAL: Phase.FINAL_SESSION,
    Kind.MONITORING: Phase.MONITORING,
    Kind.PUPILS: Phase.SUPPORT_PLAN,
}
# Support that comes to the school as it goes; courses and programmes are part of a plan.
_METHODICAL = re.compile(r"методическ|консультац|урок|взаимопосещ|лучш[а-я]+ (?:[а-я]+ )?практик|опыт|семинар|стажиров")
_PLANNED = re.compile(
    r"(?<![а-я])курс|повышени[а-я] квалификац|диагностик|дефицит|исследовани|индивидуальн[а-я]+ (?:план|маршрут)"
)


def phases_of(
    measures: Sequence[PrintedMeasure], kinds: Sequence[Kind], dependants: Mapping[int, Sequence[int]]
) -> list[Suggestion[Phase]]:
    """The phase of each measure; `dependants` are the positions of those that wait for a measure, by its position."""
    return [_phase_of(position, measures, kinds, dependants, ()) for position in range(len(measures))]


def _phase_of(
    position: int,
    measures: Sequence[PrintedMeasure],
    kinds: Sequence[Kind],
    dependants: Mapping[int, Sequence[int]],
    asked: tuple[int, ...],
) -> Suggestion[Phase]:
    kind = kinds[position]
    if kind is Kind.PROFESSIONAL_DEVELOPMENT:
        return _of_development(measures[position])
    if kind is not Kind.ORGANISATION:
        return Suggestion(_PHASES[kind], _("по виду {kind}").format(kind=kind.value))
    waiting = [later for later in dependants.get(position, ()) if later not in asked]
    if not waiting:
        return Suggestion(Phase.MONITORING, _("организационное, которого никто не ждёт"))
    phase = _phase_of(min(waiting), measures, kinds, dependants, (*asked, position)).value
    told = _("организационное: к этапу первого, кто его ждёт («{title}»)")
    return Suggestion(phase, told.format(title=_opening(measures[min(waiting)].as_read("title"))))


def _of_development(measure: PrintedMeasure) -> Suggestion[Phase]:
    """Methodical support accompanies like mentoring; courses and diagnostics of teachers belong to the plan."""
    title = folded(measure.as_read("title"))
    if found := _PLANNED.search(title):
        return Suggestion(Phase.SUPPORT_PLAN, _("развитие кадров по плану: «{word}»").format(word=found.group()))
    if found := _METHODICAL.search(f"{title} {folded(measure.section)}"):
        return Suggestion(Phase.MENTORING, _("методическая поддержка: «{word}»").format(word=found.group()))
    return Suggestion(Phase.SUPPORT_PLAN, _("развитие кадров"))


def _opening(title: str) -> str:
    words = title.split()
    return " ".join(words[:4]) + ("…" if len(words) > 4 else "")
