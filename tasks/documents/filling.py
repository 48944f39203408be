"""A blank that a methodist can edit in Word (templates/*.docx), filled in. What it may use, its own module gives."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import jinja2
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from models.wording import unbroken
from tasks.charts.picture import Picture
from tasks.documents import TEMPLATES
from tasks.documents.archive import without_clock
from tasks.documents.head import DocumentHead


def filled(
    blank: str, title: str, values: Mapping[str, object], head: DocumentHead, pictures: Sequence[Picture] = ()
) -> bytes:
    """The .docx made of the blank of that name. Equal inputs give equal bytes.

    An unknown {{ name }} in the blank is an error (jinja2.UndefinedError); what stands in values is text, never markup.
    The blank places the charts as `pictures`, one after another.
    """
    page = DocxTemplate(TEMPLATES / f"{blank}.docx")
    told = {**values, "pictures": [_placed(page, one) for one in pictures]}
    page.render(told, _words(), autoescape=True)
    properties = page.docx.core_properties
    properties.title, properties.subject = title, head.measure[:255]
    properties.created = properties.modified = head.written_at
    buffer = BytesIO()
    page.save(buffer)
    return without_clock(buffer.getvalue())


def _words() -> jinja2.Environment:
    """How values are put into a blank: none unknown, none as markup, no number parted from its «№»."""
    return jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=lambda value: unbroken(value) if isinstance(value, str) else value,
    )


def _placed(page: DocxTemplate, picture: Picture) -> InlineImage:
    return InlineImage(page, BytesIO(picture.png), width=Mm(picture.width_mm))
