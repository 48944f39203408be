"""What must come before what: measures due before their prerequisite, circles, too many deadlines in one month."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.parties import parties_of
from models.lint.places import Place, line_of, together
from models.lint.remarks import called, shortened
from models.lint.signing import dated
from models.lint.subject import Item, Subject
from models.wording import counted

# A window longer than this is work all along, not a deadline of its last month.
LONG_DAYS = 100


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "file-refused",
        Severity.ERROR,
        _("Файл дорожной карты не принят"),
        _("В YAML ошибка, с которой дорожная карта не откроется: то же, что говорит vekha roadmap check."),
        None,
        file_refused,
    )
    yield LintRule(
        "due-before-prerequisite",
        Severity.WARNING,
        _("Срок раньше, чем у того, что нужно прежде"),
        _("Мероприятие должно закончиться раньше, чем начнётся то, без чего его не сделать."),
        None,
        due_before_prerequisite,
    )
    yield LintRule(
        "cycle",
        Severity.ERROR,
        _("Мероприятия ждут друг друга по кругу"),
        _("Каждое ждёт предыдущего, и ни одно не может начаться."),
        None,
        cycle,
    )
    yield LintRule(
        "busy-month",
        Severity.WARNING,
        _("Слишком много сроков в одном месяце"),
        _("У одного исполнителя сроков больше, чем рабочих недель в месяце: чаще одного документа в неделю."),
        Example("kirsanov-2024", 61, "Август 2024, 2025"),
        busy_month,
    )


def _first(item: Item) -> tuple[date, date] | None:
    """When a measure first can begin and when it is first due, if its schedule names dates."""
    days = [found for found in dated(item.rule) if found.end]
    if not days:
        return None
    start, end = days[0]
    assert end is not None, "open windows are left out"
    return (start or date.min, end)


def file_refused(subject: Subject) -> Iterator[Remark]:
    """Every problem that the file was refused for."""
    for problem in subject.refused:
        place = Place((problem.place,), at=line_of(problem.place))
        yield Remark(place, shortened(problem.value), _("файл с этим не примут."), problem.remedy)


def due_before_prerequisite(subject: Subject) -> Iterator[Remark]:
    """Measures whose first deadline is before their prerequisite's window opens."""
    for item in subject.items:
        for needed in (subject.by_code[code] for code in item.needed if code in subject.by_code):
            own, theirs = _first(item), _first(needed)
            if own and theirs and theirs[0] > own[1]:
                what = _("срок — {own:%d.%m.%Y}, а {needed} начнётся {starts:%d.%m.%Y}.")
                told = what.format(own=own[1], needed=called(needed), starts=theirs[0])
                remedy = _("Поменяйте сроки местами или уберите зависимость.")
                yield Remark(item.at("schedule"), item.said("schedule"), told, remedy)


def cycle(subject: Subject) -> Iterator[Remark]:
    """The first circle among prerequisites."""
    known = subject.by_code
    graph = {item.code: sorted(set(item.needed) & known.keys()) for item in subject.items}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        around = [known[code] for code in error.args[1]]
        text = " → ".join(item.label or item.code for item in around)
        remedy = _("Уберите одну из зависимостей.")
        yield Remark(together(i.place for i in around[1:]), text, _("эти мероприятия ждут друг друга."), remedy)


def busy_month(subject: Subject) -> Iterator[Remark]:
    """Parties with more deadlines in a month than the limit; one remark for each party."""
    due: dict[str, Counter[tuple[int, int]]] = {}
    places: dict[str, list[tuple[tuple[int, int], Place]]] = {}
    for item in subject.items:
        for month in {(end.year, end.month) for end in _ends(item)}:
            for party in parties_of(item):
                due.setdefault(party, Counter())[month] += 1
                places.setdefault(party, []).append((month, item.at("schedule")))
    for party, months in due.items():
        busy = {month: count for month, count in sorted(months.items()) if count > subject.busy}
        if busy:
            listed = ", ".join(f"{month:02d}.{year} — {count}" for (year, month), count in busy.items())
            limit = counted(subject.busy, _("срок"), _("срока"), _("сроков"))
            what = _("сроков в месяце: {listed}; больше, чем {limit}.").format(listed=listed, limit=limit)
            where = together(place for month, place in places[party] if month in busy)
            yield Remark(where, party, what, _("Разнесите сроки по месяцам или по исполнителям."))


def _ends(item: Item) -> Iterator[date]:
    """Last days of deadlines and of windows short enough to be deadlines."""
    if item.is_target:
        return
    for start, end in dated(item.rule):
        if end and (start is None or (end - start).days <= LONG_DAYS):
            yield end
