"""Columns with names, documents and addresses of people: emptied before any reader or message sees them.

Protocols of ГИА are the one kind whose reader is given them: it makes keys of them (gia.py).
"""

import re
from dataclasses import replace

import numpy as np

from tasks.reading.tables import Sheet, Table
from tasks.reading.values import plain

_PERSONAL = re.compile(
    r"фио\b|ф\.\s*и\.\s*о|фамили|имя\b|отчество|full_?name|surname|secondname|first_?name|last_?name|namecell"
    r"|паспорт|серия\b|снилс|document|дата рождения|birth|телефон|phone|e-?mail|эл\. почта|адрес"
)


def without_people(table: Table) -> Table:
    """The table with the columns of people emptied, from their headings down; what stands above a heading stays."""
    return replace(table, sheets=tuple(map(_without_people, table.sheets)))


def _without_people(sheet: Sheet) -> Sheet:
    distinct = {text for text in set(sheet.texts.ravel()) if _PERSONAL.match(plain(text))}
    if not distinct:
        return sheet
    found = np.isin(sheet.texts.astype(str), list(distinct))
    personal = np.logical_or.accumulate(found, axis=0)
    return replace(sheet, texts=np.where(personal, "", sheet.texts).astype(object))
