"""Small regions for the markers: a few lines say what every school's pupils got."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from models.assessment.layout import Frames, typed
from models.assessment.objectivity.material import Material, prepared, select
from tests.models.assessment.factories import context, frames

MATHS: dict[str, Any] = {"year": 2024, "grade": 5, "subject": "математика"}
# «3» from 7 points on, «4» from 11, «5» from 15, 20 at most: mathematics of grade 5.
CUTS = (7, 11, 15)
# Twelve pupils about the middle of the scale.
USUAL = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17)


def mark_of(primary: int) -> int:
    return 2 + sum(primary >= cut for cut in CUTS)


def names(many: int) -> list[str]:
    return [f"edu68{place:04d}" for place in range(1, many + 1)]


def works(scores: Mapping[str, Sequence[int]], **common: Any) -> pd.DataFrame:
    """A VPR work: the primary scores of every school's pupils, marks by the scale, the journal agreeing."""
    cells = [
        {"school": school, "class_name": "5А", "pupil": f"{school}-{place}", "primary": primary}
        | {"mark": mark_of(primary), "journal_mark": mark_of(primary)}
        for school, list_of in scores.items()
        for place, primary in enumerate(list_of)
    ]
    return typed("vpr", pd.DataFrame(cells).assign(**(MATHS | common)))


def register(schools: Sequence[str], **kinds: str) -> pd.DataFrame:
    """The schools' register: «СОШ», except where a kind is given."""
    return typed("schools", pd.DataFrame([{"school": one, "kind": kinds.get(one, "СОШ")} for one in schools]))


def ordinary(many: int = 24) -> dict[str, list[int]]:
    """Schools alike: the usual twelve pupils, every school a point up, down or not at all."""
    return {school: [score + place % 3 - 1 for score in USUAL] for place, school in enumerate(names(many))}


def material(data: Frames, **parameters: Any) -> Material:
    """The cells prepared for the markers, asked about 2023 and 2024."""
    asked = context(2023, 2024, objectivity=parameters)
    return prepared(select(data, asked), asked.parameters.objectivity)


def data_of(vpr: pd.DataFrame | list[pd.DataFrame], **others: pd.DataFrame) -> Frames:
    """Frames with these works and an ordinary register, unless one is given."""
    joined = pd.concat(vpr) if isinstance(vpr, list) else vpr
    return frames(vpr=joined, **({"schools": register(sorted(joined["school"].unique()))} | others))


def of(answers: pd.DataFrame, school: str) -> dict[str, Any]:
    """The only answer about a school."""
    (row,) = answers[answers["school"].eq(school)].to_dict("records")
    return {str(name): value for name, value in row.items()}
