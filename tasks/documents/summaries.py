"""What an analysis found, in a few Russian sentences made of counts only: fit for every reader and every channel."""

from collections.abc import Callable

from models.language import _
from models.wording import counted, percent
from tasks.documents.dynamics import dynamics
from tasks.documents.words import Facts, of_schools, schools, unjudged


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
        "school_lists": _("Списки школ: группа риска и стабильно высокие результаты"),
    }[analysis]


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
    return sentences + _target(facts) + unjudged(facts)


def _target(facts: Facts) -> list[str]:
    """Whether the order's target for the share of such schools is met, when it sets one."""
    if facts["target_percent"] == "":
        return []
    if facts["target_met"] == "":
        return [_("Доля школ с низкими результатами не рассчитана: нет реестра школ.")]
    low, total = int(facts["low"]), int(facts["register_schools"])
    said = _(
        "Доля школ с низкими результатами — {low} из {total} ({share}): целевой показатель «не более {most} %» {met}."
    )
    met = _("достигнут") if facts["target_met"] else _("не достигнут")
    share = percent(100 * low / total, 2)
    return [said.format(low=low, total=total, share=share, most=facts["target_percent"], met=met)]


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
    return sentences + unjudged(facts)


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


def _school_lists(facts: Facts) -> list[str]:
    risk, high = schools(int(facts["at_risk"])), schools(int(facts["stably_high"]))
    sentences = [
        _("В группе риска {risk} из {total} с результатами {year} года, кроме школ с низкими результатами.").format(
            risk=risk, total=facts["schools"], year=facts["year"]
        )
    ]
    if int(facts["years"]) < int(facts["years_needed"]):
        needed = counted(int(facts["years_needed"]), _("год"), _("года"), _("лет"))
        sentences.append(
            _("Список школ со стабильно высокими результатами не составлен: нужны результаты за {years}.").format(
                years=needed
            )
        )
    else:
        sentences.append(
            _("Стабильно высокие результаты в {first}–{last} годах: {high}.").format(
                first=facts["first_year"], last=facts["year"], high=high
            )
        )
    return sentences + unjudged(facts)


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
    "dynamics": dynamics,
    "school_lists": _school_lists,
    "objectivity": _objectivity,
}
