"""A roadmap's own thresholds reach the rules: the certificate's 24 points or the university's 36."""

from pathlib import Path

import pytest

import roadmaps
from models.assessment.procedures import procedures
from tasks.reading.roadmap import read_roadmap
from tests.models.assessment.factories import frames, rows

KIRSANOV = Path(roadmaps.__file__).with_name("kirsanov-2024.yaml").read_text(encoding="utf8")


@pytest.mark.parametrize(("own", "n_low"), [("", 1), ("  ege_minimum: {русский язык: 36}\n", 3)])
def test_the_minimum_of_ege_russian_is_24_unless_the_roadmap_says_36(tmp_path: Path, own: str, n_low: int) -> None:
    path = tmp_path / "kirsanov-2024.yaml"
    path.write_text(KIRSANOV.replace("assessment:\n", f"assessment:\n{own}", 1), encoding="utf8")
    scores = [{"pupil": str(score), "score": score} for score in (23, 24, 35, 36)]
    gia = rows("gia", *scores, exam="ЕГЭ", subject="русский язык")
    (row,) = procedures(frames(gia=gia), [2023], read_roadmap(str(path)).assessment).to_dict("records")
    assert (row["n"], row["n_low"]) == (4, n_low)
