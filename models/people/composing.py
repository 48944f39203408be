"""Several facts for one reader become one message: what is red first, the rest behind it, as text and as HTML. Pure.

The words of each fact belong in texts.py; which facts are told together in budget.py.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from models.language import _
from models.people.counting import counted, shortened
from models.people.digest import as_one
from models.people.facts import NoticeKind

# More than a person reads at once: the rest is counted by kind, and stands in the ledger.
MOST_ITEMS = 25
SUBJECT_LENGTH = 120


@dataclass(frozen=True)
class Told:
    """A fact on its way into a message. about: the measure's code, or empty; as_of: the day on which it was true."""

    kind: NoticeKind
    about: str
    as_of: date
    text: str


@dataclass(frozen=True)
class Composed:
    """A message: what stands in an e-mail's subject, and the plain text."""

    subject: str
    body: str


def compose(told: Sequence[Told], day: date) -> Composed:
    """One fact speaks for itself; several are listed, red ones first, each with its day when that is not today.

    Digests of one day are one of them.
    """
    told = _digests_together(told)
    if len(told) == 1:
        return Composed(shortened(_first_sentence(told[0].text), SUBJECT_LENGTH), _dated(told[0], day))
    ordered = sorted(told, key=lambda one: not one.kind.is_red)
    shown, rest = ordered[:MOST_ITEMS], ordered[MOST_ITEMS:]
    red = [f"• {_dated(one, day)}" for one in shown if one.kind.is_red]
    calm = [f"• {_dated(one, day)}" for one in shown if not one.kind.is_red]
    heads = (_("Срочно:"), _("Остальное:")) if red and calm else ("", "")
    parts = [_headline(told), *_part(heads[0], red), *_part(heads[1], calm), *_uncounted(rest)]
    return Composed(_subject(told), "\n".join(parts))


def _digests_together(told: Sequence[Told]) -> list[Told]:
    """The same, with one digest for each day in the place of its first one."""
    days = dict.fromkeys(one.as_of for one in told if one.kind is NoticeKind.DIGEST)
    made = {
        day: as_one([one.text for one in told if one.kind is NoticeKind.DIGEST and one.as_of == day]) for day in days
    }
    return [
        one if one.kind is not NoticeKind.DIGEST else replace(one, text=made.pop(one.as_of))
        for one in told
        if one.kind is not NoticeKind.DIGEST or one.as_of in made
    ]


def as_html(body: str) -> str:
    """The text as HTML: a paragraph a line, a list where lines are listed; nothing in it is markup."""
    pieces, is_list = [], False
    for line in body.splitlines():
        if line.startswith("• ") != is_list:
            pieces.append("</ul>" if is_list else "<ul>")
            is_list = not is_list
        said = escape(line.removeprefix("• "))
        pieces.append(f"<li>{said}</li>" if is_list else f"<p>{said}</p>")
    return "\n".join([*pieces, *(["</ul>"] if is_list else [])])


def news(number: int) -> str:
    """«3 сообщения»."""
    return counted(number, _("сообщение"), _("сообщения"), _("сообщений"))


def _headline(told: Sequence[Told]) -> str:
    return _("Для вас {news}.").format(news=news(len(told)))


def _subject(told: Sequence[Told]) -> str:
    red = sum(one.kind.is_red for one in told)
    if not red:
        return _("Веха: {news}").format(news=news(len(told)))
    return _("Веха: {news}, срочных — {red}").format(news=news(len(told)), red=red)


def _part(head: str, lines: Sequence[str]) -> list[str]:
    return [head, *lines] if head and lines else list(lines)


def _uncounted(rest: Sequence[Told]) -> list[str]:
    """«И ещё: Открыто — 7, Напоминание — 3. Все: vekha notices.»."""
    if not rest:
        return []
    kinds = Counter(one.kind for one in rest)
    listed = ", ".join(f"{kind.label} — {count}" for kind, count in kinds.items())
    return [_("И ещё: {listed}. Все — vekha inbox и vekha notices.").format(listed=listed)]


def _dated(one: Told, day: date) -> str:
    """The text, with the day on which it was true when that is another one."""
    if one.as_of == day:
        return one.text
    return _("{text} (на {day})").format(text=one.text, day=f"{one.as_of:%d.%m.%Y}")


def _first_sentence(text: str) -> str:
    # Not at the stop of «(п. 5)»: a sentence begins with a capital letter.
    return re.split(r"\. (?=[^\W\d_])|\n", text, maxsplit=1)[0].rstrip(".")
