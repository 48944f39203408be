"""Targets in an order's words, counted: «100% ШНОР назначены кураторы», «не менее 3/4 педагогов», «увеличение доли …».

A threshold that defines something («низкие более чем по 3 предметам») is read too; whether it is a measure's target is
asked of `indicators_of`, which leaves such thresholds out.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.language import _
from models.order.definition import PrintedMeasure, PrintedOrder
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import plain
from models.roadmap.definition import Indicator, Unit

_NUMBERS = {"одного": 1, "одной": 1, "одному": 1, "двух": 2, "двум": 2, "трех": 3, "трёх": 3, "трем": 3, "трём": 3}
_NUMBERS |= {"четырех": 4, "четырёх": 4, "четырем": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "десяти": 10}
_AMOUNT = rf"(?P<amount>\d+(?:[.,]\d+)?(?: ?/ ?\d+)?|{'|'.join(_NUMBERS)})"
_BOUND = (
    r"(?P<bound>не менее(?: чем)?|не ниже|не реже|минимум|хотя бы|не более(?: чем)?|не выше|максимум|"
    r"более(?: чем)?|свыше)"
)
_QUANTITY = re.compile(
    rf"(?:{_BOUND} )?(?:(?P<by>по) )?(?<![\d.-]){_AMOUNT}(?P<percent> ?%|"
    rf" ?процент[а-я]*)(?P<reach>[- ]?(?:ый )?охват[а-я]*)?"
    rf"|{_BOUND.replace('bound', 'bound2')} (?:(?P<by2>по) )?{_AMOUNT.replace('amount', 'amount2')}"
    r"|(?P<all>\b(?:[Вв]се|[Вв]сех|[Вв]семи|[Кк]аждая|[Кк]аждой|[Кк]аждый))(?= )"
    r"|(?P<change>^(?:[Уу]величение|[Рр]ост|[Пп]овышение|[Сс]нижение|[Уу]меньшение|"
    r"[Сс]окращение) (?:удельного веса|дол[июя]|числ[ао]|"
    r"количеств[ао]|процент[а]?|показател[яей]+))(?= )"
)
_VERB = re.compile(
    r"(?:[а-яё]+(?:ли|лись|лось|лась)|(?:[а-яё]+)(?:ены|аны|яны|ены|ваны|ована)|[а-яё]+(?:ются|утся|ятся|ает|"
    r"яет|ают|яют))\b"
    r"|(?:получ|прош|приня|охвач|назначен)[а-яё]+"
)
_SECOND_VERB = re.compile(r" и (?=[а-яё]+(?:ли|лись)\b)")
# Up to a stop; «педагогов, работающих с детьми,» goes on.
_PHRASE = re.compile(r"(?:[^,;.:]|[.:](?! |$)|, (?=[а-яё]+(?:щих|щими|вших|емых|нных)(?:ся)? )[^,;.]+)*")
_THRESHOLD = re.compile(r"^(?:более|не менее чем|хотя бы|свыше)")
_OF_STAFF = re.compile(r"педагогического коллектива|в каждой (?:оо|оу|школе|образовательной организации)", re.I)
_IN_A_SCHOOL = re.compile(r" в (?:оо|оу|школе|образовательной организации)(?![а-я])", re.I)


_OPENS_TARGET = re.compile(r"(?:\d+[.)]? ?)*(?:доля|удельный вес|процент)(?![а-яё])", re.I)


class _Quantity(NamedTuple):
    """An amount where it stands: the bounds it sets, and whether they are shares."""

    at_least: float | None
    at_most: float | None
    as_share: bool


def indicators_of(measure: PrintedMeasure) -> tuple[Suggestion[Indicator], ...]:
    """The targets in the result cell, else in the title; what only defines who is meant is no target."""
    for cell, told in (("result", _("из ячейки «Результат»")), ("title", _("из названия"))):
        found = [indicator for indicator in indicators_in(measure.as_read(cell)) if not _is_threshold(indicator)]
        if cell == "title":
            found = [indicator for indicator in found if _is_target_in_title(indicator)]
        if found:
            return tuple(Suggestion(indicator, _reason(indicator, told)) for indicator in found)
    return ()


def plan_indicators(order: PrintedOrder) -> tuple[Suggestion[Indicator], ...]:
    """Targets for the whole plan: lines before the table that begin with what is counted («Доля ШНОР …»)."""
    lines = [plain(line) for line in order.body]
    found = [one for line in lines if _OPENS_TARGET.match(line) for one in indicators_in(line) if one.as_share]
    bounded = [one for one in found if one.at_most is not None or one.at_least is not None]
    return tuple(Suggestion(one, _("из текста приказа перед таблицей")) for one in bounded)


def is_target(measure: PrintedMeasure) -> Suggestion[bool] | None:
    """Whether the position is a target to be watched and no work to be done: «Увеличение доли школ …»."""
    found = _QUANTITY.match(plain(measure.as_read("title")))
    if not found or not found["change"]:
        return None
    return Suggestion(True, _("это показатель, а не работа: «{words}»").format(words=found.group()))


def indicators_in(text: str) -> tuple[Indicator, ...]:
    """Every target in a text, compound ones apart, each with its own words."""
    line = plain(text).rstrip(" .")
    found = list(_QUANTITY.finditer(line))
    if any(match["percent"] or match["amount2"] for match in found):
        found = [match for match in found if not match["all"]]
    starts = [_start(match, line) for match in found]
    ends = [*starts[1:], len(line)][: len(starts)]
    return tuple(
        indicator
        for match, start, end in zip(found, starts, ends, strict=True)
        for indicator in _split(match, re.sub(r"[ ,;.]+и[ ,;.]*$|[ ,;.]+$", "", line[start:end]), line)
    )


def _start(match: re.Match[str], line: str) -> int:
    """A target's words begin with its own clause: «Педагоги всех ШНРО …», «Доля ШНОР …: не более 6 %»."""
    before = line[: match.start()]
    clause = max(before.rfind("; "), before.rfind(" и "), before.rfind(". "))
    return 0 if clause < 0 else clause + (3 if before[clause] == " " else 2)


def _split(match: re.Match[str], text: str, line: str) -> Iterator[Indicator]:
    """One target, or two when the same ones do two things: «приняли участие … и получили …»."""
    quantity = _quantity(match)
    if quantity is None:
        return
    is_per_school = _OF_STAFF.search(text) or (not quantity.as_share and _IN_A_SCHOOL.search(text))
    for part in _SECOND_VERB.split(text) if _VERB.search(text) else [text]:
        yield Indicator(
            text=part,
            counted=_counted(match, line) or text,
            as_share=quantity.as_share,
            at_least=quantity.at_least,
            at_most=quantity.at_most,
            per=Unit.SCHOOL if is_per_school else Unit.ROADMAP,
        )


def _quantity(match: re.Match[str]) -> _Quantity | None:
    if match["change"]:
        return _Quantity(None, None, as_share="числ" not in match["change"] and "колич" not in match["change"])
    if match["all"]:
        return _Quantity(1.0, None, as_share=True)
    written = match["amount"] or match["amount2"]
    bound, is_share = match["bound"] or match["bound2"] or "", bool(match["percent"]) or "/" in written
    amount = _number(written) / (100 if match["percent"] else 1)
    if bound.startswith(("не более", "не выше", "максимум")):
        return _Quantity(None, amount, is_share)
    if bound.startswith(("более", "свыше")) and not is_share:
        amount = int(amount) + 1
    return _Quantity(amount, None, is_share)


def _number(written: str) -> float:
    if written in _NUMBERS:
        return _NUMBERS[written]
    over, slash, under = written.replace(",", ".").partition("/")
    return float(over) / float(under) if slash and float(under) else float(over)


def _counted(match: re.Match[str], line: str) -> str:
    """What is counted: the words after the amount up to a verb or a stop; those before it in «Доля ШНОР …»."""
    after = line[match.end() :].strip()
    after = re.sub(r"^(?:от (?:общего )?числа|от общего количества|от) ", "", after)
    phrase = _PHRASE.match(after)
    words = phrase.group().split() if phrase else []
    until = next((n for n, word in enumerate(words) if _VERB.fullmatch(word)), len(words))
    said = re.split(r" и (?=не |\d)", " ".join(words[:until]))[0]
    if match["change"]:
        return after
    return said or re.sub(r"[,:% ]+$", "", re.sub(r"^[Дд]оля ", "", line[: match.start()].strip(" ,:%")))


def _is_threshold(indicator: Indicator) -> bool:
    """«более чем по 3 предметам» says which ones are meant."""
    return bool(_THRESHOLD.search(indicator.text)) or bool(re.search(r"(?:более|менее)(?: чем)? по ", indicator.text))


def _is_target_in_title(indicator: Indicator) -> bool:
    return bool(
        re.search(r"%|процент|^(?:увеличение|рост|повышение|снижение|уменьшение|сокращение) ", indicator.text, re.I)
    )


def _reason(indicator: Indicator, told: str) -> str:
    if indicator.at_least is None and indicator.at_most is None:
        return told + _("; к какому значению идти, приказ не сказал")
    return told
