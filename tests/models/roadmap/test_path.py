"""The critical path against every chain there is, counted one by one; and what a coordinator asks of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.path import Job, Key, Network, network, of_measure
from models.roadmap.plan import occurrences
from tests.factories import six, six_with

MONDAY = date(2024, 1, 1)


class FiveDays:
    """Monday to Friday, and no holidays."""

    def next_working_day(self, day: date) -> date:
        return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)

    def last_working_day(self, day: date) -> date:
        return day - timedelta(days=max(0, day.weekday() - 4))

    def add_working_days(self, day: date, count: int) -> date:
        step = timedelta(days=1 if count > 0 else -1)
        while count:
            day += step
            count -= (1 if count > 0 else -1) if day.weekday() < 5 else 0
        return day

    def working_days_between(self, start: date, end: date) -> int:
        if end < start:
            return -self.working_days_between(end, start)
        return sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, (end - start).days + 1))


WORKING = [MONDAY + timedelta(days=n) for n in range(-70, 140) if (MONDAY + timedelta(days=n)).weekday() < 5]


def key(number: int) -> Key:
    return f"M{number}", "once"


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to six jobs of up to four days in windows of up to three weeks; each may wait for any earlier one."""
    jobs = {}
    for number in range(draw(st.integers(1, 6))):
        opens_on = MONDAY + timedelta(days=draw(st.integers(0, 40)))
        due_on = opens_on + timedelta(days=draw(st.integers(0, 20)))
        needs = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        jobs[key(number)] = Job(key(number), opens_on, due_on, draw(st.integers(1, 4)), tuple(map(key, sorted(needs))))
    return Network(jobs, FiveDays())


def chains(found: Network) -> Iterator[tuple[Job, ...]]:
    """Every chain of jobs, each waiting for the one before: simply every subset that is one."""
    jobs = list(found.jobs.values())
    for size in range(1, len(jobs) + 1):
        for chain in combinations(jobs, size):
            if all(one.key in after.needs for one, after in pairwise(chain)):
                yield chain


def opening(job: Job) -> int:
    return next(index for index, day in enumerate(WORKING) if day >= job.opens_on)


def deadline(job: Job) -> int:
    return max(index for index, day in enumerate(WORKING) if day <= job.due_on)


def work(chain: Sequence[Job]) -> int:
    return sum(job.days for job in chain)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_no_chain_allows_an_earlier_or_a_later_finish(found: Network) -> None:
    ending: dict[Key, list[int]] = {one: [] for one in found.jobs}
    latest: dict[Key, list[int]] = {one: [] for one in found.jobs}
    written: dict[Key, list[int]] = {one: [] for one in found.jobs}
    for chain in chains(found):
        first, last = chain[0], chain[-1]
        ending[last.key].append(opening(first) + work(chain) - 1)
        latest[first.key].append(deadline(last) - work(chain[1:]))
        written[last.key].append(max(deadline(first), opening(first) + first.days - 1) + work(chain[1:]))
    for one, timing in found.timings.items():
        assert timing.earliest_finish == WORKING[max(ending[one])]
        assert timing.latest_finish == WORKING[min(latest[one])]
        assert timing.slack == min(latest[one]) - max(ending[one])
        assert timing.as_written == WORKING[max(written[one])]


@settings(max_examples=60, deadline=None)
@given(networks())
def test_no_chain_is_longer_than_the_critical_path_nor_as_long_and_tighter(found: Network) -> None:
    path = found.critical_path
    assert tuple(found.jobs[one] for one in path.chain) in set(chains(found))
    assert path.days == work([found.jobs[one] for one in path.chain])
    lengths = [(work(chain), -min(found.timings[job.key].slack for job in chain)) for chain in chains(found)]
    assert (path.days, -path.slack) == max(lengths)


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 5), st.integers(1, 15))
def test_a_delay_moves_only_those_who_wait_and_never_anybody_forward(found: Network, number: int, days: int) -> None:
    late = key(number % len(found.jobs))
    touched = {chain[-1].key for chain in chains(found) if chain[0].key == late}
    slips = found.slips({late: days})
    assert {one.key for one in slips} <= touched
    assert late in {one.key for one in slips}
    assert all(one.after > one.before for one in slips)
    assert all(one.missed_by == sum(one.due_on < day <= one.after for day in WORKING) for one in slips)


def of_two(first: tuple[int, int], second: tuple[int, int], days: tuple[int, int] = (1, 1)) -> Network:
    """M1 waits for M0; windows in days of January 2024."""
    windows = [(date(2024, 1, opens), date(2024, 1, due)) for opens, due in (first, second)]
    jobs = [Job(key(0), *windows[0], days[0], ()), Job(key(1), *windows[1], days[1], (key(0),))]
    return Network({job.key: job for job in jobs}, FiveDays())


def test_a_prerequisite_has_the_slack_that_its_dependant_leaves() -> None:
    timings = of_two((1, 31), (8, 12)).timings
    assert timings[key(0)].latest_finish == date(2024, 1, 11)
    assert timings[key(0)].must_hurry
    assert timings[key(0)].slack == 8
    assert timings[key(1)].slack == 4


def test_what_cannot_be_done_in_time_has_negative_slack_and_its_edge_is_named() -> None:
    found = of_two((15, 31), (1, 12))
    assert found.timings[key(1)].slack == -2
    (edge,) = found.too_late
    assert (edge.prerequisite, edge.dependant) == (key(0), key(1))
    assert (edge.prerequisite_due, edge.dependant_due) == (date(2024, 1, 31), date(2024, 1, 12))


def test_windows_that_are_shared_leave_no_time_after_the_last_day() -> None:
    assert len(of_two((1, 31), (1, 31)).too_late) == 1
    assert of_two((1, 31), (1, 31)).timings[key(0)].slack >= 0  # but the two can be done one after the other
    assert of_two((1, 30), (1, 31)).too_late == ()


def test_known_work_needs_its_days() -> None:
    assert len(of_two((1, 29), (1, 31), days=(1, 3)).too_late) == 1
    assert of_two((1, 26), (1, 31), days=(1, 3)).too_late == ()


def test_who_waits_makes_up_for_a_delay_inside_the_window() -> None:
    found = of_two((1, 12), (15, 31))
    assert [one.key for one in found.slips({key(0): 5})] == [key(0)]
    late, waiting = found.slips({key(0): 15})
    assert (late.after, late.missed_by) == (date(2024, 2, 2), 15)
    assert (waiting.after, waiting.due_on, waiting.missed_by) == (date(2024, 2, 5), date(2024, 1, 31), 3)


def test_no_delay_moves_nobody() -> None:
    assert of_two((1, 12), (15, 31)).slips({key(0): 0}) == []


def test_a_plan_without_dates_has_no_path() -> None:
    found = network((), {}, FiveDays())
    assert (found.critical_path.chain, found.critical_path.days, found.timings) == ((), 0, {})


def test_a_roadmaps_occurrences_are_jobs_soft_edges_and_awaited_dates_are_not() -> None:
    found = network(occurrences(six()), {"C3": 5}, FiveDays())
    assert {code for code, _occurrence in found.jobs} == {"A1", "B2", "C3", "D4"}
    assert [found.jobs[one].days for one in of_measure(found, "C3")] == [5]
    assert {needed for one in of_measure(found, "D4") for needed, _key in found.jobs[one].needs} == {"B2"}


def test_a_window_opens_on_the_orders_own_day_though_its_step_waits_for_the_end_of_another() -> None:
    plan = occurrences(six_with("A1", schedule="Март-апрель 2024"))
    (waiting,) = (one for one in plan if one.measure == "B2")
    found = network(plan, {}, FiveDays())
    assert found.jobs["B2", waiting.key].opens_on == date(2024, 3, 1)
