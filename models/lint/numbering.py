"""Numbers of measures: missing, repeated, starting anew, printed in different ways, not printed at all."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import together
from models.lint.remarks import shortened
from models.lint.subject import Item, Subject

_SIMPLE = re.compile(r"\d+")


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "number-missing",
        Severity.WARNING,
        _("Пропущен номер"),
        _("В нумерации дыра: строку потеряли или удалили, а номера не исправили."),
        Example("kirsanov-2024", 81, "21."),
        number_missing,
    )
    yield LintRule(
        "number-repeated",
        Severity.ERROR,
        _("Номер повторён"),
        _("Два мероприятия одного раздела под одним номером: на «п. 5» нельзя сослаться."),
        None,
        number_repeated,
    )
    yield LintRule(
        "numbers-restart",
        Severity.NOTE,
        _("Нумерация начинается заново"),
        _("В каждом разделе свой п. 1: ссылка на номер без раздела неоднозначна."),
        Example("novokuznetsk-2022", 147, "1"),
        numbers_restart,
    )
    yield LintRule(
        "number-form",
        Severity.NOTE,
        _("Номера напечатаны по-разному"),
        _("Одни номера с точкой, другие без неё."),
        Example("kirsanov-2024", 57, "7"),
        number_form,
    )
    yield LintRule(
        "unnumbered",
        Severity.WARNING,
        _("Мероприятия без номера"),
        _("На мероприятие без номера нельзя сослаться ни в отчёте, ни в приказе об изменениях."),
        Example("rakitnoe-2021", 66, "Анализ эффективности деятельности школ…"),
        unnumbered,
    )
    yield LintRule(
        "unnumbered-sub-items",
        Severity.NOTE,
        _("Подпункты без номеров"),
        _("Под одним номером несколько действий отдельными строками; сослаться на каждое нельзя."),
        Example("kirsanov-2024", 61, "10."),
        unnumbered_sub_items,
    )


def _runs(subject: Subject) -> list[list[tuple[Item, int]]]:
    """Measures with simple numbers, cut where the numbering starts anew."""
    runs: list[list[tuple[Item, int]]] = []
    for item in subject.items:
        number = item.number.strip().rstrip(".")
        if _SIMPLE.fullmatch(number):
            restarts = int(number) == 1 or (runs and item.section != runs[-1][-1][0].section and int(number) <= 1)
            if not runs or restarts:
                runs.append([])
            runs[-1].append((item, int(number)))
    return runs


def number_missing(subject: Subject) -> Iterator[Remark]:
    """Holes in a run of numbers; a position that only heads sub-items is no hole."""
    parents = {item.parent.strip().rstrip(".") for item in subject.items}
    for run in _runs(subject):
        for (_before, first), (item, second) in pairwise(run):
            missing = [number for number in range(first + 1, second) if str(number) not in parents]
            if missing:
                names = ", ".join(map(str, missing))
                what = _("между № {first} и № {second} нет № {missing}.")
                told = what.format(first=first, second=second, missing=names)
                remedy = _("Проверьте, не потеряна ли строка, и перенумеруйте.")
                yield Remark(item.at("number"), item.number, told, remedy)


def number_repeated(subject: Subject) -> Iterator[Remark]:
    """The same number twice in a section."""
    seen: dict[tuple[str, str], Item] = {}
    for item in subject.items:
        number = item.number.strip().rstrip(".")
        key = (item.section, number)
        if number and key in seen and not item.parent:
            what = _("этот номер в разделе уже есть: {first}.").format(first=seen[key].place)
            yield Remark(item.place, item.number, what, _("Перенумеруйте."))
        elif number:
            seen[key] = item


def numbers_restart(subject: Subject) -> Iterator[Remark]:
    """Sections that begin with number one again; said once."""
    runs = _runs(subject)
    if len(runs) > 1:
        starts = [run[0][0] for run in runs[1:]]
        what = _("нумерация начинается заново: разделов с п. 1 — {count}.").format(count=len(runs))
        remedy = _("Нумеруйте насквозь или с номером раздела: «1.1», «2.1».")
        yield Remark(together(item.place for item in starts), starts[0].number, what, remedy)


def number_form(subject: Subject) -> Iterator[Remark]:
    """Numbers with and without a full stop; the rarer ones are listed."""
    printed = [item for item in subject.items if item.number.strip()]
    bare = [item for item in printed if not item.number.strip().endswith(".")]
    stopped = [item for item in printed if item.number.strip().endswith(".")]
    if bare and stopped:
        odd = min(bare, stopped, key=len)
        text = ", ".join(item.number for item in odd)
        remedy = _("Ставьте точку после всех номеров или ни после одного.")
        yield Remark(together(i.place for i in odd), text, _("остальные номера напечатаны иначе."), remedy)


def unnumbered(subject: Subject) -> Iterator[Remark]:
    """Measures that have neither a number nor a numbered position above them; said once."""
    bare = [item for item in subject.items if not item.number.strip() and not item.parent]
    if bare:
        what = _("без номера — {bare} из {all}.").format(bare=len(bare), all=len(subject.items))
        yield Remark(together(i.place for i in bare), shortened(bare[0].said("title"), 60), what, _("Пронумеруйте."))


def unnumbered_sub_items(subject: Subject) -> Iterator[Remark]:
    """Positions with several actions, all but the first without a number of their own."""
    for (section, parent), group in groupby(subject.items, key=lambda item: (item.section, item.parent)):
        items = list(group)
        own = [item for item in items if item.number.strip().rstrip(".") not in {"", parent.strip().rstrip(".")}]
        if section is not None and parent and len(items) > 1 and not own:
            what = _("действий под этим номером — {count}, а своих номеров у них нет.").format(count=len(items))
            text = _("п. {number}").format(number=parent.rstrip("."))
            remedy = _("Пронумеруйте подпункты: «{number}.1», «{number}.2».").format(number=parent.rstrip("."))
            yield Remark(together(item.place for item in items), text, what, remedy)
