"""Open an order's file: recognise what it is by its content, refuse what cannot be an order, read the rest.

A format's own reading belongs in the module named after it; limits on size are here, before anything is opened.
"""

import zipfile
from pathlib import Path

from models.language import _
from models.order.cells import Document
from models.order.definition import PrintedOrder
from models.order.reading import read_order
from tasks.reading.decoding import decoded
from tasks.reading.orders.refusing import (
    BROKEN,
    is_web_page,
    refuse_a_long_table,
    refuse_without_a_table,
    refused,
)
from tasks.reading.orders.text import read_text

# An order has some dozens of pages; a scan inside a .docx may be large, its words are not.
MOST_BYTES = 50_000_000
MOST_TEXT_BYTES = 5_000_000
MOST_XML_BYTES = 40_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_97 = "WordDocument".encode("utf-16-le")
# Pictures and fonts beside the words: they may be large, and are never read. Only a bomb shrinks a hundredfold.
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".odttf")
_MOST_SHRINKING = 100
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"BM", b"GIF8")


def open_order(path: Path, period: str = "") -> PrintedOrder:
    """The order in the file, read in the period that it names or in the one given.

    FileRefused (one message, what to do) when it cannot be read; VekhaError when its period must be given.
    """
    return read_order(open_document(path), period)


def open_document(path: Path) -> Document:
    """The file's lines and rows, whatever its format. FileRefused when it cannot be an order."""
    try:
        _refuse_unfit(path)
        with path.open("rb") as file:
            start = file.read(8)
    except PermissionError as error:
        remedy = _("нет права читать этот файл: попросите у владельца доступ или свою копию")
        raise refused(path, remedy) from error
    document = _document(path, start)
    refuse_without_a_table(path, document)
    refuse_a_long_table(path, document)
    return document


def _document(path: Path, start: bytes) -> Document:
    """What the file says, by the format that its first bytes name."""
    if start.startswith(b"PK"):
        return _zipped(path)
    if start.startswith(_OLE):
        raise refused(path, _ole_remedy(path))
    if remedy := _other_remedy(start):
        raise refused(path, remedy)
    return _text(path)


def _refuse_unfit(path: Path) -> None:
    if path.is_dir():
        raise refused(path, _("это папка: назовите файл приказа в ней"))
    if not path.is_file():
        raise refused(path, _("файла нет: проверьте имя и папку"))
    size = path.stat().st_size
    if size == 0:
        raise refused(path, _("файл пуст: сохраните приказ ещё раз"))
    if size > MOST_BYTES:
        said = _("файл занимает {size} МБ, приказ столько не занимает (предел {most} МБ): сохраните только приказ")
        raise refused(path, said.format(size=size // 1_000_000, most=MOST_BYTES // 1_000_000))


def _zipped(path: Path) -> Document:
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(path, archive)
            names = set(archive.namelist())
            if "word/document.xml" in names:
                from tasks.reading.orders.docx import read_docx

                return read_docx(archive, path)
    except BROKEN as error:
        raise refused(path, _("файл повреждён: откройте его в Word или Excel и сохраните заново")) from error
    if "xl/workbook.xml" in names:
        from tasks.reading.orders.xlsx import read_xlsx

        return read_xlsx(path)
    raise refused(path, _("это архив, но не документ Word или Excel: достаньте приказ и сохраните как .docx или .xlsx"))


def _may_be_text(member: zipfile.ZipInfo) -> bool:
    """Whether a part may hold the document's words: whatever it is called, unless it is and shrinks as a picture."""
    is_picture = member.filename.lower().endswith(_PACKED) and member.file_size < _MOST_SHRINKING * member.compress_size
    return not is_picture


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    """Look at the archive's directory before anything is unpacked; what it promises zipfile holds it to."""
    parts = [member for member in archive.infolist() if _may_be_text(member)]
    unpacked = sum(member.file_size for member in parts)
    if unpacked > MOST_XML_BYTES:
        said = _(
            "внутри файла {size} МБ текста, в приказе столько не бывает (предел {most} МБ): сохраните только приказ"
        )
        raise refused(path, said.format(size=unpacked // 1_000_000, most=MOST_XML_BYTES // 1_000_000))
    for member in parts:
        with archive.open(member) as part:
            if b"<!DOCTYPE" in part.read(2_000).upper():
                raise refused(
                    path,
                    _("внутри файла определения сущностей XML: Word и Excel так не пишут. Сохраните файл заново"),
                )


def _ole_remedy(path: Path) -> str:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        return _("файл под паролем: снимите пароль (Файл → Сведения → Защита документа) и сохраните заново")
    if _WORD_97 in content:
        return _("это старый формат .doc: откройте его в Word и сохраните как .docx")
    return _("это старый формат Excel или Word: откройте файл и сохраните как .xlsx или .docx")


def _other_remedy(start: bytes) -> str:
    if start.startswith(b"%PDF"):
        return _("это PDF: откройте его в Word и сохраните как .docx или скопируйте текст с таблицей в .txt")
    if start.startswith(b"{\\rtf"):
        return _("это RTF: откройте его в Word и сохраните как .docx")
    if start.startswith(_PICTURES):
        return _("это картинка: нужен документ с таблицей. Распознайте скан и сохраните как .docx")
    return ""


def _text(path: Path) -> Document:
    if path.stat().st_size > MOST_TEXT_BYTES:
        said = _("текст занимает {size} МБ, приказ столько не занимает (предел {most} МБ)")
        raise refused(path, said.format(size=path.stat().st_size // 1_000_000, most=MOST_TEXT_BYTES // 1_000_000))
    text = decoded(path.read_bytes())
    if text is None:
        raise refused(
            path, _("это не текст и не документ Word или Excel: сохраните приказ как .docx, .xlsx, .md или .txt")
        )
    if not text.strip():
        raise refused(path, _("в файле нет ни одной строки текста: сохраните приказ ещё раз"))
    if is_web_page(text):
        from tasks.reading.orders.webpage import read_page

        return read_page(text, path.name)
    return read_text(text, path.name)
