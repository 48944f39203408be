"""What is forecast of the coming exams, in sentences: how much is answered, and what is not."""

from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.words import of_schools, schools, unjudged


def sentences(facts: Facts) -> list[str]:
    """For how many exams there is a forecast, which have none, and how many schools it names."""
    answered = _(
        "На {year} год доля не преодолевших минимум рассчитана по {share} из {all}, вероятность того, что "
        "таких будет не менее {percent} %, — по {low}. Прогноз нужен для планирования помощи, это не оценка школы."
    ).format(
        year=facts["year"],
        share=facts["answered_share"],
        all=counted(int(facts["procedures"]), _("экзамена"), _("экзаменов"), _("экзаменов")),
        percent=facts["low_percent"],
        low=facts["answered_low"],
    )
    return [answered, *_named(facts), *_left_out(facts), *_without_vpr(facts), *unjudged(facts)]


def _named(facts: Facts) -> list[str]:
    if not int(facts["answered_share"]) + int(facts["answered_low"]):
        return []
    named = of_schools(int(facts["named"]))
    said = _("Помощь прежде всего может понадобиться в {named} из {all}: прогноз выше обычного для региона.")
    return [said.format(named=named, all=facts["schools"])]


def _left_out(facts: Facts) -> list[str]:
    said = {
        "left_out_share": _("Прогноз доли не даётся (почему — в справке): {exams}."),
        "left_out_low": _("Вероятность не даётся: {exams}."),
    }
    return [text.format(exams=facts[name]) for name, text in said.items() if facts[name]]


def _without_vpr(facts: Facts) -> list[str]:
    if not facts["without_vpr"]:
        return []
    return [
        _("Нет ВПР этой параллели хотя бы по одному экзамену: {schools}.").format(
            schools=schools(int(facts["without_vpr"]))
        )
    ]
