"""Many documents handed in by one table: what its rows mean, what would come of them, and all of it done or none.

How the answer is shown belongs in deployments/cli/bulk.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, select

from models.errors import FileRefused, VekhaError
from models.language import _
from models.problems import Problem
from models.records import School
from models.steps.book import Book
from tasks.clock import read_day
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.reading.tables import Sheet, open_table
from tasks.record.book import read_book, recorded_definition
from tasks.record.writer import Author, locked_cycle
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


@dataclass(frozen=True)
class Delivery:
    """What came, or would come, of the rows that speak of one step."""

    rows: tuple[int, ...]
    code: str
    unit: str
    window: str
    documents: tuple[str, ...]
    status: str
    message: str


def hand_in_table(
    settings: Settings, table: Path, cycle: StepRef, *, write: bool, as_of: date, author: Author
) -> tuple[Delivery, ...]:
    """Hand in everything that the table lists, in one transaction; with `write` off, only find out what would come.

    cycle: names the roadmap and the year. FileRefused names every row that cannot be handed in; then nothing is.
    """
    lines = read_lines(settings, table, cycle)
    if write:
        return _handed_in(settings, settings, table, lines, write=True, as_of=as_of, author=author)
    # A preview keeps no file: its evidence store is a folder that is gone afterwards.
    with TemporaryDirectory(prefix="vekha-") as away:
        elsewhere = Settings(home=Path(away))
        return _handed_in(settings, elsewhere, table, lines, write=False, as_of=as_of, author=author)


def _handed_in(
    settings: Settings, store: Settings, table: Path, lines: Sequence[Line], *, write: bool, as_of: date, author: Author
) -> tuple[Delivery, ...]:
    deliveries, problems = [], []
    with writing(settings) as session:
        books = _books(session, lines)
        for group in _by_step(lines):
            try:
                deliveries.append(_delivery(session, store, group, books, as_of=as_of, author=author))
            except VekhaError as refused:
                problems.append(_problem(table, group[0], refused))
        if problems:
            # All of it is taken back: what a refused row has left behind by then is no matter.
            raise FileRefused(_refusal(table), problems)
        if not write:
            session.rollback()
    return tuple(deliveries)


def _by_step(lines: Sequence[Line]) -> list[list[Line]]:
    groups: dict[StepRef, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.ref].append(line)
    return list(groups.values())


def _books(session: Session, lines: Sequence[Line]) -> Mapping[str, Book]:
    """What verdicts on all rows rest on, by measure: read once, however many schools hand in."""
    cycle = locked_cycle(session, lines[0].ref.roadmap, lines[0].ref.year)
    known = recorded_definition(session, cycle)[0].by_code
    codes = dict.fromkeys(line.ref.measure for line in lines)
    return {code: read_book(session, cycle, [code]) for code in codes if code in known}


def _delivery(
    session: Session,
    store: Settings,
    group: Sequence[Line],
    books: Mapping[str, Book],
    *,
    as_of: date,
    author: Author,
) -> Delivery:
    ref, papers = group[0].ref, [line.paper for line in group]
    book = books.get(ref.measure)
    outcome = handover.submit(session, store, ref, papers, as_of=as_of, author=author, book=book)
    return Delivery(
        rows=tuple(line.row for line in group),
        code=ref.measure,
        unit=ref.unit,
        window=outcome.step.occurrence,
        documents=tuple(_named(paper) for paper in papers),
        status=outcome.status.value,
        message=outcome.sentence,
    )


def _named(paper: Evidence) -> str:
    """The document as its reader knows it: the file's name, the link, or № and date."""
    if paper.path:
        return paper.path.name
    dated = _(" от {day:%d.%m.%Y}").format(day=paper.dated_on) if paper.dated_on else ""
    return paper.link or f"№ {paper.number}{dated}"


def _problem(table: Path, line: Line, refused: VekhaError) -> Problem:
    said = "; ".join(problem.remedy for problem in refused.problems) if isinstance(refused, FileRefused) else refused
    return Problem(_place(table, line.row), str(line.ref), str(said))


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
        raise FileRefused(_refusal(table), problems)
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
    raise FileRefused(_refusal(table), [Problem(table.name, "", remedy)])


def _wrong_cells(table: Path, row: int, cells: Mapping[str, str], register: Register) -> Iterator[Problem]:
    def problem(column: str, remedy: str) -> Problem:
        return Problem(_place(table, row, column), cells.get(column, ""), remedy)

    if not cells[MEASURE]:
        yield problem(MEASURE, _("пусто: впишите код мероприятия, например T05"))
    if not (cells.get(FILE) or cells.get(LINK) or (cells.get(NUMBER) and cells.get(DATED))):
        yield Problem(_place(table, row), cells[MEASURE], _("сдавать нечего: впишите файл, ссылку или № и дату"))
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
            yield Problem(_place(table, line.row), str(line.ref), remedy)


def _place(table: Path, row: int, column: str = "") -> str:
    place = _("{file}, строка {row}").format(file=table.name, row=row)
    return _("{place}, столбец «{column}»").format(place=place, column=column.capitalize()) if column else place


def _refusal(table: Path) -> str:
    return _("По таблице «{file}» ничего не сдано:").format(file=table.name)
