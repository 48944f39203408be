"""What participants of ГИА got: primary scores, and either test scores or marks; which exam that makes it."""

from dataclasses import dataclass

import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from tasks.reading import values
from tasks.reading.columns import Column, Complaints, missing_column, understood
from tasks.reading.gia.blocks import Exam
from tasks.reading.gia.headings import found

OGE, EGE = "ОГЭ", "ЕГЭ"
SCORES, MARKS = ("балл", "тестовый балл", "итоговый балл"), ("оценка", "отметка")
# The primary score of a foreign language is told in two parts.
PARTS = (
    ("первичный балл устной части", "первичный балл устн. части"),
    ("первичный балл письм. части", "первичный балл письменной части"),
)
# The federal code lists tell the two levels of mathematics apart in several wordings.
MATHEMATICS = {"профил": "математика профильная", "базов": "математика базовая"}
NOTHING = frozenset({"", *values.NOT_ATTEMPTED})


@dataclass(frozen=True)
class Results:
    """Where a block's results stand.

    primary: columns whose sum is the primary score; none where the file does not tell it
    final:   test scores, or marks when marked
    """

    primary: tuple[Column, ...]
    final: Column
    marked: bool


def results_of(exam: Exam, complaints: Complaints) -> Results:
    """The columns of results of a block, the present ones in an appeals file; without any that is a problem."""
    prefix = "текущие / " if exam.appeals else ""
    whole = found(exam.block, f"{prefix}первичный балл")
    parts = [found(exam.block, *(prefix + title for title in titles)) for titles in PARTS]
    both = tuple(part for part in parts if part is not None)
    primary = (whole,) if whole is not None else both if len(both) == len(PARTS) else ()
    marked = found(exam.block, *(prefix + title for title in MARKS))
    scored = found(exam.block, *(prefix + title for title in SCORES))
    final = marked or scored
    if final is None:
        remedy = _("нет столбца с результатом («Оценка», «Балл» или «Тестовый балл»): выгрузите протокол заново")
        final = missing_column(exam.block, _("Оценка"), complaints, remedy)
    return Results(primary, final, marked is not None)


def exam_kind(results: Results, classes: pd.Series, complaints: Complaints) -> str:
    """ОГЭ is marked and sat by class 9; ЕГЭ is scored, or marked in basic mathematics and sat by class 11."""
    if not results.marked:
        return EGE
    ninth = classes.str.match(r"9(?!\d)").fillna(False).astype(bool)
    senior = classes.str.match(r"1[0-2](?!\d)").fillna(False).astype(bool)
    if ninth.any() and senior.any():
        wrong = senior if ninth.sum() >= senior.sum() else ninth
        column = Column(results.final.sheet, _("Класс"), classes.to_numpy(dtype=object), results.final.rows)
        remedy = _("в одном протоколе и 9, и 11 классы: разнесите ОГЭ и ЕГЭ по разным файлам")
        complaints.every(column, wrong.to_numpy(), remedy)
    return EGE if senior.sum() > ninth.sum() else OGE


def subject_of(subject: str, kind: str, results: Results) -> str:
    """The subject as every file calls it; ЕГЭ in mathematics without a level is told by its result."""
    if not subject.startswith("математика"):
        return subject
    named = next((name for part, name in MATHEMATICS.items() if part in subject), None)
    return named or (
        "математика" if kind == OGE else "математика базовая" if results.marked else "математика профильная"
    )


def read_results(frame: pd.DataFrame, exam: Exam, results: Results, complaints: Complaints) -> None:
    """Put primary scores, test scores and marks into the frame; who has no result is no participant, and is counted."""
    low, high = (2, 5) if results.marked else (0, 100)
    remedy = _("результат — целое число от {low} до {high}").format(low=low, high=high)
    understand = values.whole(low, high, missing=NOTHING)
    final = understood(results.final, understand, complaints, remedy, dtype=INTEGER)
    frame["mark" if results.marked else "score"] = final
    if results.primary:
        frame["primary"] = _primary(results, complaints)
    else:
        said = _("{subject}, {day}: нет столбца «Первичный балл», первичных баллов не будет.")
        complaints.warnings.append(said.format(subject=exam.subject, day=exam.held_on))
    has_nothing = pd.Series([text in NOTHING for text in results.final.texts], index=frame.index, dtype=bool)
    if results.primary:
        remedy = _("первичный балл есть, а результата нет: впишите его или выгрузите протокол заново")
        complaints.every(results.final, (has_nothing & frame["primary"].notna()).to_numpy(), remedy)
    if has_nothing.any():
        said = _("{subject}, {day}: строк без результата {count}, они не считаются участниками.")
        count = int(has_nothing.sum())
        complaints.warnings.append(said.format(subject=exam.subject, day=exam.held_on, count=count))


def _primary(results: Results, complaints: Complaints) -> pd.Series:
    """Primary scores; of two parts their sum."""
    remedy = _("первичный балл — целое число от 0 до 100")
    understand = values.whole(0, 100, missing=NOTHING)
    parts = [pd.Series(understood(column, understand, complaints, remedy, dtype=INTEGER)) for column in results.primary]
    return sum(parts[1:], parts[0])
