"""The plan in Word: the order's table with its sections, ready to be signed, and its blank that people may edit."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from models.roadmap.printing import table
from models.steps.execution import Execution
from tasks.documents import TEMPLATES
from tasks.documents.plan import blank
from tasks.documents.plan.docx import plan_document
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six, six_with
from tests.tasks.documents.plan.plans import an_execution, in_word, rows_in_word

DAY = date(2024, 8, 31)


@pytest.mark.parametrize("name", shipped_names())
def test_every_row_of_the_order_is_there_in_its_words(name: str) -> None:
    roadmap = read_roadmap(name)
    printed = table(roadmap)
    expected = [list(printed.columns.values())]
    for section in printed.sections:
        expected.append([section.title])
        expected += [[row.cell(column) for column in printed.columns] for row in section.rows]
    found = rows_in_word(plan_document(roadmap, None, DAY))
    assert [len(row) for row in found] == [len(row) for row in expected]
    assert found == expected


def test_what_is_done_stands_in_a_column_of_its_own() -> None:
    marks = {"A1": an_execution(closed_on=date(2024, 2, 20), documents=("Справка: № 7 от 19.02.2024",))}
    header, _section, first, second, *_rest = rows_in_word(plan_document(six(), marks, DAY))
    assert header[-1] == "Отметка об исполнении"
    assert first[-1] == "Исполнено 20.02.2024\nСправка: № 7 от 19.02.2024"
    assert second[-1] == ""


def test_the_day_is_said_only_where_something_is_marked() -> None:
    plain, marked = (in_word(plan_document(six(), marks, DAY)) for marks in (None, dict[str, Execution]()))
    said = "Сведения об исполнении на 31\u00a0августа 2024\u00a0г."
    assert said in [paragraph.text for paragraph in marked.paragraphs]
    assert not any("Сведения" in paragraph.text for paragraph in plain.paragraphs)


def test_it_prints_on_a4_on_its_side_in_times_with_the_header_on_every_page() -> None:
    page = in_word(plan_document(read_roadmap("kirsanov-2024"), None, DAY))
    section = page.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert page.styles["Normal"].font.name == "Times New Roman"
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    (drawn,) = page.tables
    assert "w:tblHeader" in drawn.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in drawn.rows)
    widths = sum(cell.width.cm for cell in drawn.rows[2].cells)
    assert widths == pytest.approx(26.6, abs=0.1)


def test_a_row_longer_than_half_a_page_may_go_on_overleaf() -> None:
    content = plan_document(six_with("A1", text="слово " * 400), None, DAY)
    row = in_word(content).tables[0].rows[2]
    assert "w:cantSplit" not in row._tr.xml


def test_a_section_and_a_heading_stay_with_what_follows() -> None:
    page = in_word(plan_document(read_roadmap("kirsanov-2024"), None, DAY))
    rows = {row.cells[1].text: row for row in page.tables[0].rows}
    assert page.styles[blank.SECTION].paragraph_format.keep_with_next
    heading = rows["Реализация мероприятий проекта «Эффективный урок»:"]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in heading.cells)


def test_it_ends_with_the_authoritys_line_for_a_signature() -> None:
    *_table, who, line, caption, day = [p.text for p in in_word(plan_document(six(), None, DAY)).paragraphs]
    assert who == "Отдел образования"
    assert line.strip("\t") == ""
    assert caption.split("\t\t") == ["(должность)", "(подпись)", "(инициалы, фамилия)"]
    assert "20____ г." in day


def test_what_people_wrote_is_never_a_template() -> None:
    content = plan_document(six_with("A1", text="{{ 7 * 7 }} & <b"), None, DAY)
    assert rows_in_word(content)[2][1] == "{{ 7 * 7 }} & <b"


def test_equal_plans_have_equal_bytes_and_no_clock() -> None:
    content = plan_document(six(), None, DAY)
    assert content == plan_document(six(), None, DAY)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_blank_can_be_made_anew_and_is_the_one_that_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blank, "PLAN_BLANK", tmp_path / "plan.docx")
    shipped = TEMPLATES / "plan.docx"
    blank.write_plan_blank()
    marks = re.findall(r"{[{%].*?[}%]}", " ".join(p.text for p in in_word(shipped.read_bytes()).paragraphs))
    made = re.findall(
        r"{[{%].*?[}%]}", " ".join(p.text for p in in_word((tmp_path / "plan.docx").read_bytes()).paragraphs)
    )
    assert marks == made
    assert "{{ table }}" in marks
