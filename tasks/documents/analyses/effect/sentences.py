"""What may be said of the effect, in sentences: the conclusion first, and what it rests on."""

from models.assessment.effect.answers import CHANGE, EDGE, NOT_AVAILABLE
from models.assessment.effect.schools import COMPARED, REASONS, SUPPORTED
from models.assessment.effect.words import concluding, leaving
from models.language import _
from tasks.documents.analyses.effect.words import left_out
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.words import schools, unjudged


def sentences(facts: Facts) -> list[str]:
    """The conclusion, the cross-check where there is one, who is compared, who left the list and what that is not."""
    return [*of_the_group(facts), *unjudged(facts)]


def of_the_group(facts: Facts) -> list[str]:
    """The same, without what is said of the results themselves: another paper on them says that anyway."""
    return [concluding(answer(facts, CHANGE)), *_checked(facts), *_compared(facts), *_moved(facts)]


def answer(facts: Facts, method: str) -> Facts:
    """The method's row of the table, as the facts tell it."""
    return {name.removeprefix(f"{method}_"): value for name, value in facts.items() if name.startswith(f"{method}_")}


def _checked(facts: Facts) -> list[str]:
    edge = answer(facts, EDGE)
    if NOT_AVAILABLE in (facts[f"{CHANGE}_conclusion"], edge["conclusion"]):
        return []
    return [_("Перекрёстная проверка по школам у границы перечня. {said}").format(said=concluding(edge))]


def _compared(facts: Facts) -> list[str]:
    if not facts["listed"]:
        return []
    said = _("В перечне {listed}; вошли в сравнение {supported}, с ними сравнивались {compared}.").format(
        listed=facts["listed"], supported=facts[SUPPORTED], compared=facts[COMPARED]
    )
    gone = [f"{left_out()[why]} — {facts[f'left_out_{why}']}" for why in REASONS if facts[f"left_out_{why}"]]
    return [said, *([_("Из перечня пропущены: {gone}.").format(gone="; ".join(gone))] if gone else [])]


def _moved(facts: Facts) -> list[str]:
    if not facts["listed"]:
        return []
    said = _("По результатам {year} года из перечня вышли бы — {left}, остались бы — {stayed}, вошли бы — {entered}.")
    told = {name: schools(int(facts[name])) for name in ("left", "stayed", "entered")}
    return [said.format(year=facts["year"], **told), leaving()]
