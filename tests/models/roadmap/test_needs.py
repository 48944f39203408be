"""What a measure needs, as a file may write it."""

from models.roadmap.needs import DataNeed, Prerequisite
from models.roadmap.parsing import parse
from tests.models.roadmap.small import SMALL


def test_a_bare_code_is_a_hard_prerequisite_on_all_schools() -> None:
    assert parse(SMALL, "small.yaml").by_code["B2"].prerequisites == (
        Prerequisite(measure="A1", share=1.0, soft=False),
    )


def test_data_are_needed_for_the_year_of_the_step() -> None:
    by_year = DataNeed(kind="vpr", years={2024: (2023, 2024), 2025: (2024, 2025)})
    assert by_year.years_for(2025) == (2024, 2025)
    assert by_year.years_for(2026) == ()
    assert DataNeed(kind="vpr", years=(2022,)).years_for(2026) == (2022,)
