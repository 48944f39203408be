"""Documents open again and say the right numbers; what everybody sees holds counts only."""

import re
import zipfile
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from docx import Document as read_docx
from openpyxl import load_workbook

from models.assessment.analysis import Context, Result
from models.assessment.layout import Frames
from models.assessment.registry import ANALYSES
from tasks.documents.head import DOCX, XLSX
from tasks.documents.rendering import Document, DocumentHead, markdown, render
from tasks.reading.roadmap import read_roadmap
from tests.models.assessment.effect.factories import group
from tests.models.assessment.factories import context, exam, frames, rows, work

SUBJECTS = ("математика", "русский язык", "история", "биология", "физика")
HEAD = DocumentHead(
    roadmap="Дорожная карта <повышения> качества & результатов",
    measure="T10.2 Перечень филиалов",
    place="п. 10, второй подпункт",
    years=(2022, 2023),
    as_of=date(2024, 8, 31),
    order="№ 123 от 01.02.2024",
)
ASKED = context(2022, 2023)
PLACES = [(5, "математика"), (5, "русский язык"), (6, "математика")]
KEY = "0123456789abcdef01234567"


@cache
def region() -> Frames:
    """One school, low everywhere, whose register name and staff code try to be a formula."""
    vpr = [work(12, 6, subject=s, year=y) for s in SUBJECTS for y in (2022, 2023)]
    vpr = [part.assign(pupil=(KEY + part["pupil"].str[-2:]).astype("string")) for part in vpr]
    answers = ({"task": "1", "pupil": f"{KEY}-{i}", "score": i % 2, "max_score": 2} for i in range(12))
    taught = ({"subject": s, "teacher": "+П-01", "branch": "@с. Дальнее"} for s in SUBJECTS)
    return frames(
        vpr=vpr,
        vpr_tasks=rows("vpr_tasks", *answers),
        tasks=rows("tasks", {"task": "1", "element": "1.1 | Дроби"}),
        gia=[
            exam(40, 20, year=2022, class_name="9А"),
            exam(40, 4, year=2023, class_name="9А"),
            exam(5, 2, school="edu680102"),
        ],
        assignments=rows("assignments", *taught),
        schools=rows(
            "schools", {"name": '=HYPERLINK("http://x")'}, {"school": "edu680102", "name": "МКОУ «ООШ» & <филиал>"}
        ),
    )


def result_of(name: str, data: Frames) -> Result:
    return ANALYSES[name].compute(data, ASKED)


@cache
def found(name: str) -> Result:
    return result_of(name, region())


def rendered(name: str, data: Frames) -> tuple[Document, Document]:
    return render(name, result_of(name, data), HEAD, data["schools"])


@cache
def letter(name: str) -> Document:
    return rendered(name, region())[0]


@cache
def workbook(name: str) -> Document:
    return rendered(name, region())[1]


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def table_of(content: bytes) -> list[dict[str, Any]]:
    """The list's rows by header."""
    lines = cells(content)
    top = next(place for place, line in enumerate(lines) if line[0] == "№")
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :] if isinstance(line[0], int)]


@pytest.mark.parametrize("name", ANALYSES)
def test_equal_results_make_equal_bytes_without_the_clock(name: str) -> None:
    first, second = (letter(name), workbook(name)), rendered(name, region())
    assert first == second
    assert [paper.media_type for paper in first] == [DOCX, XLSX]
    for paper in first:
        with zipfile.ZipFile(BytesIO(paper.content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2024-08-31T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_result_still_makes_both_papers(name: str) -> None:
    on_nothing, list_of_nothing = rendered(name, frames())
    assert "{" not in letter_text(on_nothing.content)
    # The effect has a row for each method in any case, and each says that nothing can be concluded.
    rows_left = [row for row in table_of(list_of_nothing.content) if row.get("Вывод") != "вывода нет"]
    assert rows_left == []
    assert markdown(name, result_of(name, frames()), HEAD).startswith("## ")


# One school is no region to stand out in or to learn from.
@pytest.mark.parametrize("name", sorted(set(ANALYSES) - {"objectivity", "pupils_before_exams"}))
def test_a_list_has_as_many_rows_as_were_found_under_a_frozen_header_with_filters(name: str) -> None:
    content = workbook(name).content
    assert 0 < len(found(name).table) == len(table_of(content))
    for sheet in load_workbook(BytesIO(content)).worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None


def test_a_low_branch_stands_with_its_subjects_and_their_numbers() -> None:
    content = workbook("low_branches").content
    (row,) = table_of(content)
    assert (row["Школа"], row["Филиал"], row["Предметов"]) == ('=HYPERLINK("http://x")', "@с. Дальнее", 5)
    reasons = load_workbook(BytesIO(content)).worksheets[1]
    share = next(cell for cells in reasons.iter_rows() for cell in cells if cell.value == 0.5)
    assert share.number_format == "0.0%"


@pytest.mark.parametrize("name", ANALYSES)
def test_restricted_workbooks_carry_their_mark_and_others_do_not(name: str) -> None:
    text = " ".join(str(value) for line in cells(workbook(name).content) for value in line)
    assert ("Содержит сведения ограниченного доступа" in text) == found(name).restricted


@pytest.mark.parametrize("name", ["pupils_at_risk", "teacher_support", "pupils_before_exams"])
def test_a_letter_about_people_names_nobody_and_says_where_the_names_are(name: str) -> None:
    text = letter_text(letter(name).content)
    assert KEY not in text
    assert "П-01" not in text
    assert "они — в приложении ограниченного доступа" in text


@pytest.mark.parametrize("name", ANALYSES)
def test_what_everybody_sees_names_neither_pupils_nor_teachers(name: str) -> None:
    text = markdown(name, found(name), HEAD)
    assert not re.search(r"[0-9a-f]{16,}", text)
    assert "П-01" not in text
    assert "п. 10, второй подпункт" in text
    assert ("ограниченного доступа" in text) == found(name).restricted


def test_restricted_markdown_still_counts() -> None:
    text = markdown("pupils_at_risk", found("pupils_at_risk"), HEAD)
    assert "В группе риска 6\u00a0обучающихся в 1\u00a0школе" in text
    assert "| Школа |" not in text


def test_markup_in_data_stays_text() -> None:
    text = markdown("hard_elements", found("hard_elements"), HEAD)
    assert "| 5 | математика | 1.1 \\| Дроби | Б | 25,0 |" in text


def letter_text(content: bytes) -> str:
    page = read_docx(BytesIO(content))
    table_texts = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *table_texts])


def test_the_letter_on_low_results_says_who_by_which_rule_and_on_what_numbers() -> None:
    text = letter_text(letter("low_results").content)
    assert "31\u00a0августа 2024" in text
    order = "приказ №\u00a0123 от 01.02.2024"
    assert f"«Дорожная карта <повышения> качества & результатов» ({order}), п.\u00a010, второй" in text
    assert "Низкие результаты: 1\u00a0школа из 2 с результатами." in text
    assert "не менее 30 % её участников" in text
    assert "2023: ВПР, 5 класс, математика — 6 из 12 (50,0\u00a0%)" in text
    assert "R1, R2" in text
    assert "{" not in text
    assert "менее 10" not in text  # nothing here is small


def test_small_numbers_are_explained_where_they_stand() -> None:
    data = {**region(), "gia": exam(5, 2, subject="математика"), "vpr": work(5, 2)}
    text = letter_text(rendered("low_results", data)[0].content)
    assert "2023: ОГЭ, математика — доля скрыта (малые числа)*" in text
    assert "2 из 5" not in text
    assert "* Участников менее 10" in text


def test_a_letter_without_schools_says_so() -> None:
    text = letter_text(rendered("low_results", frames())[0].content)
    assert "Школ, отвечающих правилам R1 или R2, не выявлено." in text


def test_the_letter_on_dynamics_names_changes_with_their_intervals() -> None:
    text = letter_text(letter("dynamics").content)
    assert "Улучшение — 1, ухудшение — 0" in text
    assert "Сравнить нельзя (нет участников в одном из годов) — 1." in text
    assert "50,0\u00a0%\n(20 из 40)" in text
    assert "доля скрыта\n(малые числа)" in text, "4 of 40"
    assert "4 из 40" not in text
    assert "−40,0" not in text, "with the other end it would tell the hidden one"
    assert "{" not in text


def test_the_documents_properties_say_the_day_it_speaks_of() -> None:
    properties = read_docx(BytesIO(letter("dynamics").content)).core_properties
    assert properties.modified is not None
    assert properties.modified.replace(tzinfo=None) == datetime(2024, 8, 31)
    assert letter("dynamics").file_name == "Справка о динамике образовательных результатов 31.08.2024.docx"


def test_numbers_that_tell_of_a_few_pupils_are_withheld_in_the_reasons_of_lists() -> None:
    subjects = ("русский язык", "математика", "биология", "история")
    works = [work(9, 5, subject=subject) for subject in subjects]
    data = frames(vpr=works, schools=rows("schools", {}))
    reasons = load_workbook(BytesIO(rendered("low_classes", data)[1].content)).worksheets[1]
    said = [[cell.value for cell in line] for line in reasons.iter_rows()]
    assert sum(line.count("скрыто") for line in said) == 2 * len(subjects), "of each subject the count and the share"


def test_a_share_of_few_participants_is_withheld_everywhere_it_is_shown() -> None:
    answers = ({"pupil": str(i), "task": "1", "score": 0, "max_score": 2} for i in range(9))
    marks = rows("vpr", *({"pupil": str(i), "mark": 2} for i in range(9)))
    tasks = rows("tasks", {"task": "1", "element": "1.1 Дроби"})
    result = result_of("hard_elements", frames(vpr=marks, vpr_tasks=rows("vpr_tasks", *answers), tasks=tasks))
    assert len(result.table) == 1
    assert "| скрыто |" in markdown("hard_elements", result, HEAD)


def of_math(grade: int, low: int, *, year: int, most: int = 1) -> tuple[Any, Any]:
    """A VPR work in mathematics and its only task."""
    tasks = rows("vpr_tasks", {"task": "1", "max_score": most, "pupil": "p"}, year=year, grade=grade)
    return work(40, low, year=year, grade=grade), tasks


def test_the_letter_on_dynamics_says_whether_support_helped_with_the_interval_or_why_it_cannot() -> None:
    silent = letter_text(letter("dynamics").content)
    assert "9. Помогла ли поддержка" in silent
    why = "нет утверждённого перечня школ, поддержанных к этому году"
    assert f"Данные не позволяют утверждать, что поддержка помогла или не помогла: {why}." in silent
    listed = [f"edu6800{place:02d}" for place in range(9)]
    marks = [
        work(20, low, year=year, school=f"edu6800{place:02d}")
        for place in range(39)
        for year, low in ((2021, 4), (2022, 8), (2023, 8), (2024, 2 + place % 3 if place < 9 else 6 + place % 3))
    ]
    data = {**frames(vpr=marks), "group": group(listed)}
    answer = ANALYSES["dynamics"].compute(data, context(2021, 2022, 2023, 2024))
    text = letter_text(render("dynamics", answer, HEAD, region()["schools"])[0].content)
    assert re.search(
        r"Изменение у поддержанных школ лучше, чем у остальных, на \d,\d\d стандартного отклонения \(95-процентный "
        r"интервал от \+\d,\d\d до \+\d,\d\d; школ 9, для сравнения 30\)",
        text,
    )
    assert "В перечне 9; вошли в сравнение 9, с ними сравнивались 30." in text
    assert "Выход школы из перечня — не доказательство эффекта" in text
    assert "ни об одной школе отдельно он не говорит" in text


def test_the_letter_on_dynamics_says_what_may_not_be_compared_and_follows_parallels_and_years() -> None:
    works = [of_math(5, 5, year=2023), of_math(5, 20, year=2024, most=2), of_math(6, 20, year=2024)]
    gia = [exam(40, low, year=year) for year, low in ((2022, 5), (2023, 13), (2024, 21))]
    data = {
        **frames(vpr=[w for w, _t in works], vpr_tasks=[t for _w, t in works], gia=gia),
        "schools": rows("schools", {}),
    }
    result = ANALYSES["dynamics"].compute(data, context(2022, 2023, 2024))
    text = letter_text(render("dynamics", result, HEAD, data["schools"])[0].content)
    assert "— ВПР, 5 класс, математика: 2023 г. — другой состав заданий или другие баллы за них" in text
    assert "Не сопоставляются (другая работа или другой срок проведения) — 1." in text
    assert "За три года и более: 1\u00a0ряд результатов; улучшение — 0, ухудшение — 1." in text
    assert "+20,0\n[" in text
    assert "При переходе в следующий класс, по предметам: 1\u00a0параллель" in text
    assert "интервала нет: школ мало" in text
    assert "{" not in text


def test_the_lists_of_schools_stand_on_sheets_of_their_own_with_their_criterion() -> None:
    good = [work(20, 0, year=y, grade=g, subject=s, school="edu680102") for y in (2022, 2023) for g, s in PLACES]
    data = {**region(), **frames(vpr=[*good, work(20, 6)]), "schools": region()["schools"]}
    book = load_workbook(BytesIO(rendered("school_lists", data)[1].content))
    assert book.sheetnames == ["Группа риска", "Стабильно высокие", "Основания"]
    risk, high = ([[cell.value for cell in row] for row in book[name].iter_rows()] for name in book.sheetnames[:2])
    assert any("edu680101" in row for row in risk)
    assert not any("edu680102" in row for row in risk)
    assert any("edu680102" in row for row in high)
    assert any("рейтинг не составляется" in str(cell) for row in risk for cell in row)
    shown = markdown("school_lists", result_of("school_lists", data), HEAD)
    assert "В группе риска 1\u00a0школа из 2" in shown
    assert "| edu680102 | стабильно высокие | 0 |" in shown


def test_the_target_of_the_order_is_answered_where_the_order_sets_one() -> None:
    parameters = read_roadmap("novokuznetsk-2022").assessment
    assert parameters.low_schools_at_most == 6
    result = ANALYSES["low_results"].compute(region(), Context((2022, 2023), parameters))
    said = "Доля школ с низкими результатами — 1 из 2 (50,00\u00a0%): целевой показатель «не более 6 %» не достигнут."
    assert said in letter_text(render("low_results", result, HEAD, region()["schools"])[0].content)
    assert said in markdown("low_results", result, HEAD)
    assert "целевой показатель" not in markdown("low_results", found("low_results"), HEAD)
