"""A gate may open without the few schools whose data are not in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assessment.checks.quorum import with_quorum
from models.assessment.findings import Finding


def wrong(school: str, *, blocking: bool = True) -> Finding:
    return Finding(school, "место", "замечание", blocking)


@pytest.mark.parametrize(("stopped", "is_open"), [(1, True), (2, True), (3, False)])
def test_the_quorum_is_the_share_that_is_in_order_inclusive(stopped: int, is_open: bool) -> None:
    findings = [wrong(f"edu{i}") for i in range(stopped)]
    assert [one.left_out for one in with_quorum(findings, 20, 0.9)] == [is_open] * stopped


def test_shares_are_as_the_yaml_writes_them() -> None:
    assert all(one.left_out for one in with_quorum([wrong(f"edu{i}") for i in range(45)], 100, 0.55))


def test_by_default_everybody_is_needed() -> None:
    assert [one.left_out for one in with_quorum([wrong("edu1")], 1000, 1.0)] == [False]


def test_a_finding_about_all_leaves_nobody_out() -> None:
    assert not any(one.left_out for one in with_quorum([wrong("edu1"), wrong("")], 1000, 0.1))


def test_warnings_stop_nobody_and_are_left_as_they_are() -> None:
    findings = with_quorum([wrong("edu1", blocking=False), wrong("edu2")], 10, 0.5)
    assert [one.left_out for one in findings] == [False, True]


@given(st.sets(st.integers(0, 30)), st.integers(1, 40), st.floats(0.01, 1))
def test_a_gate_never_opens_for_nobody(stopped: set[int], schools: int, quorum: float) -> None:
    findings = with_quorum([wrong(f"edu{i}") for i in stopped], schools, quorum)
    if len(stopped) >= schools:
        assert not any(one.left_out for one in findings)
