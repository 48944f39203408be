"""What a file is, by what stands in it, never by its name; then the reader of that kind reads it."""

import re
from pathlib import Path

from models.language import _
from tasks.pseudonyms import Pseudonyms
from tasks.reading.columns import Complaints
from tasks.reading.contract import Loaded, Register
from tasks.reading.gia import is_protocol, read_protocols
from tasks.reading.registers import format_of, read_register
from tasks.reading.tables import Table, open_table
from tasks.reading.values import plain
from tasks.reading.vpr_individual import is_individual_results, read_individual_results

# How people call each kind; `load --as` takes the keys.
KINDS = {
    "vpr": "ВПР, отчёт «Индивидуальные результаты»",
    "oge": "протокол ОГЭ",
    "ege": "протокол ЕГЭ",
    "schools": "реестр школ",
    "assignments": "кто кого учит",
    "tasks": "что проверяют задания ВПР",
}
# Files that people hold and that are not read (yet), by words of their first rows; domain.md §4.1.
OTHERS = {
    r"статистика по отметкам": "отчёт ВПР «Статистика по отметкам»",
    r"понизили \(отметка|сравнение отметок": "отчёт ВПР «Сравнение отметок с отметками по журналу»",
    r"распределение первичных баллов": "отчёт ВПР «Распределение первичных баллов»",
    r"блоки пооп|достижение планируемых результатов": "отчёт ВПР «Достижение планируемых результатов»",
    r"выполнение заданий группами": "отчёт ВПР «Выполнение заданий группами участников»",
    r"выполнение заданий": "отчёт ВПР «Выполнение заданий»",
    r"пользователь \(edu|номер обучающегося|порядковый номер класса": "форма сбора результатов ВПР",
    r"schoolcode": "техническая выгрузка протокола ГИА",
}


def read(path: Path, register: Register, keys: Pseudonyms, expected: str | None = None) -> Loaded:
    """The file, understood whole. FileRefused with every problem: file, sheet, row, column, value, remedy."""
    table = open_table(path)
    complaints = Complaints(table.file)
    loaded = _read_as_recognised(table, register, keys, complaints)
    if expected is not None and loaded.kind != expected:
        remedy = _("ожидался файл «{expected}», а это «{found}»: проверьте, тот ли файл выбран")
        complaints.add(remedy.format(expected=_(KINDS.get(expected, expected)), found=_(KINDS[loaded.kind])))
        complaints.refuse()
    return loaded


def _read_as_recognised(table: Table, register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    reports = [sheet for sheet in table.sheets if is_individual_results(sheet)]
    if len(reports) > 1:
        complaints.add(_("отчётов в книге несколько: сохраните каждый отдельным файлом"), value=reports[1].name)
        complaints.refuse()
    if reports:
        return read_individual_results(reports[0], register, keys, complaints)
    protocols = [sheet for sheet in table.sheets if is_protocol(sheet)]
    if protocols:
        return read_protocols(protocols, register, keys, complaints)
    for sheet in table.sheets:
        if found := format_of(sheet):
            return read_register(sheet, found, register, complaints)
    complaints.add(_what_it_seems(table))
    complaints.refuse()
    raise AssertionError("unreachable: a complaint was made")


def _what_it_seems(table: Table) -> str:
    """What to tell about a file of another kind."""
    words = plain(" ".join(str(text) for sheet in table.sheets for text in sheet.texts[:15].flat if text))
    seems = next((name for pattern, name in OTHERS.items() if re.search(pattern, words)), None)
    known = "; ".join(_(name) for name in KINDS.values())
    if seems is None:
        return _("не узнать, что это за файл. Загружаются: {known}").format(known=known)
    return _("похоже на {seems}: он не загружается. Загружаются: {known}").format(seems=_(seems), known=known)
