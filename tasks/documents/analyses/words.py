"""Words and sentences that papers of several analyses share."""

from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts


def schools(number: int) -> str:
    """«21 школа»."""
    return counted(number, _("школа"), _("школы"), _("школ"))


def of_schools(number: int) -> str:
    """«в 21 школе»: the number and the word in the prepositional case."""
    return counted(number, _("школе"), _("школах"), _("школах"))


def unjudged(facts: Facts) -> list[str]:
    """Exams that nobody could judge."""
    if not facts["unjudged"]:
        return []
    return [_("Не оценены, потому что минимальный балл неизвестен: {exams}.").format(exams=facts["unjudged"])]
