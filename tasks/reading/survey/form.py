"""The Excel form of one school's group, as tasks/survey/forms.py draws it: a row a respondent, a column a question."""

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from models.survey.questionnaire import Questionnaire
from tasks.reading import values
from tasks.reading.columns import Block, Column, Complaints, block_below, rows_in_place, understood
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

# The first cells of the form's rows, by which it is known.
YEAR, SCHOOL, GROUP, NUMBER = "Год", "Школа", "Кто отвечает", "№ отвечающего"
WITHIN = 20


def is_form(sheet: Sheet) -> bool:
    """Whether the sheet is a form: it has the row of codes and says whose it is."""
    first = [plain(text) for text in sheet.texts[:WITHIN, 0]]
    return plain(NUMBER) in first and len({plain(YEAR), plain(SCHOOL), plain(GROUP)} & set(first)) >= 2


def read_form(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The answers. FileRefused with every problem: sheet, row, column, value, remedy."""
    said = {title: _said(sheet, title, complaints) for title in (YEAR, SCHOOL, GROUP)}
    year = _one(said[YEAR], values.whole(2015, 2100), complaints, _("год — четыре цифры, например 2024"))
    school = logins(said[SCHOOL], register, complaints).iloc[0]
    questionnaire = asked_in(year, register, complaints, sheet.name) if isinstance(year, int) else None
    if questionnaire is None:
        complaints.refuse()
    assert questionnaire is not None, "a year without a questionnaire was refused"
    group = _one(said[GROUP], group_named(questionnaire), complaints, groups_wanted(questionnaire))
    block = _filled_rows(sheet, complaints)
    given = _given(block, questionnaire, str(group), complaints)
    if isinstance(group, str) and not questionnaire.groups[group].anonymous and len(block) > 1:
        remedy = _("официальная форма одна на школу: оставьте одну строку")
        complaints.add(remedy, sheet=sheet.name, row=int(block.rows[1]))
    given = given.assign(school=school, group=str(group))
    return loaded_answers(given, int(str(year)), questionnaire, len(block), complaints)


def _said(sheet: Sheet, title: str, complaints: Complaints) -> Column:
    """The cell beside a title, as a column of one."""
    for row, texts in enumerate(sheet.texts[:WITHIN]):
        if plain(texts[0]) == plain(title) and len(texts) > 1:
            return Column(sheet.name, title, texts[1:2], np.array([row + 1]))
    remedy = _("в форме нет этой строки: возьмите форму заново (vekha survey forms)")
    complaints.add(remedy, sheet=sheet.name, value=title)
    return Column(sheet.name, title, np.array([""], dtype=object), np.array([1]), is_there=False)


def _one(column: Column, understand: values.Understand, complaints: Complaints, remedy: str) -> object:
    (found,) = understood(column, understand, complaints, remedy, dtype="object")
    return None if found is pd.NA else found


def _filled_rows(sheet: Sheet, complaints: Complaints) -> Block:
    """The rows of those who answered anything."""
    heading = next(row for row, texts in enumerate(sheet.texts[:WITHIN]) if plain(texts[0]) == plain(NUMBER))
    block = rows_in_place(block_below(sheet, heading), complaints)
    answered = (block.texts[:, 1:] != "").any(axis=1)
    if not answered.any():
        complaints.add(_("в форме нет ни одного ответа: заполните её"), sheet=sheet.name, row=heading + 1)
    return block.where(answered)


def _given(block: Block, questionnaire: Questionnaire, group: str, complaints: Complaints) -> pd.DataFrame:
    """The answers of the form, a row each; persons are the form's rows."""
    asked = {question.code: question for question in questionnaire.of_group(group)}
    parts: list[pd.DataFrame] = []
    for title in block.titles[1:] if asked else ():
        if title not in asked:
            remedy = _("такого вопроса в форме этой группы нет: возьмите форму заново (vekha survey forms)")
            complaints.add(remedy, sheet=block.sheet, row=block.heading, column=title, value=title)
            continue
        column, answers = block.find(plain(title)), questionnaire.answers_to(asked[title])
        assert column is not None, "the title is one of the block's own"
        found = understood(column, choice(answers), complaints, choices_wanted(answers), dtype=INTEGER)
        parts.append(pd.DataFrame({"person": block.rows, "question": title, "answer": found}))
    for code in sorted(set(asked) - set(block.titles)):
        remedy = _("нет такого столбца: возьмите форму заново (vekha survey forms)")
        complaints.add(remedy, sheet=block.sheet, row=block.heading, column=code)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["person", "question", "answer"])
