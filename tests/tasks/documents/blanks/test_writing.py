"""Every letter has a blank, and the blanks that ship are those that are made here."""

from pathlib import Path

import pytest

from models.drafts import DRAFTS
from tasks.documents import TEMPLATES
from tasks.documents.analyses.registry import PAPERS
from tasks.documents.blanks.writing import BLANKS, write_blanks

# What a school's plan is at each of its stages is one form.
OF_A_PLAN = {"support_programme", "school_plan", "corrected_plan", "antirisk_programme"}
# Papers of a draft that has several, and reports that no measure asks for.
BESIDE = {"working_groups", "partner_schools", "meeting_journal", "monitoring"}
# A draft that is nothing but its two papers.
OF_TWO = {"teachers_deficits": {"teachers_analysis", "self_development"}}


def test_every_letter_draft_and_passport_has_its_blank_and_no_other_lies_there() -> None:
    papers = {*PAPERS, *DRAFTS, *BESIDE, "passport", "support_plan"}.union(*OF_TWO.values())
    assert papers - OF_A_PLAN - OF_TWO.keys() == set(BLANKS)
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == {*BLANKS, "plan"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every blank, made anew."""
    folder = tmp_path_factory.mktemp("blanks")
    write_blanks(folder)
    return folder


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_made_anew_is_the_one_that_ships(name: str, made: Path) -> None:
    assert (made / f"{name}.docx").read_bytes() == (TEMPLATES / f"{name}.docx").read_bytes()
