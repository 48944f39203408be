import pandas as pd
import pytest

from models.assessment.layout import LAYOUT, empty, typed


@pytest.mark.parametrize("kind", LAYOUT)
def test_a_frame_has_the_layouts_columns_and_dtypes_whatever_it_came_with(kind: str) -> None:
    of_objects = pd.DataFrame({name: pd.Series([], dtype=object) for name in reversed(LAYOUT[kind])})
    of_python = of_objects.astype(dict.fromkeys(LAYOUT[kind], pd.StringDtype("python")))
    for frame in (empty(kind), typed(kind, of_objects), typed(kind, of_python), typed(kind, empty(kind))):
        assert list(frame.columns) == list(LAYOUT[kind])
        assert frame.dtypes.equals(pd.Series(LAYOUT[kind]).map(pd.api.types.pandas_dtype))


def test_who_fills_an_empty_frame_fills_nobody_elses() -> None:
    own = empty("partners")
    own.loc[0, "school"] = "edu680101"
    own["more"] = True
    assert empty("partners").empty
    assert list(empty("partners").columns) == ["school", "capacity"]
