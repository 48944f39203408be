"""Where a school's pupils are not loaded, report 3 speaks for the journal and report 4 for the boundaries."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import fingerprint
from models.assessment.layout import Frames
from models.assessment.objectivity.boundaries import heaping
from models.assessment.objectivity.conclusion import ANALYSIS, MARKERS, compute
from models.assessment.objectivity.evidence import judged
from models.assessment.objectivity.journal import shifted_marks
from models.assessment.percents import recovered
from tests.models.assessment.factories import changes_of, context, rows, scores_of
from tests.models.assessment.objectivity.regions import CUTS, MATHS, data_of, material, names, of, register, works
from tests.models.assessment.objectivity.test_boundaries import EVEN, heaped
from tests.models.assessment.objectivity.test_the_others import agreeing, with_journal

STRANGE = "edu680001"
ASKED = context(2023, 2024)
SCALE = rows("scales", dict(zip(("from_3", "from_4", "from_5"), CUTS, strict=True)), highest=20, **MATHS)


def report_3(down: int, same: int, up: int, school: str = STRANGE) -> pd.DataFrame:
    """A school's three rows as the reader keeps them."""
    told = {"понизили": down, "подтвердили": same, "повысили": up}
    changes = [{"change": change, "count": count} for change, count in told.items()]
    return rows("vpr_journal", *changes, unit=school, n=down + same + up, **MATHS)


def report_4(scores: list[int], school: str = STRANGE) -> pd.DataFrame:
    """A school's row as the reader keeps it: printed per cents, two decimals, are counts again."""
    printed = np.round(100 * np.bincount(scores, minlength=21) / len(scores), 2)
    counts = recovered(printed[None, :], np.array([len(scores)])).counts[0]
    cells = [{"primary": score, "count": int(count)} for score, count in enumerate(counts)]
    return rows("vpr_primary", *cells, unit=school, n=len(scores), **MATHS)


def without(vpr: pd.DataFrame, *schools: str) -> pd.DataFrame:
    return vpr[~vpr["school"].isin(schools)]


def evidence_of(data: Frames, marker: str, school: str = STRANGE) -> dict[str, Any]:
    found = compute(data, ASKED).details["evidence"]
    return of(found[found["marker"].eq(marker)], school)


def test_a_school_of_report_3_alone_is_judged_by_its_table() -> None:
    """24, 33 and 4 of 61 are 39.34, 54.10 and 6.56 per cent: 32.79 points more went down than up."""
    data = data_of(without(agreeing(), STRANGE), vpr_journal=report_3(24, 33, 4))
    found = evidence_of(data, "NO3")
    assert (found["n"], found["sample"], found["procedure"]) == (61, "≥50", "ВПР, 5 класс, математика")
    assert found["value"] == pytest.approx(6.56 - 39.34, abs=0.01)
    assert (found["status"], found["why"]) == ("sign", "")
    assert (evidence_of(data, "NO2")["status"], evidence_of(data, "NO2")["why"]) == ("not_available", "no_pupils")


def test_of_a_school_of_both_sources_its_pupils_alone_count() -> None:
    vpr = agreeing()
    both = data_of(vpr, vpr_journal=report_3(24, 33, 4), vpr_primary=report_4([7, 8] * 20))
    for marker in (shifted_marks, heaping):
        pd.testing.assert_frame_equal(marker(material(both)), marker(material(data_of(vpr))))
    assert evidence_of(both, "NO3")["n"] == 12


def test_pupils_without_journal_marks_are_not_mended_by_the_report() -> None:
    vpr = agreeing()
    silent = vpr.assign(journal_mark=vpr["journal_mark"].mask(vpr["school"].eq(STRANGE)))
    found = evidence_of(data_of(silent, vpr_journal=report_3(24, 33, 4)), "NO3")
    assert (found["status"], found["why"], found["n"]) == ("not_available", "no_journal", 12)


def test_a_school_whose_pupils_are_all_absent_in_the_file_is_told_by_the_report() -> None:
    vpr = agreeing()
    absent = vpr.assign(**{name: vpr[name].mask(vpr["school"].eq(STRANGE)) for name in ("primary", "mark")})
    assert evidence_of(data_of(absent, vpr_journal=report_3(24, 33, 4)), "NO3")["n"] == 61


def test_a_school_of_report_4_alone_with_heaps_at_the_boundaries_stands_out() -> None:
    """Windows of two points about 7, 11 and 15: 3 pupils on each of 12 scores, all of them above in this school."""
    others = works(dict.fromkeys(names(24), EVEN))
    data = data_of(without(others, STRANGE), vpr_primary=report_4(heaped(2)))
    found = evidence_of(data, "NO2")
    assert (found["n"], found["value"], found["status"]) == (36, 100.0, "sign")
    assert found["expected"] == pytest.approx(52, abs=2)
    assert evidence_of(data, "NO3")["why"] == "no_journal"


def test_of_works_that_only_reports_tell_of_the_other_markers_say_why_they_are_silent_and_never_0() -> None:
    vpr = without(agreeing(), STRANGE)
    found = compute(
        data_of(vpr, vpr_journal=report_3(24, 33, 4), vpr_primary=report_4(EVEN[:45] + [9] * 17)), ASKED
    ).details["evidence"]
    silent = found[found["school"].eq(STRANGE) & ~found["marker"].isin(["NO2", "NO3"])]
    assert set(silent["marker"]) == set(MARKERS) - {"NO2", "NO3"}
    assert set(silent["why"]) == {"no_pupils"}
    assert set(silent["n"]) == {62}  # report 4's: who has no mark in the journal took part, too
    assert silent[["value", "expected", "statistic", "p", "q"]].isna().all(axis=None)


def test_a_region_of_reports_alone_needs_the_scale_that_it_has_loaded() -> None:
    vpr = works(dict.fromkeys(names(24), EVEN) | {STRANGE: heaped(2)})
    told = data_of(vpr.head(0), vpr_primary=scores_of(vpr), vpr_journal=changes_of(vpr), schools=register(names(24)))
    assert set(heaping(material(told))["why"]) == {"no_scale"}
    pd.testing.assert_frame_equal(heaping(material({**told, "scales": SCALE})), heaping(material(data_of(vpr))))
    assert compute({**told, "scales": SCALE}, ASKED).facts["listed"] == 0  # one sign is no conclusion


def test_a_loaded_scale_is_not_asked_where_pupils_tell_it() -> None:
    wrong = SCALE.assign(from_4=pd.array([9], "Int64"))
    vpr = works(dict.fromkeys(names(24), EVEN))
    chosen = [ANALYSIS.select(data_of(vpr, scales=scales), ASKED) for scales in (SCALE, wrong)]
    assert len({fingerprint(ANALYSIS, one, ASKED, "") for one in chosen}) == 1


def test_reports_of_other_works_and_of_territories_are_no_school() -> None:
    vpr = agreeing()
    told = report_3(24, 33, 4, "edu689999")
    others = [told.assign(grade=8), told.assign(year=2020), told.assign(level="region")]
    data = data_of(vpr, vpr_journal=pd.concat(others).astype(told.dtypes))
    pd.testing.assert_frame_equal(shifted_marks(material(data)), shifted_marks(material(data_of(vpr))))


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), by_report=st.sets(st.integers(0, 21)), both=st.booleans())
def test_a_work_told_by_pupils_and_by_reports_gives_the_same_answers(
    seed: int, by_report: set[int], both: bool
) -> None:
    """Whichever schools are told which way; where a scale can be read off pupils it is, else it is the loaded one."""
    rng = np.random.default_rng(seed)
    vpr = works({school: [*range(21), *rng.binomial(20, 0.5, 20)] for school in names(22)})
    vpr["journal_mark"] = (vpr["mark"] + rng.integers(-1, 2, len(vpr))).clip(2, 5).mask(rng.random(len(vpr)) < 0.1)
    told = vpr["school"].isin([names(22)[place] for place in by_report])
    reported = vpr if both else vpr[told]
    mixed = data_of(
        vpr[~told],
        vpr_journal=changes_of(reported).sample(frac=1, random_state=seed % 1000),
        vpr_primary=scores_of(reported).sample(frac=1, random_state=seed % 1000),
        scales=SCALE,
        schools=register(names(22)),
    )
    pd.testing.assert_frame_equal(answers(mixed), answers(data_of(vpr)))


def answers(data: Frames) -> pd.DataFrame:
    """NO2 and NO3 as evidence."""
    asked = material(data)
    return judged({"NO2": heaping(asked), "NO3": shifted_marks(asked)}, 0.1)


def test_one_school_told_by_reports_moves_the_region_as_its_pupils_would() -> None:
    """What is compared with the region is compared with all schools that either source knows."""
    vpr = with_journal(agreeing(), STRANGE, -1)
    mixed = data_of(without(vpr, STRANGE), vpr_journal=changes_of(vpr), vpr_primary=scores_of(vpr))
    pd.testing.assert_frame_equal(answers(mixed), answers(data_of(vpr)))
    beside, alone = (answers(data)[["school", "marker", "n", "p"]] for data in (mixed, data_of(without(vpr, STRANGE))))
    moved = beside.merge(alone, on=["school", "marker", "n"], suffixes=("", "_alone"))
    assert (moved["p"] - moved["p_alone"]).abs().max() > 0
