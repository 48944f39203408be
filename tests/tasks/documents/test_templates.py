"""docs/templates.md says every field that a blank uses, and none that it cannot."""

import re
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from models.assessment.analysis import Result
from tasks.documents import TEMPLATES
from tasks.documents.analyses.registry import PAPERS
from tasks.documents.blanks.writing import BLANKS
from tests.tasks.documents.test_rendering import found, region

PAGE = (Path(__file__).parents[3] / "docs" / "templates.md").read_text("utf8")
FIELD = re.compile(r"`((?:row\.)?[a-z][a-z_0-9]*)`")
SECTIONS = dict(re.findall(r"^## (\w+)\.docx.*?\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
COMMON = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.M))


def used(name: str) -> set[str]:
    """The fields of the blank itself and those of its tables' rows."""
    blank = DocxTemplate(TEMPLATES / f"{name}.docx")
    blank.init_docx()
    text = blank.patch_xml(blank.get_xml())
    return set(blank.get_undeclared_template_variables()) | set(re.findall(r"row\.\w+", text))


@pytest.mark.parametrize("name", BLANKS)
def test_every_field_that_a_blank_uses_is_on_the_page(name: str) -> None:
    said = set(FIELD.findall(SECTIONS[name])) | COMMON
    if name == "dynamics":
        said |= {f"row.{kind}" for kind in ("improved", "worsened", "unclear", "not_available", "not_comparable")}
    assert used(name) <= said


@pytest.mark.parametrize("name", PAPERS)
def test_every_field_that_the_page_names_is_given(name: str) -> None:
    answer: Result = found(name)
    given = set(PAPERS[name].letter(answer, region()["schools"])) | COMMON | {"line"}
    named = {field for field in FIELD.findall(SECTIONS[name]) if not field.startswith("row.")}
    assert named <= given
