"""Names and documents of ГИА participants live in this module only: it turns them into keys and gives the rest back."""

import re

import numpy as np
import pandas as pd

from models.language import _
from tasks.pseudonyms import Pseudonyms
from tasks.reading.columns import Block, Column, Complaints, Mask
from tasks.reading.gia.headings import DUMPED, required
from tasks.reading.values import plain

PERSONAL = ("Фамилия", "Имя", "Отчество", "Серия", "Номер")


def pupils_without_names(block: Block, keys: Pseudonyms, complaints: Complaints) -> tuple[Block, list[str]]:
    """The block without names and documents, and a key for every row; problems never repeat what they were made of.

    A row with figures in its names has slipped sideways, and who knows what stands in its other cells: it is named as
    a problem and left out, so that no message shows a document in the place of a code.
    """
    columns = [required(block, title, complaints) for title in PERSONAL]
    slipped = _slipped(columns[:3])
    remedy = _("в имени участника цифры: строка сдвинута, верните её ячейки под свои заголовки")
    complaints.every(columns[0], slipped, remedy, hidden=True)
    block, columns = block.where(~slipped), [_where(column, ~slipped) for column in columns]
    surname, name, _patronymic, _series, number = columns
    for column in (surname, name, number):
        complaints.every(column, column.texts == "", _("ячейка пуста: участника не узнать, впишите"), hidden=True)
    people = zip(*(column.texts for column in columns[:3]), strict=True)
    documents = zip(*(column.texts for column in columns[3:]), strict=True)
    pupils = keys.gia(people, documents)
    known = (surname.texts != "") & (number.texts != "")
    repeated = pd.Series(pupils, dtype=object).duplicated().to_numpy() & known
    complaints.every(number, repeated, _("этот участник уже есть в протоколе: оставьте одну строку"), hidden=True)
    headings = [plain(title) for title in PERSONAL]
    return block.without(*headings, *(DUMPED[heading] for heading in headings)), pupils


def _slipped(names: list[Column]) -> Mask:
    slipped: Mask = np.zeros(len(names[0].rows), dtype=bool)
    for column in names:
        slipped |= np.array([bool(re.search(r"\d", text)) for text in column.texts], dtype=bool)
    return slipped


def _where(column: Column, kept: Mask) -> Column:
    return Column(column.sheet, column.title, column.texts[kept], column.rows[kept], column.is_there)
