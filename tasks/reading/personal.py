"""Columns with names, documents and addresses of people: emptied before any reader or message sees them.

Protocols of ГИА and crosswalks are the kinds whose readers are given them: they make keys of them (gia/people.py).
"""

import re
from dataclasses import replace

import numpy as np

from tasks.reading.tables import Sheet, Table
from tasks.reading.values import plain

WITHIN = 60  # rows in which headings are sought
_WHOSE = r"(,? ?(и )?(фамилия|имя|отчество|участник\w*|обучающ\w*|ученик\w*|учащ\w*|реб[её]нк\w*|учител\w*|полностью))*"
# Whole headings only: «Имя существительное» is what a task tests.
_PERSONAL = re.compile(
    rf"(фио|ф\. ?и\. ?о\.?|фамилия|имя|отчество){_WHOSE}"
    r"|full_?name|(first|last|second)_?name|surname|(sur|second)?namecell|document(series|number)code"
    r"|снилс|паспорт\w*( данные)?|(серия|номер)( и номер)? (паспорта|документа)|дата рождения|birth_?(day|date)"
    r"|телефон( \w+)?|phone|e-?mail|эл\. почта|электронная почта|(домашний )?адрес( проживания)?"
)


def without_people(table: Table) -> Table:
    """The table with the columns of people emptied, from their headings down; what stands above a heading stays."""
    return replace(table, sheets=tuple(map(_without_people, table.sheets)))


def _without_people(sheet: Sheet) -> Sheet:
    headings = [
        (row, column)
        for (row, column), text in np.ndenumerate(sheet.texts[:WITHIN])
        if text and _PERSONAL.fullmatch(plain(text))
    ]
    if not headings:
        return sheet
    texts = sheet.texts.copy()
    for row, column in headings:
        texts[row:, column] = ""
    return replace(sheet, texts=texts)
