"""A paper as it is read: its paragraphs and the rows of its tables."""

from io import BytesIO

from docx import Document as read_docx

from tasks.documents.head import Document


def printed(paper: Document) -> str:
    """A line for each paragraph, then one for each row, cells parted by « | »; spaces that bind are spaces."""
    page = read_docx(BytesIO(paper.content))
    rows = [" | ".join(cell.text for cell in row.cells) for table in page.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *rows]).replace("\u00a0", " ")
