"""What an analysis found, in a few Russian sentences made of counts only: fit for every reader and every channel."""

from collections.abc import Callable, Mapping

from models.language import _
from models.wording import counted

Facts = Mapping[str, int | float | str]


def summary(analysis: str, facts: Facts) -> list[str]:
    """The sentences that say what this analysis found; nothing about a person."""
    return _SENTENCES[analysis](facts)


def title(analysis: str) -> str:
    """The document's name, as it is headed and filed."""
    return {
        "low_results": _("Справка о школах с низкими образовательными результатами"),
        "pupils_at_risk": _("Список обучающихся группы риска по итогам ВПР"),
        "low_branches": _("Перечень филиалов с низкими результатами ВПР"),
        "low_classes": _("Перечень классов с низкими результатами ВПР"),
        "teacher_support": _("Потребность педагогов в методической поддержке"),
        "hard_elements": _("Перечень элементов содержания, вызывающих затруднения"),
        "dynamics": _("Справка о динамике образовательных результатов"),
        "objectivity": _("Справка о возможных признаках необъективности результатов ВПР"),
    }[analysis]


def schools(number: int) -> str:
    """«21 школа»."""
    return counted(number, _("школа"), _("школы"), _("школ"))


def of_schools(number: int) -> str:
    """«в 21 школе»: the number and the word in the prepositional case."""
    return counted(number, _("школе"), _("школах"), _("школах"))


def _low_results(facts: Facts) -> list[str]:
    found = _("Низкие результаты: {low} из {total} с результатами.").format(
        low=schools(int(facts["low"])), total=int(facts["schools"])
    )
    apart = _("Только по правилу R1 — {r1}, только по R2 — {r2}, по обоим — {both}.").format(
        r1=facts["r1_only"], r2=facts["r2_only"], both=facts["both"]
    )
    sentences = [found, apart]
    if facts["incomparable"]:
        sentences.append(
            _("Результаты только за один из двух лет имеет {schools}: правило R2 к ним не применялось.").format(
                schools=schools(int(facts["incomparable"]))
            )
        )
    return sentences


def _pupils_at_risk(facts: Facts) -> list[str]:
    pupils = counted(int(facts["pupils"]), _("обучающийся"), _("обучающихся"), _("обучающихся"))
    subjects = counted(int(facts["failed_subjects"]), _("предмету"), _("предметам"), _("предметам"))
    return [
        _("В группе риска {pupils} в {schools}: отметка «2» не менее чем по {subjects} ВПР {year} года.").format(
            pupils=pupils, schools=of_schools(int(facts["schools"])), subjects=subjects, year=facts["year"]
        ),
        _("Всего участников ВПР: {participants}.").format(participants=facts["participants"]),
    ]


def _low_units(found: str, facts: Facts) -> str:
    subjects = counted(int(facts["subjects_over"]), _("предмету"), _("предметам"), _("предметам"))
    return _("{found} в {schools}: низкие результаты более чем по {subjects} ВПР {year} года.").format(
        found=found, schools=of_schools(int(facts["schools"])), subjects=subjects, year=facts["year"]
    )


def _low_branches(facts: Facts) -> list[str]:
    found = counted(int(facts["low"]), _("филиал"), _("филиала"), _("филиалов"))
    sentences = [
        _low_units(found, facts),
        _("Филиалов с результатами: {total}.").format(total=facts["branches"]),
    ]
    if facts["unplaced_classes"]:
        unplaced = counted(int(facts["unplaced_classes"]), _("класса"), _("классов"), _("классов"))
        sentences.append(
            _("Для {classes} неизвестно, в каком здании они учатся: дополните файл назначений.").format(
                classes=unplaced
            )
        )
    return sentences


def _low_classes(facts: Facts) -> list[str]:
    found = counted(int(facts["low"]), _("класс"), _("класса"), _("классов"))
    return [_low_units(found, facts), _("Классов с результатами: {total}.").format(total=facts["classes"])]


def _teacher_support(facts: Facts) -> list[str]:
    teachers = counted(int(facts["teachers"]), _("педагог"), _("педагога"), _("педагогов"))
    sentences = [
        _(
            "Поддержка нужна в классах, где работают {teachers}, в {schools}; работ с низкими результатами: {works}."
        ).format(teachers=teachers, schools=of_schools(int(facts["schools"])), works=facts["works"])
    ]
    if facts["works_without_teacher"]:
        sentences.append(
            _("Работ, для которых педагог не указан в файле назначений: {works}.").format(
                works=facts["works_without_teacher"]
            )
        )
    return sentences


def _hard_elements(facts: Facts) -> list[str]:
    elements = counted(int(facts["hard"]), _("элемент"), _("элемента"), _("элементов"))
    subjects = counted(int(facts["subjects"]), _("предмету"), _("предметам"), _("предметам"))
    sentences = [
        _("Затруднения вызвали {elements} содержания из {total} по {subjects} ВПР {year} года.").format(
            elements=elements, total=facts["elements"], subjects=subjects, year=facts["year"]
        )
    ]
    if facts["unmapped_tasks"]:
        sentences.append(
            _("Заданий без элемента содержания или уровня: {tasks}; дополните файл заданий.").format(
                tasks=facts["unmapped_tasks"]
            )
        )
    return sentences


def _dynamics(facts: Facts) -> list[str]:
    comparisons = counted(int(facts["comparisons"]), _("сравнение"), _("сравнения"), _("сравнений"))
    return [
        _("Сопоставлены {before} и {after} годы: {comparisons} в {schools}.").format(
            before=facts["compared_with"],
            after=facts["year"],
            comparisons=comparisons,
            schools=of_schools(int(facts["schools"])),
        ),
        _("Улучшение — {improved}, ухудшение — {worsened}, в пределах случайного — {unclear}.").format(
            improved=facts["improved"], worsened=facts["worsened"], unclear=facts["unclear"]
        ),
        _("Сравнить нельзя (нет участников в одном из годов) — {missing}.").format(missing=facts["not_available"]),
    ]


def _objectivity(facts: Facts) -> list[str]:
    sentences = [
        _("Дополнительного анализа требуют результаты ВПР {year} года в {listed} из {total}.").format(
            year=facts["year"], listed=of_schools(int(facts["listed"])), total=facts["schools"]
        ),
        _("Хотя бы один возможный признак есть в {schools}; один признак основанием не служит.").format(
            schools=of_schools(int(facts["with_signs"]))
        ),
    ]
    if facts["unanswered"]:
        sentences.append(
            _("Не рассчитаны, потому что данных для них нет: {markers}.").format(markers=facts["unanswered"])
        )
    return sentences


_SENTENCES: dict[str, Callable[[Facts], list[str]]] = {
    "low_results": _low_results,
    "pupils_at_risk": _pupils_at_risk,
    "low_branches": _low_branches,
    "low_classes": _low_classes,
    "teacher_support": _teacher_support,
    "hard_elements": _hard_elements,
    "dynamics": _dynamics,
    "objectivity": _objectivity,
}
