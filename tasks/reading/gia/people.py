"""Names and documents of ГИА participants live in this module only: it turns them into keys and gives the rest back.

They stand in protocols, and in crosswalks that schools make (tasks/reading/crosswalk.py).
"""

import re

import numpy as np
import pandas as pd

from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.columns import Block, Column, Complaints, Mask
from tasks.reading.gia.headings import DUMPED, required
from tasks.reading.values import plain

PERSONAL = ("Фамилия", "Имя", "Отчество", "Серия", "Номер")


def pupils_without_names(block: Block, keys: Pseudonyms, complaints: Complaints) -> tuple[Block, list[str]]:
    """The block of a protocol without names and documents, and a key for every row; nobody stands there twice."""
    block, pupils, number = _keyed(block, keys, complaints)
    repeated = pd.Series(pupils, dtype=object).duplicated().to_numpy() & (number.texts != "")
    complaints.every(number, repeated, _("этот участник уже есть в протоколе: оставьте одну строку"), hidden=True)
    return block, pupils


def people_without_names(block: Block, keys: Pseudonyms, complaints: Complaints) -> tuple[Block, list[str]]:
    """The same of a table in which somebody may stand several times, a row for each year."""
    block, people, _number = _keyed(block, keys, complaints)
    return block, people


def _keyed(block: Block, keys: Pseudonyms, complaints: Complaints) -> tuple[Block, list[str], Column]:
    """The block without names and documents, a key for every row, and where the numbers stood.

    Problems never repeat what keys were made of. A row whose names or number cannot be such is a problem and left out:
    it may have slipped sideways, and a message on its other cells could show a document in the place of a code.
    """
    columns = [required(block, title, complaints) for title in PERSONAL]
    known = _known(columns, complaints)
    block, columns = block.where(known), [_where(column, known) for column in columns]
    people = zip(*(column.texts for column in columns[:3]), strict=True)
    documents = zip(*(column.texts for column in columns[3:]), strict=True)
    pupils = keys.gia(people, documents)
    headings = [plain(title) for title in PERSONAL]
    return block.without(*headings, *(DUMPED[heading] for heading in headings)), pupils, columns[-1]


def _known(columns: list[Column], complaints: Complaints) -> Mask:
    """The rows of which surname, name and number are there, names without figures and the number with some."""
    surname, name, patronymic, _series, number = columns
    known: Mask = np.ones(len(surname.rows), dtype=bool)
    for column in (surname, name, number):
        empty = (column.texts == "") & column.is_there
        complaints.every(column, empty, _("ячейка пуста: участника не узнать, впишите"), hidden=True)
        known &= ~empty
    for column in (surname, name, patronymic, number):
        has_figures = np.array([bool(re.search(r"\d", text)) for text in column.texts], dtype=bool)
        wrong = known & column.is_there & (~has_figures if column is number else has_figures)
        remedy = _("здесь не то, что в заголовке: строка сдвинута, верните её ячейки на место")
        complaints.every(column, wrong, remedy, hidden=True)
        known &= ~wrong
    return known


def _where(column: Column, kept: Mask) -> Column:
    return Column(column.sheet, column.title, column.texts[kept], column.rows[kept], column.is_there)
