"""The order's own head against its annex: numbers, dates, authorities, cited documents, names of the target group."""

import re
from collections.abc import Iterator
from datetime import date

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import WHOLE, Place
from models.lint.remarks import once, shortened
from models.lint.subject import Part, Piece, Subject, plain

_EMPTY_NUMBER = re.compile(r"№\s*_{2,}|от\s+[«\"]?_{2,}")
_ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
_TO_THE_ORDER = re.compile(r"\bк\s+(?:приказу|распоряжению|постановлению)\b", re.IGNORECASE)
_MINISTRY = re.compile(r"\b(министерств\w*|департамент\w*)", re.IGNORECASE)
_CITED = re.compile(r"(?:от|№\s*[\w/-]+\s+от)\s+(\d{1,2})\.(\d{1,2})\.(20\d\d)", re.IGNORECASE)
_ORDERED = re.compile(r"приказ|распоряжени|постановлени|указ|письм|протокол|закон", re.IGNORECASE)
_MONTH_IN_DIGITS = re.compile(r"«\s*\d{1,2}\s*»\s*\d{1,2}\s+20\d\d")
_YEAR_WITHOUT_STOP = re.compile(r"\d{1,2}\.\d{1,2}\.20\d\d\s*г(?![\w.])")
_RESULTS = re.compile(r"\b(необъективн\w+|низки\w+)\s+((?:[а-яё]+\s+)??)результат\w+", re.IGNORECASE)
_GROUPS = re.compile(r"(?<![А-ЯЁа-яё])(ШНОР|ШНРО|УНОР|ШСНОР)(?![А-ЯЁа-яё])")


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "annex-disagrees",
        Severity.ERROR,
        _("Номер или дата в приложении не те, что в приказе"),
        _("Приложение ссылается на приказ с другим номером или другой датой: к какому приказу план, не доказать."),
        Example("svetlogorsk-2022", 47, "от «03» 06 2022 г. № 534"),
        annex_disagrees,
    )
    yield LintRule(
        "empty-number",
        Severity.WARNING,
        _("Номер или дата не вписаны"),
        _("На месте номера или даты осталась черта."),
        Example("kirsanov-2024", 39, "№ _____"),
        empty_number,
    )
    yield LintRule(
        "annex-of-another",
        Severity.WARNING,
        _("Приложение — к чужому приказу"),
        _("Приложение названо приложением к приказу другого органа: план утверждает не тот, кто подписывает."),
        Example("kirsanov-2024", 37, "к приказу министерства образования"),
        annex_of_another,
    )
    yield LintRule(
        "cites-later-document",
        Severity.ERROR,
        _("Ссылка на документ позже самого приказа"),
        _("Приказ опирается на документ, которого ко дню его подписания ещё не было."),
        Example("novokuznetsk-2022", 71, "Приказ Министерства образования Кузбасса от 28.01.2022 № 886"),
        cites_later_document,
    )
    yield LintRule(
        "date-form",
        Severity.NOTE,
        _("Дата приказа записана не по образцу"),
        _("По ГОСТ Р 7.0.97 дату пишут «05.03.2021» или «5 марта 2021 г.»."),
        Example("svetlogorsk-2022", 10, "От « 03 » 06 2022 года"),
        date_form,
    )
    yield LintRule(
        "target-group-differs",
        Severity.WARNING,
        _("Школы названы по-разному"),
        _("В приказе и приложении школы, для которых план, названы разными словами: одни и те же это школы?"),
        Example("svetlogorsk-2022", 14, "с необъективными результатами"),
        target_group_differs,
    )
    yield LintRule(
        "target-group-abbreviations",
        Severity.WARNING,
        _("Сокращения для школ смешаны"),
        _("ШНОР, ШНРО, УНОР в одном приказе: читатель решит, что это разные списки школ."),
        Example("zhigalovo-2023", 49, "100% ШНОР назначены кураторы"),
        target_group_abbreviations,
    )


def annex_disagrees(subject: Subject) -> Iterator[Remark]:
    """The annex's own number and date against the order's."""
    for day, number in subject.annexes:
        wrong = []
        if number.strip("_") and subject.number and _bare(number) != _bare(subject.number):
            wrong.append(_("№ {annex}, а в приказе № {order}").format(annex=number, order=subject.number))
        if day and subject.signed_on and day != subject.signed_on:
            dates = _("дата {annex:%d.%m.%Y}, а в приказе {order:%d.%m.%Y}")
            wrong.append(dates.format(annex=day, order=subject.signed_on))
        if wrong:
            piece = _of_the_annex(subject, number)
            what = _("в приложении {wrong}.").format(wrong="; ".join(wrong))
            yield Remark(piece.place, piece.plain, what, _("Исправьте номер и дату в приложении по самому приказу."))


def _bare(number: str) -> str:
    return re.sub(r"[\s№]", "", number).lower()


def _of_the_annex(subject: Subject, number: str) -> Piece:
    """The line where the annex gives its number."""
    found = [piece for piece in _annex_head(subject) if number and _bare(number) in _bare(piece.text)]
    return found[0] if found else Piece(f"№ {number}", WHOLE, Part.HEAD)


def _annex_head(subject: Subject) -> list[Piece]:
    """The head's lines from «Приложение» on."""
    head = subject.part(Part.HEAD)
    start = next((at for at, piece in enumerate(head) if _ANNEX.match(piece.plain)), len(head))
    return head[start:]


def empty_number(subject: Subject) -> Iterator[Remark]:
    """A rule where a number or a date should stand."""
    for piece in subject.part(Part.HEAD):
        if _EMPTY_NUMBER.search(piece.plain):
            remedy = _("Впишите номер и дату или уберите строку.")
            yield Remark(piece.place, piece.plain, _("номер или дата не вписаны."), remedy)


def annex_of_another(subject: Subject) -> Iterator[Remark]:
    """An annex to a ministry's order under an order of somebody who is no ministry."""
    head = _annex_head(subject)[:6]
    for at, piece in enumerate(head):
        named = _MINISTRY.search(" ".join(one.plain for one in head[at : at + 2]))
        if subject.authority and _TO_THE_ORDER.search(piece.plain) and named and not _is_ministry(subject.authority):
            what = _("приложение к документу другого органа, а приказ подписывает «{authority}».")
            remedy = _(
                "Утвердите свой план своим приложением или напишите, что исполняете чужой, с его номером и датой."
            )
            yield Remark(piece.place, piece.plain, what.format(authority=subject.authority), remedy)


def _is_ministry(authority: str) -> bool:
    return bool(_MINISTRY.search(authority))


def cites_later_document(subject: Subject) -> Iterator[Remark]:
    """Documents of the head that are dated after the order; its own annex is told by annex_disagrees."""
    if (signed := subject.signed_on) is None:
        return
    annexed = {day for day, _number in subject.annexes}
    for piece in subject.part(Part.HEAD):
        later = [day for day in _cited(piece.plain) if day > signed and day not in annexed]
        if later and _ORDERED.search(piece.plain):
            what = _("документ от {day:%d.%m.%Y}, а приказ подписан {signed:%d.%m.%Y}.")
            remedy = _("Проверьте дату ссылки и дату приказа: одна из них неверна.")
            yield Remark(piece.place, shortened(piece.plain), what.format(day=later[0], signed=signed), remedy)


def _cited(text: str) -> Iterator[date]:
    for found in _CITED.finditer(text):
        try:
            yield date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue


def date_form(subject: Subject) -> Iterator[Remark]:
    """The order's own date where it is not as the standard writes it."""
    for piece in subject.part(Part.HEAD)[:20]:
        if len(piece.plain) < 60 and (_MONTH_IN_DIGITS.search(piece.plain) or _YEAR_WITHOUT_STOP.search(piece.plain)):
            remedy = _("Напишите «05.03.2021» или «5 марта 2021 г.».")
            yield Remark(piece.place, piece.plain, _("так дату приказа не пишут."), remedy)
            return


def target_group_differs(subject: Subject) -> Iterator[Remark]:
    """The order's title names the schools in one way and the annex's in another; every place is listed."""
    own, annexed = _RESULTS.search(plain(subject.title)), _RESULTS.search(plain(subject.annex_title))
    if not own or not annexed or _stem(own) != _stem(annexed) or _between(own) == _between(annexed):
        return
    forms = {_between(own), _between(annexed)}
    found = [(match, piece.place) for piece in _naming(subject) for match in _RESULTS.finditer(piece.plain)]
    listed = [(m[0], place) for m, place in found if _stem(m) == _stem(own) and _between(m) in forms]
    what = _("в названии приказа «{own}», в названии приложения «{annexed}».").format(own=own[0], annexed=annexed[0])
    yield from once(listed, what, _("Назовите школы одинаково в приказе и в приложении."))


def _stem(match: re.Match[str]) -> str:
    """Which results are meant, without the case ending."""
    return match[1][:4].lower()


def _between(match: re.Match[str]) -> str:
    """How they are called besides, without the case ending."""
    return match[2].strip()[:8].lower()


def _naming(subject: Subject) -> list[Piece]:
    """Texts that say for whom the plan is: the head, and the table's titles."""
    return [piece for piece in subject.pieces if piece.part is Part.HEAD or piece.cell in {"title", ""}]


def target_group_abbreviations(subject: Subject) -> Iterator[Remark]:
    """More than one abbreviation for schools with low results; the rarer ones are listed."""
    found: dict[str, list[Place]] = {}
    for piece in subject.pieces:
        for name in dict.fromkeys(_GROUPS.findall(piece.plain)):
            found.setdefault(name, []).append(piece.place)
    if len(found) > 1:
        usual = max(found, key=lambda name: len(found[name]))
        listed = [(name, place) for name, places in found.items() if name != usual for place in places]
        names = ", ".join(f"«{name}»" for name in found)
        what = _("школы сокращены по-разному: {names}.").format(names=names)
        yield from once(listed, what, _("Оставьте одно сокращение и расшифруйте его при первом упоминании."))
