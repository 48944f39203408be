"""Two orders as secretaries type them in Word, of invented towns: `python -m tests.orders_in_word` writes them anew.

polevsk-2026.docx: sections merged over the row, sub-items whose schedule and responsible cells are merged downwards.
berezovka-2026.docx: a header of two rows («Сроки» over «начало» and «окончание»), real dates, no result column.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tasks.documents.archive import without_clock

ORDERS = Path(__file__).parent / "data" / "orders"
POLEVSK, BEREZOVKA = ORDERS / "polevsk-2026.docx", ORDERS / "berezovka-2026.docx"

Cells = Sequence[str]


def write_orders(folder: Path = ORDERS) -> None:
    """Write both orders over whatever stands there."""
    _save(_polevsk(), folder / POLEVSK.name)
    _save(_berezovka(), folder / BEREZOVKA.name)


def _polevsk() -> Any:
    page = Document()
    _head(
        page,
        authority="Отдел образования администрации города Полевска",
        requisites="15.01.2026 № 41",
        title="Об утверждении плана мероприятий («дорожной карты») по поддержке школ с низкими результатами на 2026 г.",
        orders=(
            "1. Утвердить план мероприятий («дорожную карту») на 2026 год (приложение).",
            "2. Координатором назначить методиста отдела образования.",
        ),
    )
    page.add_paragraph("Приложение к приказу от 15.01.2026 № 41")
    page.add_paragraph(
        "План мероприятий («дорожная карта») по поддержке школ с низкими образовательными результатами на 2026 год"
    )
    table = _table(page, ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат"))
    _section(table, "I. Анализ и диагностика")
    _row(table, "1.", "Анализ результатов ВПР и ОГЭ за 2025 год", "Январь 2026", "Отдел образования", "Справка")
    _row(table, "2.", "Анкетирование участников образовательных отношений", "Февраль 2026", "Школы", "Рисковый профиль")
    first = _row(
        table, "3.", "Планирование поддержки школ: Составление школами планов повышения качества", "Март 2026",
        "Отдел образования, школы", "Планы школ",
    )  # fmt: skip
    last = _row(table, "", "Согласование планов школ с отделом образования", "", "", "Лист согласования")
    for column in (0, 2, 3):
        table.cell(first, column).merge(table.cell(last, column))
    _section(table, "II. Методическая поддержка")
    _row(table, "4.", "Закрепление наставников за учителями", "До 30 апреля 2026", "Отдел образования", "Приказ")
    _row(table, "5.", "Консультации для учителей школ", "Постоянно", "Отдел образования", "Журнал консультаций")
    _row(table, "6.", "Итоговое совещание с директорами школ", "Декабрь 2026", "Отдел образования", "Протокол")
    return page


def _berezovka() -> Any:
    page = Document()
    _head(
        page,
        authority="Управление образования Берёзовского района",
        requisites="от 20.01.2026 № 12-од",
        title="О дорожной карте по повышению качества образования на 2026 год",
        orders=("1. Утвердить прилагаемую дорожную карту.",),
    )
    page.add_paragraph("Приложение к приказу от 20.01.2026 № 12-од")
    page.add_paragraph("Дорожная карта по повышению качества образования на 2026 год")
    table = _table(page, ("№", "Мероприятия", "Сроки", "", "Исполнители"))
    _row(table, "", "", "начало", "окончание", "")
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    _section(table, "Организация работы")
    _row(table, "1", "Утверждение состава рабочей группы", "01.02.2026", "10.02.2026", "Управление образования")
    _row(table, "2", "Самодиагностика школ", "11.02.2026", "15.03.2026", "Школы")
    _section(table, "Сопровождение")
    _row(table, "3", "Семинары для учителей математики", "01.04.2026", "31.05.2026", "Районный методический кабинет")
    _row(table, "4", "Отчёт школ об исполнении планов", "01.11.2026", "30.11.2026", "Школы")
    return page


def _head(page: Any, *, authority: str, requisites: str, title: str, orders: Sequence[str]) -> None:
    """The order itself, down to the signature; the annex follows."""
    for line in (authority, "ПРИКАЗ", requisites):
        page.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.add_paragraph(title)
    page.add_paragraph("В целях повышения качества образования")
    page.add_paragraph("ПРИКАЗЫВАЮ:")
    for line in orders:
        page.add_paragraph(line)
    page.add_paragraph("Начальник ______________________")
    page.add_page_break()


def _table(page: Any, header: Cells) -> Any:
    table = page.add_table(rows=1, cols=len(header))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, header, strict=True):
        cell.text = words
    return table


def _row(table: Any, *texts: str) -> int:
    """A row of these texts; its place."""
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = text
    return len(table.rows) - 1


def _section(table: Any, title: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = title


def _save(page: Any, path: Path) -> None:
    page.core_properties.created = page.core_properties.modified = datetime(2026, 1, 15)
    page.core_properties.author = page.core_properties.comments = ""
    page.save(path)
    path.write_bytes(without_clock(path.read_bytes()))


if __name__ == "__main__":
    write_orders()
