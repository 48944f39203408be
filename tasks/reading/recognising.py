"""What a file is, by what stands in it, never by its name; then the reader of that kind reads it."""

import re
from pathlib import Path

from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.columns import Complaints
from tasks.reading.contract import Loaded, Register
from tasks.reading.crosswalk import is_crosswalk, read_crosswalk
from tasks.reading.flat import flat_heading, read_flat
from tasks.reading.gia.blocks import is_protocol
from tasks.reading.gia.protocols import read_protocols
from tasks.reading.handing_over import handed_over
from tasks.reading.personal import without_people
from tasks.reading.registers import format_of, read_register
from tasks.reading.survey.form import is_form, read_form
from tasks.reading.survey.plain import is_plain_answers, read_plain_answers
from tasks.reading.tables import Table, open_table
from tasks.reading.values import plain
from tasks.reading.vpr.reports import read_report, reports_in

# How people call each kind; `load --as` takes the keys.
KINDS = {
    "vpr": "ВПР, индивидуальные результаты (отчёт 1 или форма сбора)",
    "vpr_marks": "ВПР, статистика по отметкам",
    "vpr_journal": "ВПР, сравнение отметок с журналом",
    "vpr_primary": "ВПР, распределение первичных баллов",
    "vpr_completion": "ВПР, выполнение заданий",
    "vpr_planned": "ВПР, достижение планируемых результатов",
    "vpr_groups": "ВПР, выполнение заданий группами участников",
    "oge": "протокол ОГЭ",
    "ege": "протокол ЕГЭ",
    "schools": "реестр школ",
    "assignments": "кто кого учит",
    "tasks": "что проверяют задания ВПР",
    "scales": "шкалы отметок ВПР",
    "bias": "признаки необъективности ВПР",
    "crosswalk": "сопоставление шифров ВПР и ГИА",
    "answers": "ответы на опросник рискового профиля",
    "mentors": "кто может быть наставником",
    "neighbours": "соседние муниципалитеты",
    "conditions": "условия работы школ",
    "curators": "кто может быть куратором",
    "partners": "школы, готовые помогать другим",
}
# Files that people hold and that are not read, by words of their first rows: what each seems to be, in the accusative.
OTHERS = {
    r"дорожн\w+ карт|ответственн\w+.*срок|срок\w*.*ответственн": "дорожную карту: её читает `vekha roadmap import`",
    r"группы участников|впр\b": "отчёт ВПР, но без его заголовков столбцов",
    r"протокол|аудитория|код ппэ": "протокол ГИА, но без его заголовков столбцов",
    r"фамилия|фио\b|ф\.\s*и\.\s*о": "список людей",
}


def read(path: Path, register: Register, keys: Pseudonyms, expected: str | None = None) -> Loaded:
    """The file, understood whole. FileRefused with every problem: file, sheet, row, column, value, remedy."""
    table = open_table(path)
    complaints = Complaints(table.file)
    loaded = handed_over(_read_as_recognised(table, register, keys, complaints))
    if expected is not None and loaded.kind != expected:
        remedy = _("ожидался файл «{expected}», а это «{found}»: проверьте, тот ли файл выбран")
        complaints.add(remedy.format(expected=_(KINDS.get(expected, expected)), found=_(KINDS[loaded.kind])))
        complaints.refuse()
    return loaded


def _read_as_recognised(table: Table, register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    of_people = _read_with_names(table, register, keys, complaints)
    if of_people is not None:
        return of_people
    sheets = without_people(table).sheets
    if reports_in(sheets):
        return read_report(sheets, register, keys, complaints)
    for sheet in sheets:
        if is_form(sheet):
            return read_form(sheet, register, complaints)
        if is_plain_answers(sheet):
            return read_plain_answers(sheet, register, complaints)
        if flat_heading(sheet) is not None:
            return read_flat(sheet, register, complaints)
        if found := format_of(sheet):
            return read_register(sheet, found, register, complaints)
    complaints.add(_what_it_seems(table))
    complaints.refuse()
    raise AssertionError("unreachable: a complaint was made")


def _read_with_names(table: Table, register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded | None:
    """The kinds whose readers make keys of names; nobody after them is given any."""
    for sheet in table.sheets:
        if is_crosswalk(sheet):
            return read_crosswalk(sheet, register, keys, complaints)
    protocols = [sheet for sheet in table.sheets if is_protocol(sheet)]
    return read_protocols(protocols, register, keys, complaints) if protocols else None


def _what_it_seems(table: Table) -> str:
    """What to tell about a file of another kind."""
    words = plain(" ".join(str(text) for sheet in table.sheets for text in sheet.texts[:15].flat if text))
    seems = next((name for pattern, name in OTHERS.items() if re.search(pattern, words)), None)
    known = "; ".join(_(name) for name in KINDS.values())
    if seems is None:
        return _("не узнать, что это за файл. Загружаются: {known}").format(known=known)
    return _("похоже на {seems}. Загружаются: {known}").format(seems=_(seems), known=known)
