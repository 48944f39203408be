"""Excel forms of the survey: one workbook for a school's group, a row a respondent, no names, only answers unlocked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.language import _
from models.survey.questionnaire import KEPT_FROM, Question, Questionnaire
from tasks.documents.head import XLSX, Document
from tasks.reading.survey.form import GROUP, NUMBER, SCHOOL, YEAR

# Rows of the sheet, from 1 on.
YEAR_ROW, SCHOOL_ROW, GROUP_ROW, NOTE_ROW, TEXT_ROW, SCALE_ROW, CODE_ROW = range(1, 8)
SPARE = 100  # rows where the register does not say how many are asked
SHADE = PatternFill("solid", fgColor="E7ECF4")
WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Surveyed:
    """A school to ask: its login and name, and how many of each group are asked, where that is known."""

    login: str
    name: str
    asked: dict[str, int]


def forms(questionnaire: Questionnaire, year: int, schools: Iterable[Surveyed], source: str) -> Iterator[Document]:
    """A form for each school and each group of that source (survey, self)."""
    for school in schools:
        for group in questionnaire.groups_of(source):
            title = _("Анкета")
            name = f"{title} {year} {school.login} {questionnaire.groups[group].title}.xlsx"
            yield Document(name, _form(questionnaire, year, school, group), XLSX)


def _form(questionnaire: Questionnaire, year: int, school: Surveyed, group: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has a sheet"
    sheet.title = _("Анкета")
    questions = questionnaire.of_group(group)
    is_one = not questionnaire.groups[group].anonymous
    rows = 1 if is_one else school.asked.get(group, SPARE)
    _head(sheet, questionnaire, year, school, group)
    _questions(sheet, questionnaire, questions)
    _answer_cells(sheet, questionnaire, questions, rows)
    _instructions(book.create_sheet(_("Как заполнять")), questionnaire, group)
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator = "Vekha"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet, questionnaire: Questionnaire, year: int, school: Surveyed, group: str) -> None:
    """Whose form it is. The titles are not translated: a form is read wherever it was made."""
    said = (
        (YEAR, str(year)),
        (SCHOOL, f"{school.login} {school.name}".strip()),
        (GROUP, questionnaire.groups[group].title),
    )
    for row, (title, value) in enumerate(said, start=YEAR_ROW):
        sheet.cell(row, 1, title).font = Font(bold=True)
        sheet.cell(row, 2, value)
    sheet.cell(NOTE_ROW, 1, _anonymity(questionnaire, group)).font = Font(italic=True)


def _anonymity(questionnaire: Questionnaire, group: str) -> str:
    if questionnaire.groups[group].anonymous:
        return _(
            "Анкета анонимная: не пишите имён. Одна строка — один человек. "
            "Если ответивших меньше {least}, их ответы не хранятся."
        ).format(least=KEPT_FROM)
    return _("Официальная форма школы: заполняется одна строка.")


def _questions(sheet: Worksheet, questionnaire: Questionnaire, questions: Sequence[Question]) -> None:
    """The questions, how they are answered, and the row of codes by which the form is read."""
    for row, heading in ((TEXT_ROW, _("Вопрос")), (SCALE_ROW, _("Ответы")), (CODE_ROW, NUMBER)):
        sheet.cell(row, 1, heading).font = Font(bold=True)
    for column, question in enumerate(questions, start=2):
        answers = questionnaire.answers_to(question)
        sheet.cell(TEXT_ROW, column, question.text).alignment = WRAPPED
        numbered = "\n".join(f"{number} — {words}" for number, words in enumerate(answers, start=1))
        sheet.cell(SCALE_ROW, column, numbered).alignment = WRAPPED
        sheet.cell(CODE_ROW, column, question.code)
        for row in (TEXT_ROW, SCALE_ROW, CODE_ROW):
            sheet.cell(row, column).fill = SHADE
        sheet.column_dimensions[get_column_letter(column)].width = 26
    sheet.column_dimensions["A"].width = 16
    sheet.row_dimensions[TEXT_ROW].height, sheet.row_dimensions[SCALE_ROW].height = 76, 78
    sheet.freeze_panes = f"B{CODE_ROW + 1}"


def _answer_cells(sheet: Worksheet, questionnaire: Questionnaire, questions: Sequence[Question], rows: int) -> None:
    """Unlocked cells that take a number of the scale and nothing else; everything around them is locked."""
    last = CODE_ROW + rows
    for number in range(1, rows + 1):
        sheet.cell(CODE_ROW + number, 1, number)
        for column in range(2, len(questions) + 2):
            sheet.cell(CODE_ROW + number, column).protection = Protection(locked=False)
    for scale, answers in questionnaire.scales.items():
        columns = [place for place, question in enumerate(questions, start=2) if question.scale == scale]
        if columns:
            rule = _rule(answers)
            for column in columns:
                letter = get_column_letter(column)
                rule.add(f"{letter}{CODE_ROW + 1}:{letter}{last}")
            sheet.add_data_validation(rule)
    sheet.protection.sheet = True


def _rule(answers: Sequence[str]) -> DataValidation:
    rule = DataValidation("whole", operator="between", formula1="1", formula2=str(len(answers)), allow_blank=True)
    rule.errorTitle, rule.error = _("Такого ответа нет"), _("Впишите число от 1 до {most}.").format(most=len(answers))
    rule.promptTitle = _("Ответ")
    rule.prompt = "\n".join(f"{number} — {words}" for number, words in enumerate(answers, start=1))
    rule.showErrorMessage = rule.showInputMessage = True
    return rule


def _instructions(sheet: Worksheet, questionnaire: Questionnaire, group: str) -> None:
    lines = (
        questionnaire.title,
        questionnaire.about,
        _anonymity(questionnaire, group),
        _("В каждую ячейку впишите номер ответа; варианты — под вопросом. Не знаете, что ответить, — оставьте пусто."),
        _("Строки, столбцы и коды вопросов не меняйте: по ним форма читается."),
        _("Заполненный файл верните тому, кто его прислал; он загрузит его командой vekha load."),
    )
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, 1, line).alignment = WRAPPED
    sheet.column_dimensions["A"].width = 100
    sheet.protection.sheet = True
