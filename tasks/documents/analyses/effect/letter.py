"""What the letter on the effect says: methods with their intervals, who was compared, how many came and left.

Schools stand here as counts: the answer is about the group, of no single school.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.effect.answers import CHANGE, EDGE, NOT_AVAILABLE
from models.assessment.effect.moves import ENTERED, LEFT, STAYED
from models.assessment.effect.schools import COMPARED, REASONS, SUPPORTED
from models.assessment.effect.words import DIGITS, leaving, why_silent
from models.language import _
from models.wording import signed
from tasks.documents.analyses.effect.sentences import answer
from tasks.documents.analyses.effect.words import conclusions, left_out, methods, moves, sources
from tasks.documents.analyses.papers import Facts


def letter(result: Result, _schools: pd.DataFrame) -> dict[str, Any]:
    """What the blank may use beside what every letter has."""
    facts = result.facts
    return {
        "methods": [_method(facts, method) for method in (CHANGE, EDGE)],
        "group": sources()[str(facts["group"])],
        "baseline": facts["baseline_used"] or "—",
        "selection": facts["selection"] or "—",
        "parts": [*_parts(facts)],
        "moved": [{"move": moves()[move], "schools": facts[move]} for move in (LEFT, STAYED, ENTERED)],
        "leaving": leaving(),
    }


def _method(facts: Facts, method: str) -> dict[str, Any]:
    row = answer(facts, method)
    told = {"method": methods()[method], "schools": row["schools"], "compared": row["compared"]}
    if row["conclusion"] == NOT_AVAILABLE:
        return {**told, "effect": "—", "conclusion": _("вывода нет: {why}").format(why=why_silent(str(row["why"])))}
    return {**told, "effect": _with_limits(row), "conclusion": conclusions()[str(row["conclusion"])]}


def _with_limits(row: Mapping[str, object]) -> str:
    """«+0,31 [+0,05; +0,57]», the limits on a line of their own."""
    effect, lower, upper = (signed(float(str(row[name])), DIGITS) for name in ("effect", "lower", "upper"))
    return f"{effect}\n[{lower}; {upper}]"


def _parts(facts: Facts) -> Iterator[dict[str, Any]]:
    """Each part of the comparison with its number of schools."""
    yield {"part": _("поддержаны и вошли в сравнение"), "schools": facts[SUPPORTED]}
    yield {"part": _("остальные, с которыми сравнивали"), "schools": facts[COMPARED]}
    for why in REASONS:
        if facts[f"left_out_{why}"]:
            said = _("поддержаны, но пропущены: {why}").format(why=left_out()[why])
            yield {"part": said, "schools": facts[f"left_out_{why}"]}
    if facts["later"]:
        yield {"part": _("поддержаны позже: пока среди остальных"), "schools": facts["later"]}
