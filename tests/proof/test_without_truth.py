"""What Vekha computes from loaded files is what plain loops over the same files find; the generator's truth is gone."""

from datetime import date

import pandas as pd
import pytest

from models.assessment.analysis import Result
from tasks.data.pseudonyms import pseudonyms
from tasks.database import reading
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import current_datasets, needed_datasets
from tasks.running.analyse import Question, compute, selected
from tests.proof.conftest import YEARS, LoadedRegion
from tests.tasks.sample import by_hand
from tests.tasks.sample.files_by_hand import Written, read_region

YEAR = max(YEARS)


@pytest.fixture(scope="module")
def written(region: LoadedRegion) -> Written:
    """The same two years, read by a reader of the tests' own."""
    found = read_region(region.inputs)
    found.vpr = [row for row in found.vpr if row["year"] in YEARS]
    found.gia = [row for row in found.gia if row["year"] in YEARS]
    return found


def computed(region: LoadedRegion, code: str) -> Result:
    roadmap = read_roadmap("kirsanov-2024")
    measure = roadmap.by_code[code]
    with reading(region.settings) as session:
        datasets = needed_datasets(measure, YEAR, current_datasets(session))
    assert datasets
    question = Question(roadmap, measure, YEAR, date(YEAR, 8, 31), tuple(datasets))
    return compute(question, selected(question, region.settings), region.settings).result


def rows(table: pd.DataFrame, *columns: str) -> list[list[str]]:
    return sorted([str(cell) for cell in row] for row in table[list(columns)].itertuples(index=False))


def test_the_truth_is_gone(region: LoadedRegion) -> None:
    assert not [path for path in region.inputs.parent.parent.rglob("*") if "truth" in path.name]


def test_schools_are_found_by_the_rule_that_holds_for_them(region: LoadedRegion, written: Written) -> None:
    listed = computed(region, "T09").table
    by_rule = {
        (r1, r2): sorted(listed.loc[(listed["r1"] == r1) & (listed["r2"] == r2), "school"])
        for r1, r2 in ((True, False), (False, True), (True, True))
    }
    truth = {kind: years[str(YEAR)] for kind, years in by_hand.schools_by_hand(written).items()}
    assert by_rule[True, False] == truth["schools_r1_only"] != []
    assert by_rule[False, True] == truth["schools_r2_only"] != []
    assert by_rule[True, True] == truth["schools_both"] != []
    assert truth["schools_just_under"]
    assert not set(truth["schools_just_under"]) & set(listed["school"])


def test_pupils_at_risk_are_found_by_their_keys(region: LoadedRegion, written: Written) -> None:
    keys = pseudonyms(region.settings)
    truth = [[school, keys.vpr([school], YEAR, [code])[0]] for school, code, _ in by_hand.pupils_by_hand(written, YEAR)]
    assert rows(computed(region, "T10.1").table, "school", "pupil") == sorted(truth) != []


@pytest.mark.parametrize(("code", "column"), [("T10.2", "branch"), ("T10.3", "class_name")])
def test_branches_and_classes_are_found(region: LoadedRegion, written: Written, code: str, column: str) -> None:
    truth = by_hand.places_by_hand(written, YEAR, of_branches=column == "branch")
    assert rows(computed(region, code).table, "school", column) == truth != []


def test_difficult_elements_are_found(region: LoadedRegion, written: Written) -> None:
    table = computed(region, "T10.5").table.assign(code=lambda found: found["element"].str.split().str[0])
    truth = [[str(cell) for cell in row] for row in by_hand.elements_by_hand(written, YEAR)[0]]
    assert rows(table, "grade", "subject", "code") == sorted(truth) != []


def test_teachers_in_need_of_support_are_found(region: LoadedRegion, written: Written) -> None:
    truth, alike = by_hand.teachers_by_hand(written, YEAR)
    found = rows(computed(region, "T10.4").table, "school", "teacher", "source", "subject", "class_name")
    assert found == truth != []
    assert alike
