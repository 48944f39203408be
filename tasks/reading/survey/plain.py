"""The plain table that any form service can be brought to: one row an answer (docs/survey.md)."""

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from models.survey.questionnaire import Questionnaire
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    block_below,
    heading_row,
    needed_columns,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.survey.answers import (
    asked_in,
    choice,
    choices_wanted,
    group_named,
    groups_wanted,
    loaded_answers,
    logins,
)
from tasks.reading.tables import Sheet
from tasks.reading.values import plain

YEAR, SCHOOL, GROUP, PERSON, QUESTION, ANSWER = COLUMNS = (
    "year",
    "school_login",
    "respondent_group",
    "respondent_no",
    "question_code",
    "answer",
)
WITHIN = 10


def is_plain_answers(sheet: Sheet) -> bool:
    """Whether the sheet has the table's headings: all but one, so that one left out is named."""
    return any(_known(row) >= len(COLUMNS) - 1 for row in sheet.texts[:WITHIN])


def _known(row: np.ndarray) -> int:
    return len({plain(text) for text in row} & set(COLUMNS))


def read_plain_answers(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The answers. FileRefused with every problem: row, column, value, remedy."""
    heading = heading_row(sheet, COLUMNS, WITHIN)
    if heading is None:
        heading = max(range(min(WITHIN, len(sheet.texts))), key=lambda row: _known(sheet.texts[row]))
    block = rows_in_place(block_below(sheet, heading), complaints)
    if not len(block):
        complaints.add(_("под заголовком нет ни одной строки: заполните таблицу"), sheet=sheet.name)
    columns = dict(zip(COLUMNS, needed_columns(block, COLUMNS, complaints), strict=True))
    year = _year(columns[YEAR], complaints)
    questionnaire = asked_in(year, register, complaints, sheet.name) if year else None
    if questionnaire is None:
        complaints.refuse()
    assert year is not None, "a file without a year was refused"
    assert questionnaire is not None, "a year without a questionnaire was refused"
    given = _given(columns, block, questionnaire, register, complaints)
    return loaded_answers(given, year, questionnaire, len(block), complaints)


def _year(column: Column, complaints: Complaints) -> int | None:
    """The year of all rows; None, and a problem, when they are of none or of several."""
    remedy = _("год — четыре цифры, например 2024")
    said = pd.Series(understood(column, values.whole(2015, 2100), complaints, remedy, dtype=INTEGER))
    years = said.dropna().unique()
    if len(years) > 1:
        differing = said.ne(years[0]).fillna(False).to_numpy(bool)
        complaints.every(column, differing, _("в файле ответы разных лет: загрузите каждый год отдельным файлом"))
    return int(years[0]) if len(years) else None


def _given(
    columns: dict[str, Column],
    block: Block,
    questionnaire: Questionnaire,
    register: Register,
    complaints: Complaints,
) -> pd.DataFrame:
    known = {code: code for code in questionnaire.by_code}
    wanted = groups_wanted(questionnaire)
    frame = pd.DataFrame(
        {
            "school": logins(columns[SCHOOL], register, complaints),
            "group": understood(columns[GROUP], group_named(questionnaire), complaints, wanted),
            "person": understood(
                columns[PERSON], values.required, complaints, _("впишите номер отвечающего"), hidden=True
            ),
            "question": understood(
                columns[QUESTION], known.get, complaints, _("такого вопроса в опроснике нет: проверьте код")
            ),
        }
    )
    frame["answer"] = _answers(frame, columns[ANSWER], questionnaire, complaints)
    _require_own_questions(frame, columns[QUESTION], questionnaire, complaints)
    _require_one_answer(frame, columns[ANSWER], complaints)
    _require_one_form(frame, columns[PERSON], questionnaire, complaints)
    return frame


def _answers(frame: pd.DataFrame, column: Column, questionnaire: Questionnaire, complaints: Complaints) -> pd.Series:
    """Each answer by the scale of its question."""
    scale_of = {code: question.scale for code, question in questionnaire.by_code.items()}
    scales, found = frame["question"].map(scale_of), pd.Series(pd.NA, index=frame.index, dtype=INTEGER)
    for scale, answers in questionnaire.scales.items():
        rows = scales.eq(scale).to_numpy(bool, na_value=False)
        part = Column(column.sheet, column.title, column.texts[rows], column.rows[rows], column.is_there)
        found[rows] = understood(part, choice(answers), complaints, choices_wanted(answers), dtype=INTEGER)
    return found


def _require_own_questions(
    frame: pd.DataFrame, column: Column, questionnaire: Questionnaire, complaints: Complaints
) -> None:
    """A group answers its own questions."""
    own = frame["question"].map({code: question.group for code, question in questionnaire.by_code.items()})
    other = (own.notna() & frame["group"].notna() & own.ne(frame["group"])).fillna(False).to_numpy(bool)
    complaints.every(column, other, _("этот вопрос задают другой группе: проверьте код вопроса и группу"))


def _require_one_answer(frame: pd.DataFrame, column: Column, complaints: Complaints) -> None:
    """A row repeated word for word is one; two different answers of one person to one question are a problem."""
    keys = ["school", "group", "person", "question"]
    there = frame[keys].notna().all(axis=1)
    again = frame.duplicated(keys) & ~frame.duplicated([*keys, "answer"]) & there
    remedy = _("тот же отвечающий уже ответил на этот вопрос иначе: оставьте одно")
    complaints.every(column, again.to_numpy(bool), remedy)


def _require_one_form(
    frame: pd.DataFrame, column: Column, questionnaire: Questionnaire, complaints: Complaints
) -> None:
    """Of a group that is not anonymous there is one form a school."""
    official = [code for code, group in questionnaire.groups.items() if not group.anonymous]
    own = frame[frame["group"].isin(official)].dropna(subset=["school", "person"])
    first = own.groupby(["school", "group"])["person"].transform("first")
    others = own.index[own["person"].ne(first)]
    wrong = frame.index.isin(others) & ~frame.duplicated(["school", "group", "person"]).to_numpy()
    complaints.every(column, wrong, _("официальная форма одна на школу: оставьте ответы одного"), hidden=True)
