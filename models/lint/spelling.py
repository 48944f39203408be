"""Words that are not words: broken by a space, a letter lost or changed. Whole phrases belong in phrases.py.

No dictionary of Russian: a word is doubtful when it stands once in the document and is one letter away from a word that
the document repeats or that orders use (vocabulary.py). Different endings of one word are no slip.
"""

import re
from collections import Counter
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place
from models.lint.remarks import by_text, shortened
from models.lint.subject import Piece, Subject
from models.lint.vocabulary import VOCABULARY

# Shorter words are a letter away from each other too often.
SHORTEST = 7
ENDING = 3
_WORD = re.compile(r"[А-Яа-яЁё]+")
_APART = re.compile(r"([А-Яа-яЁё]{4,})(-?)[ \n]+([А-Яа-яЁё]{1,9})(?![А-Яа-яЁё])")
_NEVER_ALONE = frozenset("еёйыьъэюмтнлхц")
_CONJUNCTIONS = frozenset({"и", "а"})


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "broken-word",
        Severity.WARNING,
        _("Слово разорвано пробелом"),
        _("Слово перенесено в узком столбце, и вместо переноса остался пробел."),
        Example("kirsanov-2024", 89, "По отдельном у графику"),
        broken_word,
    )
    yield LintRule(
        "typo",
        Severity.WARNING,
        _("Вероятная опечатка"),
        _("Слово встретилось один раз и на одну букву отличается от обычного слова приказов."),
        Example("kirsanov-2024", 87, "взаимонализа"),
        typo,
    )


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е")


def _counts(subject: Subject) -> Counter[str]:
    return Counter(_folded(word) for piece in subject.pieces for word in _WORD.findall(piece.plain))


def broken_word(subject: Subject) -> Iterator[Remark]:
    """Neighbouring halves of a known word; one remark for each wording."""
    counts = _counts(subject)
    found: list[tuple[str, Place]] = []
    whole: dict[str, str] = {}
    for piece in subject.pieces:
        for match, word in _broken(piece, counts):
            found.append((match, piece.place))
            whole[match.casefold()] = word
    for text, place in by_text(found):
        what = _("слово разорвано: это «{word}».").format(word=whole[text.casefold()])
        yield Remark(place, text, what, _("Уберите пробел."))


def _broken(piece: Piece, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Each pair of halves, and the word that they are."""
    at = 0
    while match := _APART.search(piece.plain, at):
        if word := _whole(_folded(match[1]), bool(match[2]), _folded(match[3]), piece.plain[match.end() :], counts):
            yield match[0], word
        at = match.end(1)


def _whole(first: str, hyphen: bool, second: str, rest: str, counts: Counter[str]) -> str:
    """The word that two halves are, empty when they are two words."""
    joined = first + second
    is_known = joined in VOCABULARY or counts[joined] > 0
    if first in VOCABULARY and second in VOCABULARY:
        return ""
    if second in _NEVER_ALONE and not rest.startswith((")", ".")):
        return joined
    if second == "о" and f"{first}го" in VOCABULARY | counts.keys() and first not in VOCABULARY:
        return f"{first}го"
    if not is_known or second in _CONJUNCTIONS or first in VOCABULARY:
        return ""
    return joined if hyphen or len(second) <= len(first) else ""


def typo(subject: Subject) -> Iterator[Remark]:
    """Words that stand once and are a letter away from a usual one; titles that begin in another case."""
    counts = _counts(subject)
    usual = _by_length({*VOCABULARY, *(word for word, count in counts.items() if count > 1)})
    for piece in subject.pieces:
        halves = {half for match, _word in _broken(piece, counts) for half in map(_folded, _WORD.findall(match))}
        for word in _WORD.findall(piece.plain):
            is_doubtful = _is_doubtful(_folded(word), counts) and _folded(word) not in halves
            if is_doubtful and (meant := _meant(_folded(word), usual)):
                what = _("вероятно, «{meant}».").format(meant=meant)
                yield Remark(piece.place, word, what, _("Проверьте и исправьте слово."))
    yield from _titles_in_another_case(subject)


def _is_doubtful(word: str, counts: Counter[str]) -> bool:
    return len(word) >= SHORTEST and counts[word] == 1 and word not in VOCABULARY


def _by_length(words: set[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word in sorted(words):
        found.setdefault(len(word), []).append(word)
    return found


def _meant(word: str, usual: dict[int, list[str]]) -> str:
    """The usual word that this one is a slip of."""
    near = (one for length in range(len(word) - 1, len(word) + 2) for one in usual.get(length, []))
    return next((one for one in near if len(one) >= SHORTEST and _is_slip(word, one)), "")


def _is_slip(word: str, usual: str) -> bool:
    """One letter lost, added or changed, or two exchanged: inside the word, neither its first letter nor its ending.

    A letter changed makes another word oftener («проведению», «приведению») than a letter lost: it must stand deeper.
    """
    start, end = _common(word, usual), _common(word[::-1], usual[::-1])
    if word == usual or start == 0 or end < ENDING:
        return False
    if len(word) != len(usual):
        return start + end >= min(len(word), len(usual))
    middle = slice(start, len(word) - end)
    changed, meant = word[middle], usual[middle]
    is_deep = start >= ENDING and end > ENDING
    return is_deep and (len(changed) == 1 or (len(changed) == 2 and changed == meant[::-1]))


def _common(first: str, second: str) -> int:
    """How many letters two words begin with in common."""
    return next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )


def _titles_in_another_case(subject: Subject) -> Iterator[Remark]:
    """«Формирования перечня…» among titles that begin with «Формирование»."""
    starts = Counter(said.split()[0].lower() for _item, said in subject.cells("title"))
    for item, said in subject.cells("title"):
        first = said.split()[0]
        nominative = f"{first[:-1]}е".lower()
        if first.lower().endswith("ия") and starts[first.lower()] == 1 and starts[nominative] > 1:
            what = _("вероятно, «{meant}»: так начинаются другие мероприятия.").format(meant=nominative.capitalize())
            yield Remark(item.at("title"), shortened(said, 60), what, _("Исправьте падеж."))
