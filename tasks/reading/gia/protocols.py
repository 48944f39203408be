"""The frame «gia» of a ГИА file: who got what on an exam day, by keys and canonical logins.

Columns are found by heading, since every second one may be empty (blocks.py, headings.py). Names and documents live in
people.py only.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from models.assessment.layout import TEXT, typed
from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import Column, Complaints, array, rows_in_place, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.gia.blocks import Exam, exams_of
from tasks.reading.gia.headings import required
from tasks.reading.gia.people import pupils_without_names
from tasks.reading.gia.results import OGE, exam_kind, read_results, results_of, subject_of
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING


@dataclass(frozen=True)
class Sat:
    """A block without names and documents, and a key for every row."""

    exam: Exam
    pupils: list[str]


def read_protocols(sheets: list[Sheet], register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    """The frame «gia» of a file's protocols. FileRefused with every problem."""
    if not register.by_code:
        complaints.add(_("сначала загрузите реестр школ: без него коды ОО не узнать"))
    sat = [_sat(exam, keys, complaints) for sheet in sheets for exam in exams_of(sheet, complaints)]
    frames = [_participants(each, register, complaints) for each in sat]
    complaints.refuse()
    frame = typed("gia", pd.concat(frames, ignore_index=True))
    kinds = set(frame["exam"])
    if len(kinds) > 1:
        complaints.add(_("в файле и ОГЭ, и ЕГЭ: разнесите их по двум файлам"))
    if not len(frame):
        complaints.add(_("в протоколах нет ни одного участника: выгрузите файл заново"))
    years = sorted({int(held_on[:4]) for held_on in frame["held_on"]})
    if len(years) > 1:
        complaints.add(_("в файле экзамены разных лет: разнесите их по файлам"), value=", ".join(map(str, years)))
    _refuse_exams_twice(frame, complaints)
    complaints.refuse()
    kind = "oge" if kinds == {OGE} else "ege"
    slot = _slot(frame, [each.exam for each in sat])
    return Loaded(kind, slot, years[0], len(frame), {"gia": frame}, tuple(complaints.warnings))


def _sat(exam: Exam, keys: Pseudonyms, complaints: Complaints) -> Sat:
    block, pupils = pupils_without_names(rows_in_place(exam.block, complaints), keys, complaints)
    return Sat(replace(exam, block=block), pupils)


def _refuse_exams_twice(frame: pd.DataFrame, complaints: Complaints) -> None:
    """Nobody sits an exam twice on a day: a block was pasted twice."""
    once = ["exam", "subject", "held_on", "state", "pupil"]
    repeated = frame.loc[frame.duplicated(once), ["subject", "held_on"]].drop_duplicates()
    for row in repeated.to_dict("records"):
        remedy = _("экзамен стоит в файле дважды с одними участниками: оставьте один раз")
        complaints.add(remedy, value=f"{row['subject']} {row['held_on']}")


def _participants(sat: Sat, register: Register, complaints: Complaints) -> pd.DataFrame:
    """The rows of «gia» that a block gives."""
    exam = sat.exam
    code, group = (required(exam.block, title, complaints) for title in ("Код ОО", "Класс"))
    results = results_of(exam, complaints)
    frame = pd.DataFrame({"pupil": sat.pupils})
    frame["school"] = _schools(code, register, complaints)
    frame["class_name"] = understood(group, _group, complaints, _("это не класс ГИА: нужен вид «9А» или «11»"))
    kind = exam_kind(results, frame["class_name"], complaints)
    frame["exam"], frame["subject"] = kind, subject_of(exam.subject, kind, results)
    frame["year"], frame["held_on"], frame["state"] = int(exam.held_on[:4]), exam.held_on, int(exam.appeals)
    read_results(frame, exam, results, complaints)
    if exam.declared is not None and exam.declared != len(frame):
        said = _("{subject}, {day}: в протоколе участников {declared}, строк {rows}.")
        complaints.warnings.append(
            said.format(subject=exam.subject, day=exam.held_on, declared=exam.declared, rows=len(frame))
        )
    return frame


def _schools(code: Column, register: Register, complaints: Complaints) -> Any:
    if not register.by_code:
        return array([MISSING] * len(code.rows), TEXT)

    def understand(text: str) -> values.Value:
        six = values.school_code(text)
        return register.by_code.get(six) if isinstance(six, str) else None

    remedy = _("такого «Код ОО» нет в реестре школ: исправьте код или загрузите реестр с этой школой")
    return understood(code, understand, complaints, remedy)


def _group(text: str) -> values.Value:
    """A class that sits ГИА; none, for those who left school before."""
    if text == "":
        return MISSING
    name = values.class_name(text)
    return name if isinstance(name, str) and re.match("9(?![0-9])|1[0-2]", name) else None


def _slot(frame: pd.DataFrame, exams: list[Exam]) -> str:
    """Which exams, which state, whose: a corrected file of the same exam day falls into the same slot."""
    days = "+".join(sorted({exam.held_on for exam in exams}))
    subjects = "+".join(sorted(set(frame["subject"])))
    state = "+".join(sorted({"апелляции" if exam.appeals else "протокол" for exam in exams}))
    return "/".join([days[:4], days, subjects, state, _identity(frame, exams)])


def _identity(frame: pd.DataFrame, exams: list[Exam]) -> str:
    """The school, else the municipality's code, else the region."""
    schools = set(frame["school"])
    if len(schools) == 1:
        return str(schools.pop())
    columns = [exam.block.find("код мсу", "код мсо", "код ате") for exam in exams]
    codes = {code for column in columns if column is not None for code in column.texts}
    return f"МСУ {codes.pop()}" if len(codes) == 1 else ""
