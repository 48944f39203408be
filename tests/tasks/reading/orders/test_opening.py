"""A file that cannot be an order is refused in one clear message, quickly, before it can cost memory."""

import os
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from models.errors import FileRefused, VekhaError
from tasks.reading.orders.opening import MOST_BYTES, MOST_XML_BYTES, open_order
from tests.models.order.test_five_orders import ORDERS

TABLE = (
    "План мероприятий на 2024 год\n\n№\tМероприятия\tСроки\tОтветственные\n"
    "1\tСеминар для учителей\tмарт 2024\tИРО\n2\tАнализ результатов\tмай 2024\tИРО, школы\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal_of(path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        open_order(path)
    assert len(refused.value.problems) >= 1
    assert path.name in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.docx", b"", "файл пуст"),
        ("blank.txt", b" \n\n", "ни одной строки"),
        ("scan.pdf", b"%PDF-1.7 \xff\xfe", "это PDF"),
        ("old.doc", OLE + "WordDocument".encode("utf-16-le"), "старый формат .doc"),
        ("old.xls", OLE + "Workbook".encode("utf-16-le"), "старый формат"),
        ("secret.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "под паролем"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "картинка"),
        ("order.rtf", b"{\\rtf1 }", "RTF"),
        ("broken.docx", b"PK\x03\x04" + b"\0" * 40, "повреждён"),
        ("noise.bin", bytes(range(256)) * 4, "не текст"),
        ("prose.txt", ("Просто текст без таблицы, довольно длинный. " * 3).encode(), "нет таблицы, только текст"),
        ("page.doc", ("<html><p>" + "Страница без таблицы, одни слова. " * 3).encode(), "нет таблицы, только текст"),
        ("items.txt", ("1. Провести семинар в мае\n2. Провести конкурс в июне\n").encode(), "записаны абзацами"),
        ("short.txt", "Скан".encode(), "похоже на скан"),
        ("rules.md", b"---\n***\n", "ни слова"),
        ("staff.txt", "№\tФИО\tДолжность\n1\tПетрова А.А.\tдиректор\n".encode(), "ни в одной нет шапки"),
    ],
)
def test_what_is_no_order_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal_of(path)


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    assert "это папка" in refusal_of(tmp_path)
    assert "файла нет" in refusal_of(tmp_path / "missing.docx")


def test_a_huge_file_is_refused_by_its_size_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        os.truncate(file.fileno(), 300_000_000)
    assert f"предел {MOST_BYTES // 1_000_000} МБ" in refusal_of(path)


@pytest.mark.parametrize("member", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_bomb_is_refused_by_the_archives_directory(tmp_path: Path, member: str) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(member, "w") as part:
            for _block in range(MOST_XML_BYTES // 1_000_000 + 2):
                part.write(b" " * 1_000_000)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert path.stat().st_size < 1_000_000
    assert "столько не бывает" in refusal_of(path)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.dat", "xl/media/sheet1.png"])
def test_a_bomb_may_hide_under_any_name(tmp_path: Path, member: str) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(member, "w") as part:
            for _block in range(MOST_XML_BYTES // 1_000_000 + 2):
                part.write(b" " * 1_000_000)
    assert "столько не бывает" in refusal_of(path)


def test_pictures_beside_the_words_may_be_large(tmp_path: Path) -> None:
    path = tmp_path / "scans.docx"
    document = Document()
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/scan.png", os.urandom(MOST_XML_BYTES + 1_000_000))
    assert "ни слова" in refusal_of(path)


def test_a_directory_that_lies_about_sizes_does_not_unpack_more_than_it_says(tmp_path: Path) -> None:
    path = tmp_path / "liar.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 10_000_000)
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 10_000_000), struct.pack("<I", 1_000)))
    assert "повреждён" in refusal_of(path)


@pytest.mark.parametrize("member", ["word/document.xml", "xl/workbook.xml"])
def test_entities_of_xml_are_refused(tmp_path: Path, member: str) -> None:
    path = tmp_path / "laughs.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    assert "сущностей XML" in refusal_of(path)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("приказ.txt", TABLE)
    assert "это архив" in refusal_of(path)


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")
    assert "повреждён" in refusal_of(path)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
    assert "не открывается" in refusal_of(path)


def test_damaged_deflate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rotten.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "".join(f"<w:p>{number * 7919}</w:p>" for number in range(2_000)))
    content = bytearray(path.read_bytes())
    for place in range(100, len(content) - 200, 50):
        content[place] ^= 0xFF
    path.write_bytes(content)
    assert "повреждён" in refusal_of(path)


def test_a_workbook_without_its_content_types_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "typeless.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "не открывается" in refusal_of(path)


@contextmanager
def nobody() -> Iterator[None]:
    """As an owner of nothing, for root may read every file."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_without_the_right_to_read_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TABLE, encoding="utf8")
    path.chmod(0)
    with nobody():
        assert "нет права читать" in refusal_of(path)


def test_a_table_of_thousands_of_rows_is_no_plan_and_is_not_read_in_part(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    text = tmp_path / "marks.txt"
    rows = [["№", "Мероприятия", "Сроки", "Ответственные"], *(["1", "Семинар", "май", "ИРО"] for _row in range(3_000))]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "marks.xlsx"
    book.save(path)
    text.write_text("\n".join("\t".join(row) for row in rows), encoding="utf8")
    for said in (refusal_of(path), refusal_of(text)):
        assert "3001 строк" in said
        assert "это не план" in said


def test_a_web_page_saved_as_a_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in TABLE.splitlines()[2:]
    )
    path.write_text(f"<html><body><p>План на 2024 год</p><table>{rows}</table></body></html>", encoding="utf8")
    assert [measure.title for measure in open_order(path).measures] == ["Семинар для учителей", "Анализ результатов"]


def test_a_document_of_pictures_only_is_taken_for_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "scan.docx"
    document = Document()
    document.add_paragraph("")
    document.save(str(path))
    assert "скан" in refusal_of(path)


def test_a_formula_without_a_value_is_named_by_its_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["№", "Мероприятия", "Сроки", "Ответственные"])
    sheet.append([1, "Семинар", '="март "&2024', "ИРО"])
    path = tmp_path / "formulas.xlsx"
    book.save(path)
    said = refusal_of(path)
    assert "ячейка C2" in said
    assert "формула без значения" in said


def test_a_stray_cell_in_the_far_corner_costs_no_memory(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["План на 2024 год"], ["№", "Мероприятия", "Сроки", "Ответственные"], [1, "Семинар", "май", "ИРО"]):
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    assert [measure.title for measure in open_order(path).measures] == ["Семинар"]


def test_without_a_period_the_error_asks_for_it_and_proposes_the_years_of_the_terms(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text(TABLE.replace("План мероприятий на 2024 год", "План"), encoding="utf8")
    with pytest.raises(VekhaError, match="--period 2024"):
        open_order(path)
    assert open_order(path, "2024").head.period == "2024"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_encoding_of_russian_is_read(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(TABLE.replace("\n", line_end).encode(encoding))
    measures = open_order(path).measures
    assert [(m.number, m.title, m.responsible) for m in measures] == [
        ("1", "Семинар для учителей", "ИРО"),
        ("2", "Анализ результатов", "ИРО, школы"),
    ]


def test_a_real_order_in_cp1251_reads_the_same(tmp_path: Path) -> None:
    text = (ORDERS / "kirsanov-2024.txt").read_text("utf8")
    path = tmp_path / "kirsanov-2024.txt"
    path.write_bytes(text.encode("cp1251"))
    assert open_order(path) == open_order(ORDERS / "kirsanov-2024.txt")


def test_what_a_file_is_is_seen_from_its_content_and_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    path.write_text(TABLE, encoding="utf8")
    assert len(open_order(path).measures) == 2
