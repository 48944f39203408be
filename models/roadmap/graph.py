"""The roadmap as a Mermaid flowchart: phases as frames, soft prerequisites dashed, measures coloured by their state."""

from collections.abc import Iterator, Mapping

from models.roadmap.definition import Measure, Phase, Roadmap

# State names of models/steps as flows show them. Fill and text keep a contrast of at least 4.5 : 1.
COLOURS = {
    "Done": ("#1b7f4d", "#ffffff"),
    "Open": ("#1f6feb", "#ffffff"),
    "Submitted": ("#6f42c1", "#ffffff"),
    "Waiting": ("#d8dee4", "#1f2328"),
    "Blocked": ("#fff3c4", "#5c4400"),
    "Overdue": ("#ffd8c2", "#7a1f00"),
    "Stale": ("#ead9b0", "#4d3800"),
    "Waived": ("#f6f8fa", "#57606a"),
    "DataCheckFailed": ("#b42318", "#ffffff"),
}

_ENTITIES = {ord(sign): f"#{ord(sign)};" for sign in '#"<>[](){}|;&`\\'}


def mermaid(roadmap: Roadmap, states: Mapping[str, str] | None = None, phase: Phase | None = None) -> str:
    """The flowchart's text.

    states: a state name (COLOURS) by measure code; measures without one are plain.
    phase:  only this phase, with other phases' prerequisites as «↗» nodes outside its frame.
    """
    shown = [measure for measure in roadmap.measures if phase in {None, measure.phase}]
    lines = ["flowchart LR"]
    for drawn in Phase:
        lines += _frame(drawn, [measure for measure in shown if measure.phase is drawn])
    lines += [f"  {_node(measure, '↗ ')}" for measure in _foreign(roadmap, shown)]
    lines += _arrows(shown)
    lines += _colouring(states or {}, [*shown, *_foreign(roadmap, shown)])
    return "\n".join(lines) + "\n"


def _frame(phase: Phase, measures: list[Measure]) -> Iterator[str]:
    if measures:
        yield f'  subgraph {phase.value}["{_escaped(phase.label)}"]'
        yield from (f"    {_node(measure)}" for measure in measures)
        yield "  end"


def _foreign(roadmap: Roadmap, shown: list[Measure]) -> list[Measure]:
    """Prerequisites from phases that are not drawn."""
    drawn = {measure.code for measure in shown}
    needed = {prerequisite.measure for measure in shown for prerequisite in measure.prerequisites}
    return [measure for measure in roadmap.measures if measure.code in needed - drawn]


def _arrows(shown: list[Measure]) -> Iterator[str]:
    for measure in shown:
        for needed in measure.prerequisites:
            yield f"  {_id(needed.measure)} {'-.->' if needed.soft else '-->'} {_id(measure.code)}"


def _colouring(states: Mapping[str, str], drawn: list[Measure]) -> Iterator[str]:
    for state, (fill, text) in COLOURS.items():
        coloured = [_id(measure.code) for measure in drawn if states.get(measure.code) == state]
        if coloured:
            yield f"  classDef {state} fill:{fill},color:{text},stroke:{text}"
            yield f"  class {','.join(coloured)} {state}"


def _node(measure: Measure, mark: str = "") -> str:
    return f'{_id(measure.code)}["{mark}{_escaped(measure.code)} {_escaped(measure.title)}"]'


def _id(code: str) -> str:
    """A code as Mermaid takes it: letters, digits, underscores."""
    return "".join(sign if sign.isalnum() else "_" for sign in code)


def _escaped(text: str) -> str:
    """The text with the signs that end a Mermaid label or begin its markup as entities."""
    return text.translate(_ENTITIES)
