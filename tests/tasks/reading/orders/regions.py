"""Invented orders of invented regions, each laid out in another way, and what a careful reader finds in them.

Texts lie in tests/data/orders/invented; Word and Excel files are made here, so that their layout can be read.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

HEAD = (
    "Министерство просвещения Заозёрской области",
    "ПРИКАЗ",
    "от 12 января 2024 г. № 45-п",
    "Об утверждении комплекса мер по поддержке школ с низкими образовательными результатами",
    "В целях повышения качества образования ПРИКАЗЫВАЮ:",
    "1. Утвердить комплекс мер (приложение).",
    "2. Назначить региональным координатором Петрову А.А., начальника отдела общего образования.",
    "3. Руководителям школ представить планы до 01.03.2024.",
    "Министр И.И. Иванов",
    "Приложение к приказу министерства просвещения Заозёрской области от 12.01.2024 № 45-п",
    "Комплекс мер по поддержке школ с низкими образовательными результатами на 2024 год",
)


@dataclass(frozen=True)
class Read:
    """A measure as it must come out."""

    number: str
    title: str
    schedule: str
    responsible: str
    result: str = ""
    section: str = ""
    parent: str = ""


def _table(document: Any, rows: list[list[str]], columns: int | None = None) -> Any:
    table: Any = document.add_table(rows=0, cols=columns or len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    return table


def _begun(title: bool = True) -> Any:
    document = Document()
    for line in HEAD if title else HEAD[:-1]:
        document.add_paragraph(line)
    return document


def two_header_rows(path: Path) -> list[Read]:
    """Word: a header of two rows with merged cells, merged section rows, a responsible cell over several rows."""
    document = _begun()
    table = _table(
        document,
        [
            ["№ п/п", "Наименование мероприятия", "Сроки реализации", "", "Ответственные исполнители", "Вид документа"],
            ["", "", "начало", "окончание", "", ""],
            ["1", "2", "3", "4", "5", "6"],
            ["I. Нормативное обеспечение", "", "", "", "", ""],
            ["1.", "Издание приказа о рабочей группе", "15.01.2024", "31.01.2024", "Министерство", "Приказ"],
            ["2.", "Утверждение перечня школ", "01.02.2024", "29.02.2024", "", "Перечень"],
            ["II. Методическая помощь", "", "", "", "", ""],
            ["1.", "Выезды в школы", "март 2024", "май 2024", "ИРО, муниципалитеты", "Справка"],
        ],
    )
    for column in (0, 1, 4, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    for row in (3, 6):
        table.cell(row, 0).merge(table.cell(row, 5))
    table.cell(4, 4).merge(table.cell(5, 4))
    document.save(str(path))
    first, second = "I. Нормативное обеспечение", "II. Методическая помощь"
    return [
        Read("1.", "Издание приказа о рабочей группе", "15.01.2024 – 31.01.2024", "Министерство", "Приказ", first),
        Read("2.", "Утверждение перечня школ", "01.02.2024 – 29.02.2024", "Министерство", "Перечень", first),
        Read("1.", "Выезды в школы", "март 2024 – май 2024", "ИРО, муниципалитеты", "Справка", second),
    ]


def capitals_between_tables(path: Path) -> list[Read]:
    """Word: sections in capitals as paragraphs between tables, the header only above the first, numbers 1.1.1."""
    document = _begun()
    document.add_paragraph("1. ОРГАНИЗАЦИЯ РАБОТЫ")
    _table(
        document,
        [
            ["№", "Мероприятия", "Исполнители", "Срок исполнения"],
            ["1.1.", "Анализ результатов:", "", ""],
            ["1.1.1.", "ВПР в 4–8 классах", "РЦОКО", "июнь 2024"],
            ["1.1.2.", "ОГЭ и ЕГЭ", "РЦОКО, школы", "август 2024"],
            ["1.2.", "Совещание директоров", "Министерство", "ежеквартально"],
        ],
    )
    document.add_paragraph("2. РАБОТА С УЧИТЕЛЯМИ")
    _table(document, [["2.1.", "Курсы для учителей математики", "ИРО", "сентябрь – октябрь"]])
    document.save(str(path))
    first, second = "1. ОРГАНИЗАЦИЯ РАБОТЫ", "2. РАБОТА С УЧИТЕЛЯМИ"
    return [
        Read("1.1.1.", "ВПР в 4–8 классах", "июнь 2024", "РЦОКО", "", first, "1.1."),
        Read("1.1.2.", "ОГЭ и ЕГЭ", "август 2024", "РЦОКО, школы", "", first, "1.1."),
        Read("1.2.", "Совещание директоров", "ежеквартально", "Министерство", "", first),
        Read("2.1.", "Курсы для учителей математики", "сентябрь – октябрь", "ИРО", "", second),
    ]


def numbered_by_word(path: Path) -> list[Read]:
    """Word: numbers that Word counts itself, a deleted and an inserted word, a table split by a page."""
    document = _begun()
    table = _table(
        document,
        [
            ["№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат"],
            ["", "Мониторинг рисков", "март 2024", "ИРО", "Справка"],
            ["", "Защита программ развития", "апрель 2024", "Школы", "Программы"],
        ],
    )
    numbered = _list(document)
    for row in table.rows[1:]:
        _number(row.cells[0].paragraphs[0], numbered)
    paragraph = table.cell(1, 3).paragraphs[0]
    _tracked(paragraph, "w:del", "w:delText", " и РЦОКО")
    _tracked(paragraph, "w:ins", "w:t", ", школы")
    document.add_paragraph("")
    rest = _table(
        document,
        [
            ["", "и их экспертиза", "", "", "и заключения"],
            ["", "Итоговая конференция", "декабрь 2024", "Министерство", "Программа"],
        ],
    )
    _number(rest.cell(1, 0).paragraphs[0], numbered)
    document.save(str(path))
    return [
        Read("1.", "Мониторинг рисков", "март 2024", "ИРО, школы", "Справка"),
        Read("2.", "Защита программ развития и их экспертиза", "апрель 2024", "Школы", "Программы и заключения"),
        Read("3.", "Итоговая конференция", "декабрь 2024", "Министерство", "Программа"),
    ]


def lists_in_cells(path: Path) -> list[Read]:
    """Word: no column of numbers, sub-items with dashes in rows of their own, the whole table inside a frame table."""
    document = _begun()
    frame = document.add_table(rows=1, cols=1)
    cell = frame.cell(0, 0)
    cell.text = "ПЛАН РАБОТЫ"
    rows = [
        ["Мероприятие", "Дата проведения", "Кто проводит", "Примечание"],
        ["Организационные мероприятия", "", "", ""],
        ["1. Проведение совещаний с директорами школ", "ежемесячно", "Комитет", "онлайн"],
        ["2. Методические дни:\n– для учителей\n– для завучей", "октябрь", "ИМЦ", ""],
    ]
    inner = cell.add_table(rows=len(rows), cols=4)
    for row, texts in zip(inner.rows, rows, strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    inner.cell(1, 0).merge(inner.cell(1, 3))
    document.save(str(path))
    section = "Организационные мероприятия"
    return [
        Read("1.", "Проведение совещаний с директорами школ", "ежемесячно", "Комитет", "", section),
        Read("2.", "Методические дни:\n– для учителей\n– для завучей", "октябрь", "ИМЦ", "", section),
    ]


def a_number_over_rows(path: Path) -> list[Read]:
    """Word: the number's cell and the schedule's reach over all sub-items; a working group's table stands before."""
    document = _begun()
    _table(document, [["№", "ФИО", "Должность"], ["1", "Петрова А.А.", "начальник отдела"]])
    document.add_paragraph("План")
    table = _table(
        document,
        [
            ["№ п/п", "Содержание деятельности", "Ответственные", "Сроки", "Планируемый результат"],
            ["1.", "Работа с кадрами: Диагностика дефицитов", "ИРО", "март 2024", "Справка"],
            ["", "Курсы повышения квалификации", "ИРО", "", "Удостоверения"],
            ["", "Стажировки", "Школы", "", "Отчёты"],
            ["2.", "Итоговое совещание", "Министерство", "декабрь", "Протокол"],
        ],
    )
    table.cell(1, 0).merge(table.cell(3, 0))
    table.cell(1, 3).merge(table.cell(3, 3))
    document.save(str(path))
    return [
        Read("1.", "Работа с кадрами: Диагностика дефицитов", "март 2024", "ИРО", "Справка", "", "1."),
        Read("", "Курсы повышения квалификации", "март 2024", "ИРО", "Удостоверения", "", "1."),
        Read("", "Стажировки", "март 2024", "Школы", "Отчёты", "", "1."),
        Read("2.", "Итоговое совещание", "декабрь", "Министерство", "Протокол"),
    ]


WORD = (two_header_rows, capitals_between_tables, numbered_by_word, lists_in_cells, a_number_over_rows)


def quarters_ticked(path: Path) -> list[Read]:
    """Excel: quarters are ticked instead of a schedule; a hidden sheet, a hidden row, section rows merged."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "План"
    for row in (
        ["Департамент образования города Приморска"],
        ["План мероприятий («дорожная карта») по повышению качества образования на 2024 год"],
        [],
        ["№", "Мероприятие", "Квартал", None, None, None, "Ответственный", "Отметка об исполнении"],
        [None, None, "I", "II", "III", "IV", None, None],
        ["Раздел 1. Аналитика"],
        [1, "Анализ ВПР", None, "+", None, None, "ЦОКО", None],
        [2, "Анализ ОГЭ", None, None, "+", "+", "ЦОКО", None],
        [99, "черновик", None, None, None, "+", "никто", None],
    ):
        sheet.append(row)
    for area in ("A4:A5", "B4:B5", "C4:F4", "G4:G5", "H4:H5", "A6:H6"):
        sheet.merge_cells(area)
    sheet.row_dimensions[9].hidden = True
    hidden = book.create_sheet("Справочник")
    hidden.append(["№", "Мероприятие", "Срок", "Ответственный"])
    hidden.append([1, "Скрытое", "май", "никто"])
    hidden.sheet_state = "hidden"
    book.save(path)
    section = "Раздел 1. Аналитика"
    return [
        Read("1", "Анализ ВПР", "II квартал", "ЦОКО", "", section),
        Read("2", "Анализ ОГЭ", "III квартал, IV квартал", "ЦОКО", "", section),
    ]


def a_sheet_for_each_section(path: Path) -> list[Read]:
    """Excel: a sheet for each section, dates in cells, per cents, a number 1.10, a column that names directions."""
    book = Workbook()
    book.remove(book.worksheets[0])
    begun = ["Приказ департамента образования от 05.02.2024 № 17", "Дорожная карта на 2024/2025 учебный год"]
    header = ["№ п/п", "Направление", "Мероприятия", "Исполнитель", "Сроки", "Показатель"]
    first = book.create_sheet("Кадры")
    for row in ([begun[0]], [begun[1]], header, [1.9, "Курсы", "Курсы для учителей", "ИРО", date(2024, 10, 31), 1.0]):
        first.append(row)
    first.append([1.1, None, "Стажировки учителей", "Школы", date(2024, 11, 1), "не менее 2"])
    first.merge_cells("B4:B5")
    first["F4"].number_format = "0%"
    first["A5"].number_format = "0.00"
    first["E4"].number_format = "dd.mm.yyyy"
    first["E5"].number_format = "mmmm yyyy"
    second = book.create_sheet("Ученики")
    second.append(header)
    second.append(["2.1", None, "Олимпиада", "Школы", "февраль", None])
    book.save(path)
    return [
        Read("1.9", "Курсы для учителей", "31.10.2024", "ИРО", "100%", "Курсы"),
        Read("1.10", "Стажировки учителей", "ноябрь 2024", "Школы", "не менее 2", "Курсы"),
        Read("2.1", "Олимпиада", "февраль", "Школы", "", "Ученики"),
    ]


EXCEL = (quarters_ticked, a_sheet_for_each_section)


def _list(document: Any) -> str:
    """Define a list that prints «%1.» and return its number."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1.")):
        part = OxmlElement(name)
        part.set(qn("w:val"), value)
        level.append(part)
    abstract.append(level)
    numbering.insert(0, abstract)
    return str(numbering.add_num(77).numId)


def _number(paragraph: Any, number: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    place = properties._add_numPr()
    for name, value in (("w:ilvl", "0"), ("w:numId", number)):
        part = OxmlElement(name)
        part.set(qn("w:val"), value)
        place.append(part)


def _tracked(paragraph: Any, change: str, kind: str, text: str) -> None:
    changed, run, words = OxmlElement(change), OxmlElement("w:r"), OxmlElement(kind)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    changed.append(run)
    paragraph._p.append(changed)
