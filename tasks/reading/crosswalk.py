"""Who of a VPR is who in ГИА: the table in which a school says whose code is whose. Only keys leave this module.

Names and documents become keys first (gia/people.py); what is read afterwards no longer has them. Even so a message
repeats a cell only where it cannot be a name or a number of a document: a person may have typed one anywhere.
"""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, typed
from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    block_below,
    needed_columns,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.gia.people import PERSONAL, people_without_names
from tasks.reading.tables import Sheet, Texts
from tasks.reading.values import Understand, plain

WITHIN = 20
OF_VPR = ("Год", "Логин", "Код участника")
# What of a wrong cell is shown: a few figures, a login's beginning; never what may be a name or a document.
SHOWN = re.compile("(?:sch|edu)?[0-9]{0,4}", re.IGNORECASE)
HIDDEN = "⟨скрыто⟩"


def is_crosswalk(sheet: Sheet) -> bool:
    """Whether a sheet holds a crosswalk: a protocol has no «Код участника», a VPR report no documents."""
    return _heading(sheet) is not None


def _heading(sheet: Sheet) -> int | None:
    """The row of headings; one of the VPR's and one of the person's may be wrong, and is named then."""
    return next((index for index, row in enumerate(sheet.texts[:WITHIN]) if _is_heading(row)), None)


def _is_heading(row: Texts) -> bool:
    said = {plain(text) for text in row}
    return all(sum(plain(title) not in said for title in titles) <= 1 for titles in (OF_VPR, PERSONAL))


def read_crosswalk(sheet: Sheet, register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    """The frame «crosswalk». FileRefused with every problem, none of which names a person."""
    heading = _heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    block = rows_in_place(block_below(sheet, heading), complaints)
    if not len(block) and not complaints:
        complaints.add(_("под заголовком нет ни одной строки: заполните таблицу"), sheet=sheet.name)
    block, examinees = people_without_names(block, keys, complaints)
    frame = _of_vpr(block, register, complaints).assign(examinee=examinees)
    _require_once(frame, block, complaints)
    complaints.refuse()
    frame["pupil"] = _pupils(frame, keys)
    years, schools = sorted(set(frame["year"])), sorted(set(frame["school"]))
    slot = "/".join(["+".join(map(str, years)), "сопоставление", *(schools if len(schools) == 1 else ())])
    year = int(years[0]) if len(years) == 1 else None
    return Loaded(
        "crosswalk", slot, year, len(frame), {"crosswalk": typed("crosswalk", frame)}, tuple(complaints.warnings)
    )


def _of_vpr(block: Block, register: Register, complaints: Complaints) -> pd.DataFrame:
    """year, school, code of every row."""
    year, login, code = needed_columns(block, OF_VPR, complaints)
    whose = _showable(login, values.login)
    remedies = {
        "year": _("год — четыре цифры, например 2024"),
        "school": _("логин школы имеет вид «edu680101» или «sch680101»"),
        "code": _("это не код участника ВПР: нужны цифры, как в файле с результатами"),
    }
    a_year, a_code = values.whole(2015, 2100), values.pupil_number
    frame = pd.DataFrame(
        {
            "year": understood(_showable(year, a_year), a_year, complaints, remedies["year"], dtype=INTEGER),
            "school": understood(whose, values.login, complaints, remedies["school"]),
            "code": understood(_showable(code, a_code), a_code, complaints, remedies["code"]),
        }
    )
    _require_known(frame["school"], whose, register, complaints)
    return frame


def _showable(column: Column, understand: Understand) -> Column:
    """The column as it may be shown: what is understood without the words around it, the rest where it is harmless."""

    def shown(text: str) -> str:
        value = understand(text)
        if value is not None:
            return str(value)
        return text if SHOWN.fullmatch(text) else HIDDEN

    codes, distinct = column.distinct
    return replace(column, texts=np.array([shown(text) for text in distinct], dtype=object)[codes])


def _require_known(schools: pd.Series, column: Column, register: Register, complaints: Complaints) -> None:
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return
    unknown = (schools.notna() & ~schools.isin(register.logins)).to_numpy(dtype=bool)
    complaints.every(column, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))


def _require_once(frame: pd.DataFrame, block: Block, complaints: Complaints) -> None:
    """A code of a school and a year is one person's, and a person has one code a year."""
    column = block.find(plain("Код участника"))
    if column is None:
        return
    said = {
        ("year", "school", "code"): _("этот код участника уже есть выше: оставьте одну строку"),
        ("year", "examinee"): _("у этого человека уже есть код того же года: оставьте одну строку"),
    }
    repeats = np.zeros(len(frame), dtype=bool)
    for names, remedy in said.items():
        rows = frame[list(names)]
        repeated = rows.duplicated().to_numpy() & rows.notna().all(axis=1).to_numpy() & ~repeats
        complaints.every(column, repeated, remedy, hidden=True)
        repeats |= repeated


def _pupils(frame: pd.DataFrame, keys: Pseudonyms) -> pd.Series:
    """The keys that the VPR of these years has; a key is of one year."""
    parts = [
        pd.Series(keys.vpr(rows["school"].tolist(), int(str(year)), rows["code"].tolist()), index=rows.index)
        for year, rows in frame.groupby("year")
    ]
    return pd.concat(parts)
