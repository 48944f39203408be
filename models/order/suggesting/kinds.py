"""What sort of work a measure is, by its words: each speaks for one of nine kinds, the most spoken for wins.

Which phase a kind goes to belongs in phases.py.
"""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from models.language import _
from models.order.definition import PrintedMeasure
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded, own_text
from models.roadmap.definition import Kind


class _Sign(NamedTuple):
    """A word stem and how strongly it speaks for a kind; `leads` counts only at the start of the title."""

    kind: Kind
    weight: int
    pattern: re.Pattern[str]
    leads: bool


def _signs(kind: Kind, weight: int, *stems: str, leads: bool = False) -> tuple[_Sign, ...]:
    return tuple(_Sign(kind, weight, re.compile(rf"(?<![а-я]){stem}[а-я]*"), leads) for stem in stems)


_SIGNS = (
    *_signs(Kind.RISK_SURVEY, 6, r"рисков[а-я]+ профил", r"рискован[а-я]+ профил", r"фактор[а-я]+ риск", r"анкет"),
    *_signs(Kind.RISK_SURVEY, 3, "самодиагност", "определени[а-я] (?:[а-я]+ )*риск"),
    *_signs(Kind.FINAL, 9, r"отчетн[а-я]+ сесси", r"итогов[а-я]+ (?:сесси|совещан|конференц|семинар|заседан|отчет)"),
    *_signs(Kind.FINAL, 9, r"(?:аналитическ[а-я]+ )?отчет[а-я]* (?:о|об) (?:реализаци|исполнени|выполнени|итог)"),
    *_signs(Kind.FINAL, 5, r"подведени[а-я] итог", r"лучши[а-я]+ практик[а-я]* реализаци", r"публичн[а-я]+ отчет"),
    *_signs(Kind.MENTORING, 7, "наставни", "куратор", r"опорн[а-я]+ школ", r"школ[а-я]+-партнер", r"базов[а-я]+ школ"),
    *_signs(Kind.MENTORING, 8, r"молод[а-я]+ (?:специалист|педагог|учител)", r"начинающ[а-я]+ (?:педагог|учител)"),
    *_signs(Kind.MENTORING, 5, "тьютор", r"мобильн[а-я]+ (?:групп|команд|бригад)", "десант", "закреплени", "шефств"),
    *_signs(Kind.MENTORING, 5, r"сетев[а-я]+ (?:взаимодейств|сотруднич|партнер)", r"рабоч[а-я]+ встреч", "соглашени"),
    *_signs(Kind.PLAN, 6, r"комплекс[а-я]* мер", r"концептуальн[а-я]+ документ", r"антикризисн", r"корректировк"),
    *_signs(
        Kind.PLAN, 6, r"программ[а-я]* (?:[а-я]+ )?(?:по )?(?:помощи|повышени[а-я] качеств|развити|перевод|переход)"
    ),
    *_signs(Kind.PLAN, 5, r"план[а-я]* (?:деятельност|мероприят|работ|по |поддержк|действ)", r"дорожн[а-я]+ карт"),
    *_signs(Kind.PLAN, 5, "проектировочн", r"разработк[а-я]+ (?:[а-я]+ )?(?:план|программ|дорожн)"),
    *_signs(
        Kind.PLAN,
        4,
        r"(?:формировани|согласовани|реализаци)[а-я]* (?:и реализаци[а-я] )?(?:[а-я]+ )?(?:план|программ)",
        leads=True,
    ),
    *_signs(Kind.PLAN, 2, "разработк", "согласовани", "планировани", leads=True),
    *_signs(Kind.MONITORING, 7, "мониторинг", "контрол", leads=True),
    *_signs(Kind.MONITORING, 5, "мониторинг", "объективност", "контрол", "самоанализ", "самообследовани"),
    *_signs(Kind.MONITORING, 4, r"оценк[а-я] качеств", r"социально-психолог"),
    *_signs(Kind.MONITORING, 6, r"промежуточн[а-я]+ (?:результат|итог)"),
    *_signs(Kind.MONITORING, 8, r"увеличени[а-я] дол", r"снижени[а-я] дол", r"повышени[а-я] дол", leads=True),
    *_signs(
        Kind.ANALYSIS,
        8,
        r"формировани[а-я] (?:[а-я]+ )?(?:списк|перечн|реестр)",
        "анализ",
        r"(?:[а-я–-]+ ){0,2}[а-я-]+(?:ый|ий) анализ",
        leads=True,
    ),
    *_signs(Kind.ANALYSIS, 4, "анализ", "аналитическ", "выявлени"),
    *_signs(Kind.ANALYSIS, 6, r"(?:спис(?:ка|ок|ки|ков)|переч(?:ень|ня|ни|ней)|реестр)", r"внешн[а-я]+ оценк"),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 9, r"повышени[а-я] квалификац", r"профессиональн[а-я]+ (?:дефицит|затруднен)"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 7, "семинар", "вебинар", "стажировк", "курс(?:ы|ов|ах|ам)", "методическ[а-я]+ дн"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 7, r"профессиональн[а-я]+ (?:развит|рост|конкурс|сообществ|компетент|мастерств)"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 7, r"лучш[а-я]+ (?:педагогическ[а-я]+ )?практик", r"педагогическ[а-я]+ опыт"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 6, r"урок", r"методическ[а-я]+ (?:помощ|школ|выезд|площадк|объединен|мероприят)"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 6, r"компетенци[а-я]+ (?:учител|педагог|руководител)", r"маршрут[а-я]* педагог"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 6, r"вовлечени[а-я] (?:[а-я]+, )?(?:педагог|учител|руководител)", "рмо", "шмо"
    ),
    *_signs(
        Kind.PROFESSIONAL_DEVELOPMENT, 3, "педагог", "учител", "(?<!-)методическ", "консультац", "обучени", "практикум"
    ),
    *_signs(
        Kind.PUPILS,
        6,
        r"(?:с )?обучающимися",
        r"олимпиад",
        "выпускник",
        "старшеклассник",
        r"дополнительн[а-я]+ образован",
    ),
    *_signs(Kind.PUPILS, 5, "профориентац", "пробн", r"дет(?:ям|ей|ьми)", "семь", "родител", "викторин"),
    *_signs(Kind.PUPILS, 2, "обучающ", "ученик", "учащ", "конкурс"),
    *_signs(
        Kind.ORGANISATION, 8, r"рабоч[а-я]+ групп", "освещени", "финансировани", "сайт", r"информационн[а-я]+ открыт"
    ),
    *_signs(
        Kind.ORGANISATION,
        7,
        r"совещани",
        r"установочн",
        r"стимулирующ",
        r"нормативн",
        r"безбарьерн",
        r"летн[а-я]+ период",
    ),
    *_signs(
        Kind.ORGANISATION, 6, r"утверждени", r"создани", r"формировани[а-я] (?:муниципальн[а-я]+ )?рабоч", leads=True
    ),
    *_signs(Kind.ORGANISATION, 3, r"обеспечени", "приведени", "назначени", leads=True),
)
# Where the title has said what is done and goes on to what for, about what, with whom.
_ASIDE = re.compile(
    r"(?<=[а-я),] )(?:с цель[а-я]+|в цел[а-я]+|дл[я] |[а-я]*направленн|по вопрос|\(|[«\"]|с учетом|на основе|"
    r"по итогам|: ?-|:|(?<=, )[а-я]+щи[а-я]+ )"
)
# Where people meet says little; what the meeting is about says all.
_MEETING = re.compile(r"(?:проведени[а-я] )?(?:заседани|круглы|педагогическ[а-я]+ совет|методическ[а-я]+ совет)")
_LEADING_WORDS = re.compile(r"^(?:(?:проведени|осуществлени|организаци|реализаци|обеспечени)[а-я]+ )?")


def kind_of(measure: PrintedMeasure) -> Suggestion[Kind]:
    """The kind that most of the words speak for; what is done counts fully, what for and with whom less."""
    heard: dict[Kind, list[tuple[float, str]]] = defaultdict(list)
    for text, share in _heard_in(measure):
        for kind, weight, word in _signs_in(text):
            heard[kind].append((weight * share, word))
    if not heard:
        return Suggestion(Kind.ORGANISATION, _("по словам вид не виден; обычно так"), is_guess=True)
    kind = max(heard, key=lambda found: _votes(heard[found]))
    return Suggestion(kind, _("по слову «{word}»").format(word=max(heard[kind])[1]))


def _votes(heard: list[tuple[float, str]]) -> float:
    """The strongest word counts fully; many weak ones do not shout it down."""
    strongest = max(weight for weight, _word in heard)
    return strongest + 0.3 * (sum(weight for weight, _word in heard) - strongest)


def _heard_in(measure: PrintedMeasure) -> tuple[tuple[str, float], ...]:
    """The texts that speak for a measure, and how much each counts."""
    title = folded(own_text(measure.as_read("title"), measure.parent))
    aside = _ASIDE.search(title)
    core, rest = (title[: aside.start()], title[aside.start() :]) if aside else (title, "")
    heading = folded(measure.as_read("title")).removesuffix(title)
    if _MEETING.match(core):
        core, rest = rest, core
    return (
        (core, 1.0),
        (rest, 0.4),
        (heading, 0.4),
        (folded(measure.as_read("result")), 0.2),
        (folded(measure.section), 0.1),
    )


@cache
def _signs_in(text: str) -> tuple[tuple[Kind, float, str], ...]:
    """What speaks for a kind in a text, and how loudly; kept, for sections and results come again and again."""
    return tuple((sign.kind, sign.weight, word) for sign in _SIGNS if text and (word := _said(sign, text)))


def _said(sign: _Sign, text: str) -> str:
    """The words of the text that the sign is about, empty when it is not there."""
    found = sign.pattern.search(text)
    if found and sign.leads:
        opening = _LEADING_WORDS.match(text)
        found = sign.pattern.match(text) or sign.pattern.match(text, opening.end() if opening else 0)
    return found.group() if found else ""
