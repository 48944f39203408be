"""From a questionnaire's YAML to a Questionnaire, or to everything that is wrong in it at once, with lines. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from models.errors import FileRefused
from models.language import _
from models.roadmap.naming import suggestion
from models.roadmap.places import Located, Path, PlacedProblem, locate
from models.roadmap.shape import shape_problems
from models.survey.questionnaire import Questionnaire

# What a question names, and where in the file such names are given.
NAMED = {"group": "groups", "factor": "factors", "scale": "scales"}


def parse(text: str, file_name: str) -> Questionnaire:
    """The questionnaire that the YAML text describes; FileRefused with every problem, in the order of the lines."""
    located = locate(text, file_name)
    if not isinstance(located.data, dict):
        nothing = _("здесь нет опросника: нужны ключи name, year, scales, groups, factors, questions.")
        raise _refused(located, located.problems or [PlacedProblem(file_name, "", nothing)])
    read, problems = _read(located)
    problems = [*located.problems, *problems, *_consistency(located)]
    if problems or read is None:
        raise _refused(located, problems)
    return read


def _read(located: Located) -> tuple[Questionnaire | None, list[PlacedProblem]]:
    try:
        return Questionnaire.model_validate(located.data), []
    except ValidationError as error:
        return None, list(shape_problems(error, located, Questionnaire))


def _consistency(located: Located) -> Iterator[PlacedProblem]:
    """Names that nothing bears, codes given twice, cut-offs in the wrong order, factors that nobody is asked about."""
    questions = [(("questions", at), one) for at, one in enumerate(_listed(located)) if isinstance(one, dict)]
    yield from _unknown_names(located, questions)
    yield from _repeated_codes(located, questions)
    yield from _unknown_groups_of_factors(located)
    yield from _unasked(located, questions)
    yield from _cuts(located)


def _listed(located: Located) -> list[Any]:
    found = located.value(("questions",))
    return found if isinstance(found, list) else []


def _names(located: Located, key: str) -> list[str]:
    found = located.value((key,))
    return [str(name) for name in found] if isinstance(found, dict) else []


def _unknown_names(located: Located, questions: Sequence[tuple[Path, dict[str, Any]]]) -> Iterator[PlacedProblem]:
    for key, where in NAMED.items():
        known = _names(located, where)
        for path, question in questions:
            if isinstance(question.get(key), str) and question[key] not in known:
                told = _("такого нет в {where}. {hint}").format(where=where, hint=suggestion(question[key], known))
                yield located.problem((*path, key), told)


def _repeated_codes(located: Located, questions: Sequence[tuple[Path, dict[str, Any]]]) -> Iterator[PlacedProblem]:
    seen: dict[str, Path] = {}
    for path, question in questions:
        code = question.get("code")
        if isinstance(code, str) and code in seen:
            told = _("код вопроса занят (строка {line}): дайте другой.")
            yield located.problem((*path, "code"), told.format(line=located.line((*seen[code], "code"))))
        elif isinstance(code, str):
            seen[code] = path


def _unknown_groups_of_factors(located: Located) -> Iterator[PlacedProblem]:
    known = _names(located, "groups")
    for factor in _names(located, "factors"):
        weights = located.value(("factors", factor, "groups"))
        for group in weights if isinstance(weights, dict) else ():
            if group not in known:
                told = _("такой группы нет. {hint}").format(hint=suggestion(group, known))
                yield located.problem(("factors", factor, "groups", group), told, group)


def _unasked(located: Located, questions: Sequence[tuple[Path, dict[str, Any]]]) -> Iterator[PlacedProblem]:
    """A group that weighs in a factor is asked about it, and one that is asked weighs."""
    asked = Counter((question.get("factor"), question.get("group")) for _path, question in questions)
    weighing = set()
    for factor in _names(located, "factors"):
        weights = located.value(("factors", factor, "groups"))
        for group in weights if isinstance(weights, dict) else ():
            weighing.add((factor, group))
            if not asked[factor, group] and group in _names(located, "groups"):
                told = _("группу «{group}» о факторе {factor} ничего не спрашивают: добавьте вопросы или уберите вес.")
                path: Path = ("factors", factor, "groups", group)
                yield located.problem(path, told.format(group=group, factor=factor), group)
    known = set(_names(located, "factors")), set(_names(located, "groups"))
    for path, question in questions:
        pair = question.get("factor"), question.get("group")
        if pair not in weighing and pair[0] in known[0] and pair[1] in known[1]:
            told = _("у фактора {factor} нет веса группы «{group}»: ответ ни на что не повлияет.")
            yield located.problem((*path, "group"), told.format(factor=pair[0], group=pair[1]))


def _cuts(located: Located) -> Iterator[PlacedProblem]:
    high, middle = located.value(("high_from",)), located.value(("middle_from",))
    if isinstance(high, float) and isinstance(middle, float) and middle >= high:
        told = _("граница средней значимости должна быть ниже границы высокой ({high}).")
        yield located.problem(("middle_from",), told.format(high=high))


def _refused(located: Located, problems: Sequence[PlacedProblem]) -> FileRefused:
    in_order = sorted(problems, key=lambda problem: problem.line)
    headline = _("Опросник не принят ({file}): ошибок — {count}.")
    return FileRefused(headline.format(file=located.file_name, count=len(in_order)), in_order)
