"""A table of documents to be handed in: its columns, what each row means, and every cell that cannot be understood.

Handing them in belongs in bulk.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session, select

from models.errors import FileRefused, VekhaError
from models.language import _
from models.problems import Problem
from models.records import School
from tasks.clock import read_day
from tasks.database import reading
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.reading.tables import Sheet, open_table
from tasks.settings import Settings

MEASURE, SCHOOL, WINDOW, TITLE = "мероприятие", "школа", "срок", "документ"
FILE, LINK, NUMBER, DATED = "файл", "ссылка", "№", "дата"
COLUMNS = (MEASURE, SCHOOL, WINDOW, TITLE, FILE, LINK, NUMBER, DATED)
HEADER_ROWS = 10
# A login or a name as it is compared → the schools that go by it.
Register = Mapping[str, Sequence[School]]


@dataclass(frozen=True)
class Line:
    """A row of the table: its number in the file, the step that is meant and the document that is handed in."""

    row: int
    ref: StepRef
    paper: Evidence


def read_lines(settings: Settings, table: Path, cycle: StepRef) -> list[Line]:
    """The table's rows; FileRefused names every cell that cannot be understood, all at once."""
    sheet, header_row, columns = _header(table)
    with reading(settings) as session:
        register = _register(session)
    lines: list[Line] = []
    problems: list[Problem] = []
    for row in range(header_row + 1, len(sheet.texts)):
        cells = {name: sheet.texts[row, column] for name, column in columns.items()}
        if not any(cells.values()):
            continue
        wrong = list(_wrong_cells(table, row + 1, cells, register))
        problems += wrong
        if not wrong:
            lines.append(_line(table, row + 1, cells, register, cycle))
    problems += _repetitions(table, lines)
    if not lines and not problems:
        problems.append(Problem(table.name, "", _("под заголовком нет ни одной строки: впишите, что сдаётся")))
    if problems:
        raise FileRefused(refusal(table), problems)
    return lines


def _header(table: Path) -> tuple[Sheet, int, Mapping[str, int]]:
    """The sheet with the heading «Мероприятие» near its top, that row's index, and where each known column stands."""
    for sheet in open_table(table).sheets:
        for row in range(min(HEADER_ROWS, len(sheet.texts))):
            headings = [" ".join(str(text).casefold().split()) for text in sheet.texts[row]]
            if MEASURE in headings:
                return sheet, row, {name: headings.index(name) for name in COLUMNS if name in headings}
    listed = ", ".join(f"«{name.capitalize()}»" for name in COLUMNS)
    remedy = _("нет столбца «Мероприятие». Столбцы таблицы: {listed}").format(listed=listed)
    raise FileRefused(refusal(table), [Problem(table.name, "", remedy)])


def _wrong_cells(table: Path, row: int, cells: Mapping[str, str], register: Register) -> Iterator[Problem]:
    def problem(column: str, remedy: str) -> Problem:
        return Problem(place_in(table, row, column), cells.get(column, ""), remedy)

    if not cells[MEASURE]:
        yield problem(MEASURE, _("пусто: впишите код мероприятия, например T05"))
    if not (cells.get(FILE) or cells.get(LINK) or (cells.get(NUMBER) and cells.get(DATED))):
        yield Problem(place_in(table, row), cells[MEASURE], _("сдавать нечего: впишите файл, ссылку или № и дату"))
    if not _is_day(cells.get(DATED, "")):
        yield problem(DATED, _("это не дата: напишите 31.08.2024"))
    if cells.get(FILE) and not _path(table, cells[FILE]).is_file():
        folder = table.resolve().parent
        yield problem(FILE, _("такого файла нет; путь считается от папки таблицы: {folder}").format(folder=folder))
    schools = _schools_named(cells.get(SCHOOL, ""), register)
    if cells.get(SCHOOL) and not schools:
        yield problem(SCHOOL, _("такой школы в реестре нет: впишите логин или название точно как в реестре"))
    if len(schools) > 1:
        logins = ", ".join(school.login for school in schools)
        yield problem(SCHOOL, _("так называются несколько школ, впишите логин: {logins}").format(logins=logins))


def _line(table: Path, row: int, cells: Mapping[str, str], register: Register, cycle: StepRef) -> Line:
    schools = _schools_named(cells.get(SCHOOL, ""), register)
    paper = Evidence(
        title=cells.get(TITLE, ""),
        path=_path(table, cells[FILE]) if cells.get(FILE) else None,
        link=cells.get(LINK, ""),
        number=cells.get(NUMBER, ""),
        dated_on=read_day(cells[DATED]) if cells.get(DATED) else None,
    )
    unit = schools[0].login if schools else ""
    return Line(row, replace(cycle, measure=cells[MEASURE], unit=unit, window=_window(cells.get(WINDOW, ""))), paper)


def _window(said: str) -> str:
    """What Excel makes of «2024-08» is the first of August: the month was meant."""
    return said.removesuffix("-01") if len(said) == len("2024-08-01") else said


def _is_day(said: str) -> bool:
    try:
        return not said or bool(read_day(said))
    except VekhaError:
        return False


def _path(table: Path, said: str) -> Path:
    return table.parent / said.replace("\\", "/")


def _register(session: Session) -> Register:
    found: dict[str, list[School]] = defaultdict(list)
    for school in session.exec(select(School)):
        for said in {_folded(school.login), _folded(school.name)}:
            found[said].append(school)
    return found


def _schools_named(said: str, register: Register) -> Sequence[School]:
    """The schools of that login or exact name; case and spaces do not matter."""
    return register.get(_folded(said), ())


def _folded(said: str) -> str:
    return " ".join(said.casefold().split())


def _repetitions(table: Path, lines: Sequence[Line]) -> Iterator[Problem]:
    first: dict[tuple[StepRef, Evidence], int] = {}
    for line in lines:
        before = first.setdefault((line.ref, line.paper), line.row)
        if before != line.row:
            remedy = _("повторяет строку {row}: удалите одну из них").format(row=before)
            yield Problem(place_in(table, line.row), str(line.ref), remedy)


def place_in(table: Path, row: int, column: str = "") -> str:
    """«сдать.xlsx, строка 3», and the column when it is one cell."""
    place = _("{file}, строка {row}").format(file=table.name, row=row)
    return _("{place}, столбец «{column}»").format(place=place, column=column.capitalize()) if column else place


def refusal(table: Path) -> str:
    """The head of a refusal, above every row that is named."""
    return _("По таблице «{file}» ничего не сдано:").format(file=table.name)
