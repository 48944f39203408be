"""Who leaves, stays and enters, with the results that it follows from."""

from models.assessment.effect.moves import moves
from tests.models.assessment.effect.factories import counts

RESULTS = counts(
    [
        ("left", 2023, 20, 6),
        ("left", 2024, 20, 5),
        ("stayed", 2024, 20, 6),
        ("entered", 2024, 10, 3),
        ("outside", 2024, 10, 9),
        ("closed", 2023, 10, 9),
    ]
)


def test_each_school_of_either_list_is_told_with_its_results() -> None:
    table = moves({"left", "stayed", "closed"}, {"stayed", "entered"}, RESULTS, (2023, 2024))
    assert [tuple(row) for row in table.itertuples(index=False)] == [
        ("entered", "entered", "low_procedures", 1, 1, "ВПР, 5 класс, математика, 2024: 3/10"),
        ("closed", "left", "no_results", 0, 0, "ВПР, 5 класс, математика, 2023: 9/10"),
        ("left", "left", "not_low_enough", 0, 1, "ВПР, 5 класс, математика, 2023: 6/20"),
        ("stayed", "stayed", "low_procedures", 1, 1, "ВПР, 5 класс, математика, 2024: 6/20"),
    ]


def test_two_empty_lists_move_nobody() -> None:
    assert moves(set(), set(), RESULTS, (2023, 2024)).empty
