"""What people are told of a file that is no order: one message, naming the file and what to do with it.

Which files those are belongs in opening.py and in the formats' own modules.
"""

import re
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from models.errors import FileRefused
from models.language import _
from models.order.cells import Document, Line, Row
from models.problems import Problem

# What zipfile, zlib and lxml raise at an archive that is damaged, or put together in another way.
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(EOFError, OSError, SyntaxError, KeyError, ValueError),
)
# The longest plans have some hundreds of rows; whatever has thousands is a list of people, marks or goods.
MOST_ROWS = 3_000
_LEAST_LETTERS = 40
_ITEM = re.compile(r"^\W*\d{1,3}(?:\.\d{1,3})*\s?[.)]\s*\S")
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


def refused(path: Path, remedy: str, place: str = "") -> FileRefused:
    """One problem with a whole file, or with a place in it."""
    return FileRefused(
        _("Приказ «{file}» не прочитан").format(file=path.name), [Problem(place or path.name, "", remedy)]
    )


def is_web_page(text: str) -> bool:
    """Whether a whole text is HTML, whatever the file is called."""
    return bool(_WEB_PAGE.match(text))


def refuse_without_a_table(path: Path, document: Document) -> None:
    """Say what a document without any table is: a scan, a text in paragraphs."""
    if document.has_rows:
        return
    texts = [block.text for block in document.blocks if isinstance(block, Line)]
    letters = sum(character.isalpha() for text in texts for character in text)
    if sum(1 for text in texts if _ITEM.match(text)) > 1:
        remedy = _(
            "в файле нет таблицы: мероприятия записаны абзацами. Перенесите их в таблицу со столбцами «№», "
            "«Мероприятия», «Сроки», «Ответственные» и сохраните как .docx."
        )
    elif not letters:
        remedy = _(
            "в файле нет ни слова: он пуст, или приказ в нём картинкой (скан). Сохраните приказ ещё раз; скан "
            "распознайте и сохраните как .docx, где таблица — таблица, а не картинка."
        )
    elif letters < _LEAST_LETTERS:
        remedy = _(
            "в файле нет таблицы и почти нет текста: похоже на скан. Распознайте его и сохраните как .docx, где "
            "таблица — таблица, а не картинка."
        )
    else:
        remedy = _(
            "в файле нет таблицы, только текст: мероприятия читаются из таблицы со столбцами «Мероприятия», «Сроки», "
            "«Ответственные». Если таблица в нём картинкой (скан), распознайте её; если она в другом файле, назовите "
            "его."
        )
    headline = _("В файле «{file}» не нашлась таблица мероприятий").format(file=path.name)
    raise FileRefused(headline, [Problem(path.name, "", remedy)])


def refuse_a_long_table(path: Path, document: Document) -> None:
    """A table of thousands of rows is no plan, and nothing of it is dropped in silence."""
    rows = [block for block in document.blocks if isinstance(block, Row)]
    for table, count in Counter(row.table for row in rows).items():
        if count > MOST_ROWS:
            place = next(row.place for row in rows if row.table == table)
            raise refused(path, too_many(count), place)


def too_many(rows: int) -> str:
    """What to say of a table that is too long."""
    said = _(
        "в таблице {rows} строк, в плане мероприятий столько не бывает (предел {most}): это не план. Сохраните план "
        "отдельным файлом."
    )
    return said.format(rows=rows, most=MOST_ROWS)
