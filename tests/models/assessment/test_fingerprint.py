"""What changes a fingerprint is what changes an answer; nothing else does."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.fingerprint import fingerprint, result_sha
from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.registry import ANALYSES
from tests.models.assessment.factories import context, exam, frames, marks_of, points_of, rows, work

POINTS = rows("vpr_tasks", *({"task": "1", "pupil": f"p{i}", "score": i % 3, "max_score": 2} for i in range(9)))
OTHER = "edu680102"
# A school of which there is only a report, one of which there is everything, and groups of schools.
MARKS = pd.concat(
    [
        marks_of(work(10, 4, school=OTHER)),
        marks_of(work(10, 4)),
        marks_of(work(10, 4)).assign(level="region", unit="Обл."),
    ]
).astype({"level": "string", "unit": "string"})
# The same three of reports 3 and 4, a row each.
TOLD = [{"unit": OTHER}, {"unit": "edu680101"}, {"unit": "Обл.", "level": "region"}]
JOURNAL = rows("vpr_journal", *TOLD, change="понизили", count=10, n=10)
PRIMARY = rows("vpr_primary", *TOLD, primary=12, count=10, n=10)
SHARES = pd.concat(
    [
        points_of(POINTS.assign(school=OTHER).astype({"school": "string"})),
        points_of(POINTS),
        points_of(POINTS).assign(level="country", unit="Российская Федерация"),
        points_of(POINTS).assign(level="municipality", unit="Кирсанов"),
    ]
).astype({"level": "string", "unit": "string"})
REGION = frames(
    vpr=[work(10, 4), work(10, 4, subject="физика"), work(10, 4, grade=9, class_name="9А"), work(10, 4, year=2022)],
    vpr_tasks=POINTS,
    vpr_marks=MARKS,
    vpr_journal=JOURNAL,
    vpr_primary=PRIMARY,
    vpr_completion=SHARES,
    gia=[exam(10, 4, class_name="9А"), exam(10, 4, year=2022, class_name="9А")],
    assignments=rows("assignments", {"subject": "математика"}, {"subject": "физика", "branch": ""}),
    crosswalk=rows("crosswalk", {"pupil": f"{OTHER}5А-1", "examinee": "edu680101-1"}),
    tasks=rows("tasks", {"task": "1", "element": "1.1", "skill": "считать"}),
)
ASKED = context(2022, 2023)


def changed(kind: str, column: str, value: Any, row: int = 0) -> Frames:
    """The region with one cell changed."""
    table = REGION[kind].reset_index(drop=True)
    table.loc[row, column] = value
    return {**REGION, kind: table}


def print_of(name: str, data: Frames = REGION, asked: Context = ASKED, definition: str = "T01") -> str:
    analysis = ANALYSES[name]
    return fingerprint(analysis, analysis.select(data, asked), asked, definition)


MATTERS = {
    "low_results": ("vpr", "mark", 5),
    "school_lists": ("vpr", "mark", 5),
    "pupils_at_risk": ("vpr", "mark", 5),
    "low_branches": ("assignments", "branch", "с. Дальнее"),
    "low_classes": ("vpr", "class_name", "5Б"),
    "teacher_support": ("assignments", "teacher", "П-77"),
    "hard_elements": ("vpr_tasks", "score", 1),
    "dynamics": ("gia", "mark", 5),
    "objectivity": ("vpr", "journal_mark", 5),
    "gia_readiness": ("gia", "mark", 5),
    "pupils_before_exams": ("crosswalk", "examinee", "nobody"),
    "effect_of_support": ("gia", "mark", 5),
}
IMMATERIAL = {
    "low_results": ("vpr", "mark", 5, 20),  # grade 9 does not count
    "school_lists": ("gia", "class_name", "9Б", 0),
    "pupils_at_risk": ("vpr", "journal_mark", 5, 0),
    "low_branches": ("assignments", "teacher", "П-77", 0),
    "low_classes": ("vpr", "variant", "2", 0),
    "teacher_support": ("vpr", "mark", 5, 30),  # 2022 is not the last year
    "hard_elements": ("tasks", "skill", "писать", 0),
    "dynamics": ("gia", "class_name", "9Б", 0),
    "objectivity": ("vpr", "variant", "2", 0),
    "gia_readiness": ("vpr", "primary", 4, 0),  # grade 5 tells of no exam to come
    "pupils_before_exams": ("vpr", "primary", 4, 0),
    "effect_of_support": ("gia", "class_name", "9Б", 0),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_a_cell_that_matters_changes_the_fingerprint(name: str) -> None:
    assert print_of(name, changed(*MATTERS[name])) != print_of(name)


@pytest.mark.parametrize("name", ANALYSES)
def test_a_cell_that_does_not_matter_leaves_the_fingerprint(name: str) -> None:
    kind, column, value, row = IMMATERIAL[name]
    before = REGION[kind].reset_index(drop=True).loc[row, column]
    assert str(before) != str(value)
    assert print_of(name, changed(kind, column, value, row)) == print_of(name)


@pytest.mark.parametrize("name", ANALYSES)
def test_the_definition_the_version_and_the_years_are_part_of_it(name: str) -> None:
    analysis = ANALYSES[name]
    selected = analysis.select(REGION, ASKED)
    bumped = fingerprint(replace(analysis, version=analysis.version + 1), selected, ASKED, "T01")
    assert len({print_of(name), print_of(name, definition="T02"), bumped}) == 3
    assert fingerprint(analysis, selected, context(2021, 2023), "T01") != print_of(name)


ONLY_REPORT, BOTH, OF_REGION = 0, 4, 8  # rows of MARKS: each school's «2» and the region's


@pytest.mark.parametrize("name", ["low_results", "school_lists", "dynamics"])
def test_of_a_report_of_marks_only_schools_without_own_results_matter(name: str) -> None:
    assert print_of(name, changed("vpr_marks", "count", 5, ONLY_REPORT)) != print_of(name)
    assert print_of(name, changed("vpr_marks", "count", 5, BOTH)) == print_of(name)
    assert print_of(name, changed("vpr_marks", "count", 5, OF_REGION)) == print_of(name)
    assert print_of(name, changed("vpr_marks", "n", 11, ONLY_REPORT)) == print_of(name)  # the counts themselves matter
    assert print_of(name, changed("vpr_marks", "grade", 7, ONLY_REPORT)) != print_of(name)


@pytest.mark.parametrize("kind", ["vpr_journal", "vpr_primary"])
def test_of_reports_of_the_journal_and_of_scores_only_schools_without_own_results_matter_to_markers(kind: str) -> None:
    assert print_of("objectivity", changed(kind, "count", 5, 0)) != print_of("objectivity")
    assert print_of("objectivity", changed(kind, "count", 5, 1)) == print_of("objectivity")
    assert print_of("objectivity", changed(kind, "count", 5, 2)) == print_of("objectivity")
    assert print_of("low_results", changed(kind, "count", 5, 0)) == print_of("low_results")


@pytest.mark.parametrize("name", ["pupils_at_risk", "low_branches", "low_classes", "teacher_support", "objectivity"])
def test_reports_do_not_matter_to_a_rule_that_needs_pupils(name: str) -> None:
    without = {**REGION, "vpr_marks": MARKS.head(0), "vpr_completion": SHARES.head(0)}
    assert print_of(name, without) == print_of(name)


@pytest.mark.parametrize(("row", "matters"), [(0, True), (1, False), (2, True), (3, False)])
def test_of_a_report_of_tasks_the_country_and_schools_without_own_points_matter(row: int, matters: bool) -> None:
    assert (
        print_of("hard_elements", changed("vpr_completion", "percent", 1.0, row)) != print_of("hard_elements")
    ) is matters


class Watched:
    """Parameters that remember which of them were asked for."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.asked.add(name)
        return getattr(self.parameters, name)


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=list(ANALYSES))
def test_exactly_the_parameters_that_a_rule_reads_are_in_its_fingerprint(analysis: Analysis) -> None:
    watched = Watched(Parameters())
    asked = Context((2022, 2023), watched)  # type: ignore[arg-type]
    analysis.compute(analysis.select(REGION, asked), asked)
    assert watched.asked == set(analysis.uses)


def test_a_parameter_of_another_rule_leaves_the_fingerprint() -> None:
    stricter = context(2022, 2023, low_percent=25)
    assert print_of("pupils_at_risk", asked=stricter) == print_of("pupils_at_risk")
    assert print_of("low_results", asked=stricter) != print_of("low_results")


values = st.one_of(st.none(), st.integers(-3, 60), st.sampled_from(["", "5", "5А", "nan", "None", "<NA>"]))


@settings(max_examples=40, deadline=None)
@given(table=st.lists(st.tuples(values, values), max_size=12), seed=st.integers(0, 99), cut=st.floats(0, 1))
def test_rows_are_a_bag_and_columns_have_no_order(table: list[tuple[Any, Any]], seed: int, cut: float) -> None:
    analysis = ANALYSES["low_results"]
    bag = pd.DataFrame(table, columns=["a", "b"], dtype=object)
    mixed = bag.sample(frac=1, random_state=seed)[["b", "a"]]
    place = int(cut * len(mixed))
    split = pd.concat([mixed.iloc[place:], mixed.iloc[:place]])
    same = [fingerprint(analysis, {"vpr": rows}, ASKED, "") for rows in (bag, mixed, split)]
    assert len(set(same)) == 1
    doubled = pd.concat([bag, bag.head(1)])
    assert (fingerprint(analysis, {"vpr": doubled}, ASKED, "") == same[0]) == bag.empty


def test_dtypes_do_not_matter_and_missing_is_not_a_word() -> None:
    analysis = ANALYSES["low_results"]

    def of(values: list[Any], dtype: str) -> str:
        return fingerprint(analysis, {"vpr": pd.DataFrame({"a": pd.Series(values, dtype=dtype)})}, ASKED, "")

    same = {of([5, None], dtype) for dtype in ("Int64", "Float64", "float64", "object")}
    same |= {of(["5", None], "string"), of(["5", None], "object")}
    assert len(same) == 1
    missing = {of([value], "string") for value in (None, "", "None", "nan", "<NA>")}
    assert len(missing) == 5


def test_values_do_not_wander_between_columns() -> None:
    analysis = ANALYSES["low_results"]
    one, other = ({"vpr": pd.DataFrame({"a": [x], "b": [y]})} for x, y in (("1", "2"), ("2", "1")))
    assert fingerprint(analysis, one, ASKED, "") != fingerprint(analysis, other, ASKED, "")


def test_a_results_hash_covers_its_table_and_its_details() -> None:
    result = ANALYSES["low_results"].compute(REGION, ASKED)
    again = ANALYSES["low_results"].compute({k: v.sample(frac=1, random_state=1) for k, v in REGION.items()}, ASKED)
    assert result_sha(result) == result_sha(again)
    details = {**result.details, "low": result.details["low"].head(1)}
    assert result_sha(replace(result, details=details)) != result_sha(result)
    assert result_sha(replace(result, table=result.table.head(0))) != result_sha(result)


def json_of(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def test_an_answers_hash_is_of_json_as_the_library_writes_it() -> None:
    words = pd.array(["«А»", 'с "кавычкой"\n', None, "«А»"], dtype="string")
    table = pd.DataFrame(
        {"школа": words, "n": pd.array([20, 5, 7, None], dtype="Int64"), "доля": [0.5, 1.0, 2.0, 0.25]}
    )
    answer = Result(table, {}, {"пусто": table.head(0), "low": table[["n"]]})
    rows: list[list[str | None]] = [
        ["20", "0.5", "«А»"],
        ["5", "1", 'с "кавычкой"\n'],
        ["7", "2", None],
        [None, "0.25", "«А»"],
    ]
    said = {
        "table": {"columns": ["n", "доля", "школа"], "rows": sorted(rows, key=json_of)},
        "details/пусто": {"columns": ["n", "доля", "школа"], "rows": []},
        "details/low": {"columns": ["n"], "rows": sorted((row[:1] for row in rows), key=json_of)},
    }
    assert result_sha(answer) == hashlib.sha256(json_of(said).encode()).hexdigest()
