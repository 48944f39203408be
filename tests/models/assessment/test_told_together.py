from itertools import groupby

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.assessment.layout import TEXT
from models.assessment.told_together import told_together

ROWS = st.lists(st.tuples(st.sampled_from(["а", "б", "в"]), st.integers(1, 2), st.text(alphabet="ую; ", max_size=3)))


def table(rows: list[tuple[str, int, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["school", "grade", "said"]).astype(
        {"school": TEXT, "grade": "Int64", "said": TEXT}
    )


def test_a_groups_texts_stand_in_one_line_in_the_rows_order() -> None:
    rows = [("б", 5, "физика"), ("а", 5, "химия"), ("б", 5, "математика")]
    told = told_together(table(rows), ["school"], "said")
    assert told.to_dict() == {"а": "химия", "б": "физика; математика"}


@given(ROWS)
def test_it_is_what_joining_each_group_gives(rows: list[tuple[str, int, str]]) -> None:
    told = told_together(table(rows), ["school", "grade"], "said")
    in_order = sorted(rows, key=lambda row: row[:2])
    joined = {keys: "; ".join(row[2] for row in those) for keys, those in groupby(in_order, lambda row: row[:2])}
    assert told.to_dict() == joined
    assert told.dtype == TEXT
