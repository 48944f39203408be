"""Handing in by a table: what its rows mean, every mistake at its place at once, and all of it or nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlmodel import select

from models.errors import FileRefused
from models.records import Deliverable
from models.steps.status import Status
from tasks.database import reading
from tasks.people.bulk import Delivery, hand_in_table
from tasks.settings import Settings
from tests.factories import BORIS, FIRST, MARCH, SECOND, done, journal, opened, ref, statuses, the_step

HEADER = ("Мероприятие", "Школа", "Срок", "Документ", "Файл", "Ссылка", "№", "Дата")


@pytest.fixture
def ready(home: Settings) -> Settings:
    """Two schools whose B2 can be handed in."""
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    return home


def drawn(folder: Path, *rows: Sequence[object], header: Sequence[str] = HEADER) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    book.save(folder / "сдать.xlsx")
    return folder / "сдать.xlsx"


def handed_in(home: Settings, table: Path, *, write: bool = True) -> tuple[Delivery, ...]:
    return hand_in_table(home, table, ref(""), write=write, as_of=MARCH, author=BORIS)


def refused(home: Settings, table: Path) -> list[str]:
    before = statuses(home), len(journal(home))
    with pytest.raises(FileRefused, match="По таблице «сдать\\.xlsx» ничего не сдано") as refusal:
        handed_in(home, table)
    assert (statuses(home), len(journal(home))) == before
    return [str(problem) for problem in refusal.value.problems]


def test_each_row_is_a_document_and_rows_of_one_step_are_handed_in_together(ready: Settings, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "профиль.docx").write_text("профиль")
    table = drawn(
        tmp_path,
        ("B2", FIRST, "2024-03", "Анкеты", "", "https://example.org/1", "", ""),
        ("B2", "школа  № 2", "", "", "", "", "5", datetime(2024, 3, 1)),
        ("B2", FIRST, "2024-03", "Рисковый", "docs\\профиль.docx", "", "", ""),
    )
    deeds = handed_in(ready, table)
    assert [(deed.rows, deed.unit, deed.status) for deed in deeds] == [
        ((2, 4), FIRST, "submitted"),
        ((3,), SECOND, "planned"),
    ]
    assert deeds[0].documents == ("https://example.org/1", "профиль.docx")
    assert deeds[1].documents == ("№ 5 от 01.03.2024",)
    assert deeds[1].message == "Принято. Осталось сдать: Рисковый профиль."
    assert the_step(ready, "B2", FIRST).status is Status.SUBMITTED
    with reading(ready) as session:
        papers = session.exec(select(Deliverable).where(Deliverable.number == "5")).all()
    assert [(paper.title, paper.dated_on) for paper in papers] == [("Анкеты", date(2024, 3, 1))]


def test_a_preview_says_the_same_and_leaves_no_trace(ready: Settings, tmp_path: Path) -> None:
    (tmp_path / "анкета.pdf").write_text("анкета")
    table = drawn(
        tmp_path, ("B2", FIRST, "", "", "анкета.pdf", "", "", ""), ("B2", FIRST, "", "", "", "", "6", "01.03.2024")
    )
    before = statuses(ready), len(journal(ready))
    shown = handed_in(ready, table, write=False)
    assert (statuses(ready), len(journal(ready))) == before
    assert not ready.evidence.exists()
    assert handed_in(ready, table) == shown
    assert len(list(ready.evidence.rglob("*"))) == 2  # a folder and the file in it


def test_every_wrong_cell_is_named_at_once(ready: Settings, tmp_path: Path) -> None:
    table = drawn(
        tmp_path,
        ("B2", "edu999999", "", "", "", "", "5", "вчера"),
        ("", FIRST, "", "", "", "", "5", "01.03.2024"),
        ("B2", FIRST, "", "", "нет.docx", "", "", ""),
        ("B2", FIRST, "", "", "", "", "", ""),
        ("B2", FIRST, "", "", "", "", "7", ""),
    )
    assert refused(ready, table) == [
        "сдать.xlsx, строка 2, столбец «Дата»: «вчера» — это не дата: напишите 31.08.2024",
        "сдать.xlsx, строка 2, столбец «Школа»: «edu999999» — такой школы в реестре нет: "
        "впишите логин или название точно как в реестре",
        "сдать.xlsx, строка 3, столбец «Мероприятие» — пусто: впишите код мероприятия, например T05",
        "сдать.xlsx, строка 4, столбец «Файл»: «нет.docx» — такого файла нет; "
        f"путь считается от папки таблицы: {tmp_path}",
        "сдать.xlsx, строка 5: «B2» — сдавать нечего: впишите файл, ссылку или № и дату",
        "сдать.xlsx, строка 6: «B2» — сдавать нечего: впишите файл, ссылку или № и дату",
    ]


def test_every_step_that_cannot_be_handed_in_is_named_and_the_good_rows_wait_too(
    ready: Settings, tmp_path: Path
) -> None:
    (tmp_path / "пустой.pdf").touch()
    table = drawn(
        tmp_path,
        ("B2", FIRST, "", "", "", "", "5", "01.03.2024"),
        ("C3", "", "", "", "", "", "6", "01.03.2024"),
        ("B9", "", "", "", "", "", "7", "01.03.2024"),
        ("B2", "", "", "", "", "", "8", "01.03.2024"),
        ("B2", SECOND, "", "Отчёт", "", "", "9", "01.03.2024"),
        ("B2", SECOND, "2024-03", "", "пустой.pdf", "", "", ""),
    )
    told = refused(ready, table)
    assert [problem.split(" — ")[0] for problem in told] == [
        f"сдать.xlsx, строка {row}: «{named}»"
        for row, named in ((3, "C3"), (4, "B9"), (5, "B2"), (6, f"B2 {SECOND}"), (7, f"B2 {SECOND} 2024-03"))
    ]
    for problem, why in zip(told, ("готово 0 из 2", "нет", "назовите школу", "Есть: Анкеты", "файл пуст"), strict=True):
        assert why in problem


def test_a_row_written_twice_is_named(ready: Settings, tmp_path: Path) -> None:
    row = ("B2", FIRST, "", "", "", "", "5", "01.03.2024")
    assert refused(ready, drawn(tmp_path, row, row)) == [
        f"сдать.xlsx, строка 3: «B2 {FIRST}» — повторяет строку 2: удалите одну из них"
    ]


def test_two_schools_of_one_name_must_be_told_apart_by_login(home: Settings, tmp_path: Path) -> None:
    opened(home, "edu680001", "edu690001")
    (told,) = refused(home, drawn(tmp_path, ("B2", "Школа № 1", "", "", "", "", "5", "01.03.2024")))
    assert told.endswith("так называются несколько школ, впишите логин: edu680001, edu690001")


def test_a_table_without_its_columns_or_rows_is_refused_with_what_it_should_have(
    ready: Settings, tmp_path: Path
) -> None:
    (told,) = refused(ready, drawn(tmp_path, ("B2",), header=("Код",)))
    assert "нет столбца «Мероприятие». Столбцы таблицы: «Мероприятие», «Школа»" in told
    (told,) = refused(ready, drawn(tmp_path))
    assert "нет ни одной строки" in told


def test_the_header_may_stand_lower_and_empty_rows_are_passed_over(ready: Settings, tmp_path: Path) -> None:
    table = drawn(tmp_path, HEADER, (), ("B2", FIRST, "", "", "", "", "5", "01.03.2024"), header=("Сдаём в марте",))
    assert [deed.rows for deed in handed_in(ready, table)] == [(4,)]


def test_a_month_that_excel_made_a_date_of_is_still_the_month(ready: Settings, tmp_path: Path) -> None:
    table = drawn(tmp_path, ("B2", FIRST, datetime(2024, 3, 1), "", "", "", "5", "01.03.2024"))
    assert handed_in(ready, table)[0].window == "2024-03-01/2024-04-30"


def test_a_table_that_does_not_exist_is_refused_in_words(ready: Settings, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="файла нет"):
        handed_in(ready, tmp_path / "нет.xlsx")
