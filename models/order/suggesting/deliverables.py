"""The documents that close a measure, out of its «Результат» cell; where it names none, a report."""

import re

from models.language import _
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded, plain

_DOCUMENT = re.compile(
    r"(?:[а-я-]+(?:ый|ий|ая|яя|ое|ее|ые|[кгхшщчж]ие) )*"
    r"(?:справк|отчет|приказ|распоряжени|постановлени|план(?!ировани)|программ|перечен|перечн|спис(?:ок|к)|"
    r"реестр|соглашени|договор|"
    r"протокол|решени|резолюци|рекомендаци|материал|карт[аы]|профил|записк|положени|график|расписани|состав |"
    r"релиз|информ-релиз|"
    r"информаци|паспорт|анкет|акт[ы ]|акт$|сертификат|удостоверени|журнал|публикаци|статьи|сборник|банк|баз[аы] данных|"
    r"проект[ыа]? |предложени|письм|памятк|буклет|презентаци|модел|маршрут|дорожн[а-я]+ карт|циклограмм|"
    r"ведомост|таблиц|"
    r"документ|локальн[а-я]+ акт|методическ[а-я]+ (?:пособи|разработк)|разработк[и] )"
)


def deliverables_of(result: str) -> Suggestion[tuple[str, ...]]:
    """One name each; `result` is the cell that holds for a measure, its own or the inherited one."""
    pieces = _pieces(plain(result))
    if any(_DOCUMENT.match(folded(piece)) for piece in pieces):
        names = tuple(piece[:1].upper() + piece[1:] for piece in pieces)
        told = _("из ячейки «Результат»") if len(names) == 1 else _("из ячейки «Результат», по документам")
        return Suggestion(names, told)
    if not pieces:
        return Suggestion((_("Отчёт об исполнении"),), _("результат в приказе не назван"), is_guess=True)
    return Suggestion((_("Отчёт об исполнении"),), _("назван итог, а не документ"), is_guess=True)


def _pieces(result: str) -> list[str]:
    """The cell in parts: at semicolons and sentences always, at commas where another document is named."""
    parts: list[str] = []
    for sentence in re.split(r";\s*|\.\s+(?=[А-ЯЁ])", result.rstrip(" .;")):
        for number, part in enumerate(re.split(r",\s*", sentence)):
            if number == 0 or (_DOCUMENT.match(folded(part)) and not _is_inside_quotes(sentence, part)):
                parts.append(part.strip())
            else:
                parts[-1] += f", {part.strip()}"
    return [part for part in parts if part]


def _is_inside_quotes(sentence: str, part: str) -> bool:
    before = sentence[: sentence.index(part)]
    return before.count("«") + before.count("(") > before.count("»") + before.count(")")
