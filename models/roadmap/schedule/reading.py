"""What a «срок» means: read an order's schedule into a rule of the normal form. Pure; the plan's period is given.

Words belong in wording.py, the grammar in schedule.lark, years and kinds in meaning.py, the rules in rules.py, the
steps that a rule makes in occurrences.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.language import _
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Rule, Unreadable, Unspecified
from models.roadmap.schedule.wording.naming import Word
from models.roadmap.schedule.wording.words import words

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR = Path(__file__).with_name("schedule.lark")


def read(expression: str, period: Period) -> Rule:
    """The rule that an expression means in a plan of this period; what is not understood is an error with a reason."""
    return _read(expression, period)


@cache
def _read(expression: str, period: Period) -> Rule:
    said = words(expression)
    if not said:
        return Unspecified()
    return _understood(said, period)


def _understood(said: tuple[Word, ...], period: Period) -> Rule:
    from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

    from models.roadmap.schedule.meaning import meaning_of
    from models.roadmap.schedule.phrases import Puzzling
    from models.roadmap.schedule.saying import Saying

    try:
        tree = _grammar().parse(said)
        for node in tree.iter_subtrees():
            node.data = str(node.data)  # looking a method up by lark's own kind of string is ten times slower
        parts = Saying(period).transform(tree)
        return meaning_of(parts, period)
    except UnexpectedToken as unexpected:
        return Unreadable(reason=_not_understood(said, unexpected.token))
    except UnexpectedInput:
        return Unreadable(reason=_not_understood(said, None))
    except VisitError as visit:
        if isinstance(visit.orig_exc, Puzzling):
            return Unreadable(reason=str(visit.orig_exc))
        raise
    except Puzzling as puzzle:
        return Unreadable(reason=str(puzzle))


def _not_understood(said: tuple[Word, ...], token: Any) -> str:
    example = _("Напишите, например, «до 31 мая 2025», «сентябрь-октябрь 2024» или «1 раз в 3 месяца».")
    position = getattr(token, "start_pos", None)
    if position is None or position >= len(said):
        return _("срок не дописан.") + " " + example
    return _("непонятно, начиная со слова «{word}».").format(word=said[position].shown) + " " + example


@cache
def _grammar() -> Lark:
    """The grammar, built once; lark is imported only when a schedule is first read."""
    from lark import Lark
    from lark.lexer import Lexer

    from models.roadmap.schedule.saying.children import Said

    class NamedWords(Lexer):
        """Our words are tokens already."""

        def __init__(self, _configuration: Any) -> None:
            pass

        def lex(self, said: tuple[Word, ...]) -> Iterator[Said]:  # type: ignore[override]
            for position, word in enumerate(said):
                token = Said(word.terminal, word.value, start_pos=position)
                token.shown = word.shown
                yield token

    return Lark(GRAMMAR.read_text(encoding="utf8"), parser="lalr", lexer=NamedWords)
