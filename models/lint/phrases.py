"""Phrases that orders get wrong: a word lost, said twice, put for another, not agreed. Single words: spelling.py."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.subject import Subject

_DOUBLED = re.compile(r"\b([а-яё]{3,})(?:\s+|\s+и\s+)\1\b", re.IGNORECASE)
_AGREED = re.compile(r"\b(?:[а-яё-]{3,}(?:ного|ского|вого|него)\s+)+[а-яё]{3,}(?:ние|тие)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Slip:
    """A phrase that is a known slip: how it reads, what is wrong, what was meant."""

    reads: re.Pattern[str]
    what: Callable[[], str]


def _slip(pattern: str, what: Callable[[], str], flags: re.RegexFlag = re.IGNORECASE) -> _Slip:
    return _Slip(re.compile(pattern, flags), what)


_SLIPS = (
    _slip(r"\bрискованн[а-я]+ профил[а-я]+", lambda: _("вероятно, «рисковый профиль»: профиль не рискует.")),
    _slip(r"\bрисков профил[а-я]+", lambda: _("вероятно, «рисковых профилей».")),
    _slip(
        r"\b(?:управление|отдел|комитет|департамент) образование\b",
        lambda: _("вероятно, «образования»: слова не согласованы."),
    ),
    _slip(
        r"\bна основании (?:приказ|распоряжение|постановление|письмо)\b",
        lambda: _("после «на основании» нужен родительный падеж: «приказа»."),
    ),
    _slip(r"(?<=[а-яё] )о \d\d\.\d\d\.\d{4}", lambda: _("вероятно, «от»: перед датой документа.")),
)
_LOST = (_slip(r"\bрабоч(?:ей|ую|ая) (?=по |при |для )", lambda: _("пропущено слово: «рабочей группы».")),)


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "wrong-phrase",
        Severity.WARNING,
        _("Слово не то или не в том падеже"),
        _("Слово само по себе правильное, но здесь стоит вместо другого."),
        Example("zhigalovo-2023", 59, "рискованного профиля"),
        wrong_phrase,
    )
    yield LintRule(
        "missing-word",
        Severity.WARNING,
        _("Пропущено слово"),
        _("Без этого слова фраза не имеет смысла."),
        Example("zhigalovo-2023", 19, "муниципальной рабочей по работе"),
        missing_word,
    )
    yield LintRule(
        "doubled-word",
        Severity.WARNING,
        _("Слово повторено"),
        _("Одно и то же слово подряд или через «и»."),
        Example("rakitnoe-2021", 105, "школ и школ"),
        doubled_word,
    )


def wrong_phrase(subject: Subject) -> Iterator[Remark]:
    """Known slips, and adjectives in the genitive before a noun that is not."""
    yield from _slips(subject, _SLIPS)
    for piece in subject.pieces:
        for match in _AGREED.finditer(piece.plain):
            what = _("слова не согласованы: прилагательные в родительном падеже, существительное — нет.")
            yield Remark(piece.place, match[0], what, _("Исправьте падеж."))


def missing_word(subject: Subject) -> Iterator[Remark]:
    """Phrases with a word lost."""
    yield from _slips(subject, _LOST)


def _slips(subject: Subject, known: tuple[_Slip, ...]) -> Iterator[Remark]:
    for piece in subject.pieces:
        for slip in known:
            for match in slip.reads.finditer(piece.plain):
                yield Remark(piece.place, _with_next(piece.plain, match), slip.what(), _("Проверьте и исправьте."))


def _with_next(text: str, match: re.Match[str]) -> str:
    """The phrase with the words that follow, up to two."""
    return (match[0].strip() + " " + " ".join(text[match.end() :].split()[:2])).strip()


def doubled_word(subject: Subject) -> Iterator[Remark]:
    """The same word again, next to itself or joined by «и»; a month may stand twice in a column of terms."""
    for piece in (piece for piece in subject.pieces if piece.cell != "schedule"):
        for match in _DOUBLED.finditer(piece.plain):
            yield Remark(piece.place, match[0], _("слово повторено."), _("Уберите лишнее или впишите нужное слово."))
