"""Whether what a roadmap file names exists and hangs together: codes, references, cycles, inheritance, titles.

Works on the file's plain data, so that a wrong type in one measure hides nothing wrong in another.
"""

from collections.abc import Callable, Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.assessment.names import ACTIONS, CHECKS
from models.drafts import DRAFTS
from models.indicators.names import ANSWERS_CHECK, COUNTERS
from models.language import _
from models.roadmap.naming import suggestion
from models.roadmap.places import Located, Path, PlacedProblem

TITLE_LENGTH = 60
# Prefect refuses these in the names of flows and runs, which carry titles.
FORBIDDEN_IN_TITLES = "/%&><"


def consistency_problems(located: Located) -> Iterator[PlacedProblem]:
    """Everything that does not hang together, in the order of the rules below."""
    rules: tuple[Callable[[Located], Iterator[PlacedProblem]], ...] = (
        _codes_are_unique,
        _references_exist,
        _superiors_exist,
        _measures_have_parties,
        _acceptance_can_end,
        _something_is_handed_in,
        _actions_have_data,
        _nobody_hands_in_what_is_computed,
        _inheritance_is_one_step,
        _prerequisites_make_no_cycle,
        _targets_are_counted,
        _indicators_are_counted_by_what_there_is,
        _only_what_has_indicators_reaches_them,
        _nobody_waits_for_a_target,
        _titles_fit_prefect,
        _time_zone_exists,
    )
    for rule in rules:
        yield from rule(located)


def measures_in(located: Located) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every measure of the file that is written as keys and values."""
    return _items_in(located, "measures")


def _items_in(located: Located, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    items = located.value((key,))
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield (key, index), item


def _codes(located: Located, key: str) -> list[str]:
    return [item["code"] for _place, item in _items_in(located, key) if isinstance(item.get("code"), str)]


def _texts(item: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
    """The texts under a key, one or a list, with their places below the item."""
    value = item.get(key)
    if isinstance(value, str):
        yield (key,), value
    for index, text in enumerate(value if isinstance(value, list) else []):
        if isinstance(text, str):
            yield (key, index), text


def _prerequisites(measure: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """The measures named as prerequisites, bare or with a share, with their places below the measure."""
    yield from _texts(measure, "prerequisites")
    yield from _named_in(measure, "prerequisites", "measure")


def _named_in(measure: dict[str, Any], key: str, name: str) -> Iterator[tuple[Path, str]]:
    """The names in a list's items that say more than their name, with their places below the measure."""
    written = measure.get(key)
    for index, item in enumerate(written if isinstance(written, list) else []):
        if isinstance(item, dict) and isinstance(item.get(name), str):
            yield (key, index, name), item[name]


def _stages(measure: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The stages of an acceptance that are written as keys and values, with their places below the measure."""
    written = measure.get("acceptance")
    if isinstance(written, dict):
        yield ("acceptance",), written
    for index, stage in enumerate(written if isinstance(written, list) else []):
        if isinstance(stage, dict):
            yield ("acceptance", index), stage


def _signers(measure: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
    """The parties that an acceptance names in its stages, with their places below the measure."""
    for path, stage in _stages(measure) if key == "acceptance" else ():
        if isinstance(stage.get("party"), str):
            yield (*path, "party"), stage["party"]
        if isinstance(stage.get("signatures"), dict):
            for below, party in _texts(stage["signatures"], "of"):
                yield (*path, "signatures", *below), party


def _codes_are_unique(located: Located) -> Iterator[PlacedProblem]:
    for key in ("measures", "parties"):
        seen: dict[str, int] = {}
        for path, item in _items_in(located, key):
            code = item.get("code")
            if not isinstance(code, str):
                continue
            if code in seen:
                remedy = _("этот код уже есть в строке {line}: дайте другой.").format(line=seen[code])
                yield located.problem((*path, "code"), remedy)
            seen.setdefault(code, located.line((*path, "code")))


def _references_exist(located: Located) -> Iterator[PlacedProblem]:
    measures, parties = _codes(located, "measures"), _codes(located, "parties")
    named: tuple[tuple[str, Collection[str], str], ...] = (
        ("parties", parties, _("такой роли нет.")),
        ("lead", parties, _("такой роли нет.")),
        ("acceptance", parties, _("такой роли нет.")),
        ("inherits", measures, _("такого мероприятия нет.")),
        ("checks", CHECKS, _("такой проверки нет.")),
        ("action", ACTIONS, _("такого расчёта нет.")),
        ("draft", DRAFTS, _("такого черновика нет.")),
    )
    for path, measure in measures_in(located):
        for key, known, what in named:
            for below, text in (*_texts(measure, key), *_named_in(measure, key, "name"), *_signers(measure, key)):
                if text not in known:
                    yield located.problem((*path, *below), f"{what} {suggestion(text, known)}")
        for below, code in _prerequisites(measure):
            if code not in measures:
                yield located.problem((*path, *below), _("такого мероприятия нет. ") + suggestion(code, measures))


def _superiors_exist(located: Located) -> Iterator[PlacedProblem]:
    parties = _codes(located, "parties")
    for path, party in _items_in(located, "parties"):
        for below, code in _texts(party, "superior"):
            if code not in parties:
                yield located.problem((*path, *below), f"{_('такой роли нет.')} {suggestion(code, parties)}")


def _measures_have_parties(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        named = [party for _below, party in _texts(measure, "parties")]
        if not measure.get("parties") and not measure.get("inherits"):
            remedy = _("за мероприятие никто не отвечает: назовите хотя бы одну роль (parties).")
            yield located.problem((*path, "parties"), remedy, "")
        elif named and isinstance(lead := measure.get("lead"), str) and lead not in named:
            yield located.problem((*path, "lead"), _("ведущей может быть только роль из parties этого мероприятия."))


def _acceptance_can_end(located: Located) -> Iterator[PlacedProblem]:
    """Every stage says who signs, and enough parties can."""
    for path, measure in measures_in(located):
        if measure.get("acceptance") == []:
            remedy = _("ступеней нет: назовите хотя бы одну, а если никто не принимает — null.")
            yield located.problem((*path, "acceptance"), remedy, "")
        for below, stage in _stages(measure):
            if ("party" in stage) == ("signatures" in stage):
                remedy = _("у ступени приёмки должно быть одно из двух: party (одна роль) или signatures (несколько).")
                yield located.problem((*path, *below), remedy, "")
            yield from _too_few_signers(located, (*path, *below, "signatures"), stage.get("signatures"))


def _too_few_signers(located: Located, path: Path, written: Any) -> Iterator[PlacedProblem]:
    named = written.get("of") if isinstance(written, dict) else None
    at_least = written.get("at_least") if isinstance(written, dict) else None
    if isinstance(named, list) and isinstance(at_least, int) and len({str(one) for one in named}) < max(at_least, 2):
        remedy = _("подписать некому: разных ролей в of должно быть не меньше {count}.")
        yield located.problem((*path, "at_least"), remedy.format(count=max(at_least, 2)))


def _something_is_handed_in(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        if measure.get("deliverables") == [] and not measure.get("is_target"):
            remedy = _("шаг закрывают документом: назовите хотя бы один (deliverables).")
            yield located.problem((*path, "deliverables"), remedy, "")


def _actions_have_data(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        if measure.get("action") and not measure.get("data"):
            yield located.problem((*path, "action"), _("расчёту не из чего считать: назовите данные (data)."))


def _nobody_hands_in_what_is_computed(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        if measure.get("action") and measure.get("draft"):
            remedy = _("мероприятие считает сама Веха, черновик сдавать некому: оставьте action или draft.")
            yield located.problem((*path, "draft"), remedy)


def _inheritance_is_one_step(located: Located) -> Iterator[PlacedProblem]:
    by_code = {m["code"]: m for _path, m in measures_in(located) if isinstance(m.get("code"), str)}
    for path, measure in measures_in(located):
        parent = measure.get("inherits")
        if not isinstance(parent, str) or parent not in by_code:
            continue
        if by_code[parent].get("inherits") or parent == measure.get("code"):
            remedy = _("у этого мероприятия нет собственных сроков: назовите то, у которого они есть.")
            yield located.problem((*path, "inherits"), remedy)
        if measure.get("schedule"):
            remedy = _("сроки и написаны, и наследуются: оставьте пустую ячейку или уберите inherits.")
            yield located.problem((*path, "schedule"), remedy)


def _prerequisites_make_no_cycle(located: Located) -> Iterator[PlacedProblem]:
    """Each cycle is named around; one edge of it is then taken out, and the search goes on."""
    graph: dict[str, set[str]] = {}
    places: dict[tuple[str, str], Path] = {}
    for path, measure in measures_in(located):
        if isinstance(code := measure.get("code"), str):
            for below, needed in _prerequisites(measure):
                graph.setdefault(code, set()).add(needed)
                places.setdefault((code, needed), (*path, *below))
    while cycle := _cycle(graph):
        remedy = _("предшественники замкнулись в круг: {cycle}. Уберите одного из них.")
        yield located.problem(places[cycle[1], cycle[0]], remedy.format(cycle=" → ".join(cycle)))
        graph[cycle[1]].remove(cycle[0])


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """The codes around a cycle, each needed by the next, the first repeated last; empty when there is none."""
    ordered = {code: sorted(needed) for code, needed in graph.items()}
    try:
        TopologicalSorter(ordered).prepare()
    except CycleError as error:
        around: list[str] = error.args[1]
        return around
    return []


def _targets_are_counted(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        if measure.get("is_target") is True and not measure.get("indicators"):
            remedy = _("целевой показатель, а что считать, не сказано: напишите indicators.")
            yield located.problem((*path, "is_target"), remedy, str(measure.get("title", "")))


def _indicators_are_counted_by_what_there_is(located: Located) -> Iterator[PlacedProblem]:
    """Every `by:` names a function; schools close, and answer for, only what is done in each school."""
    nothing: dict[str, Any] = {}
    of_plan = ((path, one, nothing) for path, one in _items_in(located, "indicators"))
    of_measures = (
        ((*path, "indicators", nth), one, measure)
        for path, measure in measures_in(located)
        for nth, one in enumerate(measure.get("indicators") or ())
        if isinstance(one, dict)
    )
    for path, indicator, measure in (*of_plan, *of_measures):
        name, is_in_schools = indicator.get("by"), measure.get("unit") == "school"
        if isinstance(name, str) and name not in COUNTERS:
            remedy = _("такого подсчёта нет. ") + suggestion(name, COUNTERS)
            yield located.problem((*path, "by"), remedy)
        elif name == "schools_that_closed" and not is_in_schools:
            yield located.problem((*path, "by"), _("школы закрывают только мероприятие, у которого unit: school."))
        elif name == "schools_that_answered" and not (is_in_schools and _looks_at_answers(measure)):
            remedy = _("ответы школ знает только мероприятие с unit: school и проверкой {check} в checks.")
            yield located.problem((*path, "by"), remedy.format(check=ANSWERS_CHECK))


def _looks_at_answers(measure: dict[str, Any]) -> bool:
    checks = measure.get("checks")
    named = [one.get("name") if isinstance(one, dict) else one for one in checks] if isinstance(checks, list) else []
    return ANSWERS_CHECK in named


def _only_what_has_indicators_reaches_them(located: Located) -> Iterator[PlacedProblem]:
    counted = {m["code"] for _path, m in measures_in(located) if m.get("indicators") and "code" in m}
    for path, measure in measures_in(located):
        for below, code in _prerequisites(measure):
            if located.value((*path, *below[:2], "reached")) is True and code not in counted:
                remedy = _("у {code} нет показателей, достигать нечего: уберите reached.").format(code=code)
                yield located.problem((*path, *below[:2], "reached"), remedy)


def _nobody_waits_for_a_target(located: Located) -> Iterator[PlacedProblem]:
    """A target has no steps: who waits for it firmly waits for ever."""
    targets = {m["code"] for _path, m in measures_in(located) if m.get("is_target") is True and "code" in m}
    for path, measure in measures_in(located):
        for below, code in _prerequisites(measure):
            is_soft = located.value((*path, *below[:2], "soft")) is True
            if code in targets and not is_soft:
                remedy = _(
                    "это целевой показатель, шагов у него нет, его не дождаться: уберите или смягчите (soft: true)."
                )
                yield located.problem((*path, *below), remedy)


def _titles_fit_prefect(located: Located) -> Iterator[PlacedProblem]:
    for path, measure in measures_in(located):
        title = measure.get("title")
        if not isinstance(title, str):
            continue
        if len(title) > TITLE_LENGTH:
            remedy = _("название длиннее {limit} знаков ({length}): сократите.")
            yield located.problem((*path, "title"), remedy.format(limit=TITLE_LENGTH, length=len(title)))
        if found := [sign for sign in FORBIDDEN_IN_TITLES if sign in title]:
            remedy = _("в названии не может быть знаков {signs}: напишите словами.")
            yield located.problem((*path, "title"), remedy.format(signs=" ".join(found)))


def _time_zone_exists(located: Located) -> Iterator[PlacedProblem]:
    zone = located.value(("time_zone",))
    if isinstance(zone, str):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield located.problem(("time_zone",), _("такого часового пояса нет: нужен вида «Europe/Moscow»."))
