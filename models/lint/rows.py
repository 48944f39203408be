"""Rows of the table that are not as a table's rows should be: shifted, printed twice, no measures, no end."""

import re
from collections.abc import Iterator
from itertools import pairwise

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place, line_of, together
from models.lint.remarks import once, sentence, shortened
from models.lint.subject import Part, Subject, TableRow, plain

_NUMBER = re.compile(r"^\W*(?:\d+[.)]?)*\W*$")

_AIM = re.compile(r"^(?:цел[ьи]|задач[аи])\b|^(?:цел[ьи]|задач[аи])\s*:", re.IGNORECASE)
_LONG = 15


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "shifted-row",
        Severity.WARNING,
        _("Ячейки сдвинуты"),
        _("Текст мероприятия стоит в столбце номера, и каждая ячейка строки — не под своим заголовком."),
        Example("svetlogorsk-2022", 62, "2.1. Диагностика уровня сформированности…"),
        shifted_row,
    )
    yield LintRule(
        "row-twice",
        Severity.WARNING,
        _("Строка напечатана дважды"),
        _("Одно и то же мероприятие стоит двумя строками подряд: обрывок другой строки попал не на своё место."),
        Example("svetlogorsk-2022", 68, "Внутренняя оценка качества образования и анализ её итогов в ОУ."),
        row_twice,
    )
    yield LintRule(
        "cell-twice",
        Severity.WARNING,
        _("Конец ячейки повторён в соседней"),
        _("Последние слова ячейки стоят ещё раз в следующем столбце: ячейка разорвана."),
        Example("svetlogorsk-2022", 66, "методической"),
        cell_twice,
    )
    yield LintRule(
        "not-a-measure",
        Severity.NOTE,
        _("В таблице есть строки, которые не мероприятия"),
        _("Цели и задачи среди мероприятий: «1. Проведение мониторингов…» выглядит как мероприятие без срока."),
        Example("zhigalovo-2023", 80, "1. Проведение мониторингов профессиональных достижений педагогов…"),
        not_a_measure,
    )
    yield LintRule(
        "section-twice",
        Severity.NOTE,
        _("Заголовок раздела напечатан дважды"),
        _("Название раздела стоит и над таблицей, и в ней."),
        Example("svetlogorsk-2022", 61, "2. Мониторинг, диагностика и анализ образовательной деятельности"),
        section_twice,
    )
    yield LintRule(
        "reader-doubt",
        Severity.WARNING,
        _("Строку можно прочитать по-разному"),
        _("Где кончается одно мероприятие и начинается другое, по таблице не решить; прочитано вероятнейшее."),
        Example("svetlogorsk-2022", 68, "Внутренняя оценка качества образования и анализ её итогов в ОУ."),
        reader_doubt,
    )
    yield LintRule(
        "no-end",
        Severity.NOTE,
        _("Документ кончается строкой таблицы"),
        _("После таблицы нет ни подписи, ни примечания: проверьте, что она не обрывается."),
        Example("zhigalovo-2023", 91, "Районная конференция старшеклассников «Проект как шаг вперёд»"),
        no_end,
    )


def _is_shifted(row: TableRow) -> bool:
    """Whether the first column, which holds numbers, holds the measure's text."""
    first = plain(row.cells[0]) if row.cells else ""
    return len(first) > _LONG and not _NUMBER.match(first) and len(row.filled) > 2


def shifted_row(subject: Subject) -> Iterator[Remark]:
    """Rows whose text stands under the number's header; said once. A table without numbers has no such column."""
    if "number" not in subject.columns or next(iter(subject.columns)) != "number":
        return
    found = [(plain(row.cells[0]), row.place) for row in subject.rows if _is_shifted(row)]
    yield from once(found, _("текст стоит в столбце номера."), _("Сдвиньте ячейки строки вправо."))


def row_twice(subject: Subject) -> Iterator[Remark]:
    """Neighbouring rows with the same long cell in the column of measures."""
    for upper, lower in pairwise(row for row in subject.rows if row.filled):
        title = _title(upper)
        if len(upper.filled) > 2 and len(title) > 2 * _LONG and title == _title(lower):
            what = _("то же мероприятие в следующей строке; отличается: {rest}.")
            told = what.format(rest="; ".join(f"«{text}»" for text in _only_in(upper, lower)))
            yield Remark(together([upper.place, lower.place]), shortened(title), told, _("Оставьте одну строку."))


def _title(row: TableRow) -> str:
    return max((plain(cell) for cell in row.cells[:2]), key=len)


def _only_in(upper: TableRow, lower: TableRow) -> list[str]:
    return [plain(cell) for cell in upper.cells if cell.strip() and plain(cell) not in map(plain, lower.cells)]


def cell_twice(subject: Subject) -> Iterator[Remark]:
    """A cell that repeats the last words of the one to its left."""
    for row in subject.rows:
        for left, right in pairwise(map(plain, row.cells)):
            if len(right) > 3 and left != right and left.endswith(f" {right}"):
                what = _("эти слова уже стоят в конце ячейки слева.")
                yield Remark(row.place, right, what, _("Соберите ячейку заново."))


def not_a_measure(subject: Subject) -> Iterator[Remark]:
    """Rows of aims, tasks and totals; said once. A task that heads measures as a section does is in its place."""
    aside, sections = {plain(one) for one in subject.asides}, _sections(subject)
    lone = [(text, row.place) for row in subject.rows if (text := _lone(row)) and text not in sections]
    found = [(text, place) for text, place in lone if text in aside or _AIM.match(text)]
    what = _("это цель, задача, итог или примечание, а не мероприятие.")
    yield from once(found, what, _("Перенесите такие строки из таблицы в текст над ней или под ней."))


def _lone(row: TableRow) -> str:
    """The row's only text, empty when there are several."""
    return plain(row.cells[row.filled[0]]) if len(row.filled) == 1 else ""


def section_twice(subject: Subject) -> Iterator[Remark]:
    """A section's heading that stands twice, in lines or rows that follow each other."""
    pieces = [piece for piece in subject.part(Part.TABLE) if len(piece.plain) > _LONG]
    for first, second in pairwise(pieces):
        if first.plain == second.plain and first.plain in _sections(subject):
            where = together([Place(first.place.where, at=first.place.at), Place(second.place.where)])
            at = Place(where.where, at=first.place.at)
            yield Remark(at, first.plain, _("название раздела напечатано дважды."), _("Оставьте его один раз."))


def _sections(subject: Subject) -> set[str]:
    return {plain(item.section) for item in subject.items}


def reader_doubt(subject: Subject) -> Iterator[Remark]:
    """What the reader of the file had to choose, with the readings to choose from."""
    for doubt in subject.doubts:
        choices = "; ".join(f"«{reading}»" for reading in doubt.readings)
        remedy = _("Решите: {choices}.").format(choices=choices) if choices else _("Проверьте это место.")
        place = Place((doubt.place,), at=line_of(doubt.place))
        yield Remark(place, shortened(plain(doubt.value)), sentence(doubt.reason), remedy)


def no_end(subject: Subject) -> Iterator[Remark]:
    """Nothing after the table's last row."""
    if subject.has_end and subject.items and not subject.part(Part.TAIL):
        last = subject.rows[-1].place if subject.rows else subject.items[-1].place
        text = shortened(subject.items[-1].said("title"), 60)
        remedy = _("Проверьте, что за таблицей ничего не потеряно, и подпишите её.")
        yield Remark(last, text, _("документ кончается этой строкой."), remedy)
