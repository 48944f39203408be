"""By which results a list was made, and whose results come after support began."""

from datetime import date

import pytest

from models.assessment.effect.group import GROUP, group_frame
from models.assessment.supported import Supported, supported_since


@pytest.mark.parametrize(
    ("entered_on", "selection", "first"),
    [
        (date(2024, 1, 15), (2022, 2023), 2024),
        (date(2024, 2, 29), (2022, 2023), 2024),
        (date(2024, 3, 1), (2022, 2023), 2025),
        (date(2024, 6, 30), (2022, 2023), 2025),
        (date(2024, 9, 2), (2023, 2024), 2025),
    ],
)
def test_a_list_is_made_of_the_last_two_years_that_were_known(
    entered_on: date, selection: tuple[int, int], first: int
) -> None:
    assert supported_since("edu680001", entered_on) == Supported("edu680001", selection, first)


def test_the_frame_has_a_row_for_each_school_and_year_of_selection() -> None:
    frame = group_frame([Supported("edu680001", (2022, 2023), 2024)])
    assert frame.dtypes.astype(str).to_dict() == GROUP
    assert frame.to_numpy().tolist() == [["edu680001", 2022, 2024], ["edu680001", 2023, 2024]]
    assert group_frame([]).empty
