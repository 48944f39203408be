"""What the dynamics found, in sentences."""

from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.words import of_schools, unjudged


def sentences(facts: Facts) -> list[str]:
    """What was compared, how it came out and what could not be compared."""
    comparisons = counted(int(facts["comparisons"]), _("сравнение"), _("сравнения"), _("сравнений"))
    return [
        _("Сопоставлены результаты {before} и {after} годов: {comparisons} в {schools}.").format(
            before=facts["compared_with"],
            after=facts["year"],
            comparisons=comparisons,
            schools=of_schools(int(facts["schools"])),
        ),
        _("Улучшение — {improved}, ухудшение — {worsened}, в пределах случайного — {unclear}.").format(
            improved=facts["improved"], worsened=facts["worsened"], unclear=facts["unclear"]
        ),
        _("Сравнить нельзя (нет участников в одном из годов) — {missing}.").format(missing=facts["not_available"]),
        *_incomparable_works(facts),
        *_trends_and_cohorts(facts),
        *unjudged(facts),
    ]


def _incomparable_works(facts: Facts) -> list[str]:
    found = []
    if facts["from_later_year"]:
        said = _("С более позднего года, потому что прежние несопоставимы или без результатов, — {number}.")
        found.append(said.format(number=facts["from_later_year"]))
    if facts["not_comparable"]:
        said = _("Не сопоставляются (другая работа или другой срок проведения) — {number}.")
        found.append(said.format(number=facts["not_comparable"]))
    if facts["works_unverified"]:
        works = counted(int(facts["works_unverified"]), _("работы"), _("работ"), _("работ"))
        found.append(
            _("Состав заданий {works} ВПР не загружен: изменилась ли работа, не проверено.").format(works=works)
        )
    return found


def _trends_and_cohorts(facts: Facts) -> list[str]:
    found = []
    if facts["trends"]:
        rows = counted(int(facts["trends"]), _("ряд"), _("ряда"), _("рядов"))
        found.append(
            _("За три года и более: {rows} результатов; улучшение — {improved}, ухудшение — {worsened}.").format(
                rows=rows, improved=facts["trends_improved"], worsened=facts["trends_worsened"]
            )
        )
    if facts["cohorts"]:
        parallels = counted(int(facts["cohorts"]), _("параллель"), _("параллели"), _("параллелей"))
        found.append(
            _(
                "При переходе в следующий класс, по предметам: {parallels}; лучше общего сдвига — {improved}, хуже — "
                "{worsened}, не сопоставляются (другой срок) — {barred}."
            ).format(
                parallels=parallels,
                improved=facts["cohorts_improved"],
                worsened=facts["cohorts_worsened"],
                barred=facts["cohorts_not_comparable"],
            )
        )
    return found
