"""Which occurrences of a roadmap's next version are those of the present one, moved: they keep their keys.

A key names an occurrence in the record for good; the dates under it may change. What becomes of steps, and who decides,
is tasks/cycle/adoption.py's. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.roadmap.plan import AWAITING_DATES, Occurrence, Plan

Pair = tuple[Occurrence, Occurrence]


def carried(plan: Plan, earlier: Mapping[int, Plan], renamed: Mapping[str, str]) -> Plan:
    """The new plan under the keys that the record already knows.

    earlier: by year of an open cycle, the plan that it runs by; other years have no steps yet and keep natural keys
    renamed: old code → new code
    """
    keys: dict[tuple[str, str], str] = {}
    for year, old in earlier.items():
        by_new_code = [replace(one, measure=renamed.get(one.measure, one.measure)) for one in old if one.year == year]
        for code in dict.fromkeys(one.measure for one in plan):
            before = [one for one in by_new_code if one.measure == code]
            after = [one for one in plan if (one.measure, one.year) == (code, year)]
            keys |= {(code, natural): key for natural, key in _keys(before, after)}
    return tuple(_under(keys, occurrence) for occurrence in plan)


def _under(keys: Mapping[tuple[str, str], str], occurrence: Occurrence) -> Occurrence:
    """The occurrence and what it waits for, by the keys of the record."""
    needed = tuple(
        replace(one, occurrence=keys.get((one.measure, one.occurrence), one.occurrence))
        for one in occurrence.prerequisites
    )
    key = keys.get((occurrence.measure, occurrence.key), occurrence.key)
    return replace(occurrence, key=key, prerequisites=needed)


def _keys(before: Sequence[Occurrence], after: Sequence[Occurrence]) -> Iterator[tuple[str, str]]:
    """For each new occurrence of one measure and year its natural key and the one that it goes by."""
    found = dict[str, str]()
    for old, new in same_occurrences(before, after):
        found[new.key] = old.key
    for new in after:
        if new.key not in found:
            found[new.key] = _free(new.key, set(found.values()))
    yield from found.items()


def _free(key: str, taken: set[str]) -> str:
    """The key, numbered when another occurrence goes by it since an earlier move."""
    numbers = (f"{key}#{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (key, *numbers) if one not in taken)


def same_occurrences(before: Sequence[Occurrence], after: Sequence[Occurrence]) -> Iterator[Pair]:
    """Pairs of one measure's old and new occurrences that are one and the same: by dates, key, deadline, then order.

    By order only when equally many are left: of four quarters that become twelve months none is "the same".
    """
    left, right = list(before), list(after)
    for likeness in _LIKENESSES:
        for old in list(left):
            new = next((one for one in right if likeness(one) == likeness(old)), None)
            if new is not None:
                left.remove(old)
                right.remove(new)
                yield old, new
    # What waits for its dates is found by that very key; it never turns into a dated occurrence.
    left, right = ([one for one in those if one.key != AWAITING_DATES] for those in (left, right))
    if len(left) == len(right):
        yield from zip(sorted(left, key=_moment), sorted(right, key=_moment), strict=True)


def _moment(occurrence: Occurrence) -> str:
    return f"{occurrence.due_on} {occurrence.opens_on}"


_LIKENESSES: tuple[Callable[[Occurrence], object], ...] = (
    lambda one: (one.opens_on, one.due_on, one.key == AWAITING_DATES),
    lambda one: one.key,
    lambda one: one.due_on or one.key,
)
