"""Plain loops over the written files: a second opinion that shares no code with the generator or with the rules."""

from collections import defaultdict
from typing import Any

from tests.tasks.sample.files_by_hand import Written

Counts = dict[tuple[int, str, tuple[str, int, str]], list[int]]  # (year, school, procedure) → [failed, participants]


def counts_of_schools(written: Written) -> Counts:
    counts: Counts = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["grade"] in (5, 6) and row["subject"] in ("русский язык", "математика"):
            pair = counts[row["year"], row["school"], ("ВПР", row["grade"], row["subject"])]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    for row in written.gia:
        if row["subject"] != "английский язык":
            pair = counts[row["year"], row["school"], (row["exam"], 0, row["subject"])]
            pair[0] += row["failed"]
            pair[1] += 1
    return counts


def schools_by_hand(written: Written) -> dict[str, dict[str, list[str]]]:
    counts = counts_of_schools(written)
    names = ("r1_only", "r2_only", "both", "at_edge", "just_under", "at_risk")
    kinds: dict[str, dict[str, list[str]]] = {
        f"schools_{name}": {year: [] for year in ("2023", "2024", "2025")} for name in names
    }
    for later in (2023, 2024, 2025):
        for school in sorted({school for _, school, _ in counts}):
            for kind in kinds_of_school(counts, school, later):
                kinds[kind][str(later)].append(school)
    return kinds


def kinds_of_school(counts: Counts, school: str, later: int) -> list[str]:
    low: dict[int, set[tuple[str, int, str]]] = {later - 1: set(), later: set()}
    pairs, near = [], 0
    for (year, its_school, procedure), (failed, participants) in counts.items():
        if its_school == school and year in low:
            if 100 * failed >= 30 * participants:
                low[year].add(procedure)
            if year == later:
                pairs.append((failed, participants))
                near += 20 * participants <= 100 * failed < 30 * participants
    r1, r2 = len(low[later]) >= 2, bool(low[later] & low[later - 1])
    if r1 or r2:
        rule = "schools_both" if r1 and r2 else "schools_r1_only" if r1 else "schools_r2_only"
        return [rule, "schools_at_edge"] if (6, 20) in pairs else [rule]
    kinds = ["schools_just_under"] if (20, 67) in pairs and not low[later] else []
    return [*kinds, "schools_at_risk"] if low[later] or near >= 2 else kinds


def pupils_by_hand(written: Written, year: int, failed_works: range = range(2, 9)) -> list[list[str]]:
    failed: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in written.vpr:
        if row["year"] == year and row["mark"] == 2:
            failed[row["school"], row["code"], row["class"]] += 1
    return sorted(list(pupil) for pupil, many in failed.items() if many in failed_works)


def places_by_hand(
    written: Written, year: int, of_branches: bool, low_subjects: range = range(4, 9)
) -> list[list[str]]:
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in written.vpr:
        if row["year"] != year or row["grade"] < 5:
            continue
        place = written.branch[year, row["school"], row["class"]] if of_branches else row["class"]
        if place:
            pair = counts[row["school"], place][row["subject"]]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    low = []
    for place, subjects in counts.items():
        if sum(100 * failed >= 30 * many for failed, many in subjects.values()) in low_subjects:
            low.append(list(place))
    return sorted(low)


def teachers_by_hand(written: Written, year: int) -> tuple[list[list[str]], list[list[str]]]:
    """Works of a teacher's classes that are low; and those of ten pupils or more that one failure more makes low."""
    counts: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["year"] == year:
            pair = counts[row["school"], "ВПР", row["subject"], row["class"]]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    for row in written.gia:
        if row["year"] == year and row["subject"] != "английский язык":
            pair = counts[row["school"], row["exam"], row["subject"], row["class"]]
            pair[0] += row["failed"]
            pair[1] += 1
    low, near = [], []
    for (school, source, subject, klass), (failed, many) in sorted(counts.items()):
        lesson = "математика" if "математика" in subject else subject
        teacher = written.teacher.get((year, school, klass, lesson))
        if teacher and 100 * failed >= 30 * many:
            low.append([school, teacher, source, subject, klass])
        elif teacher and many >= 10 and 100 * (failed + 1) >= 30 * many:
            near.append([school, teacher, source, subject, klass])
    return sorted(low), sorted(near)


def elements_by_hand(written: Written, year: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """Elements below the edge of their level, and those less than five per cent points over it."""
    sums: dict[tuple[int, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["year"] == year:
            for task, (points, of) in row["scores"].items():
                code, level = written.element[year, row["grade"], row["subject"], task]
                pair = sums[row["grade"], row["subject"], code, level]
                pair[0] += points
                pair[1] += of
    hard, over = [], []
    for (grade, subject, code, level), (points, of) in sums.items():
        edge = 57 if level == "Б" else 28.5
        if 100 * points < edge * of:
            hard.append([grade, subject, code])
        elif 100 * points < (edge + 5) * of:
            over.append([grade, subject, code])
    return sorted(hard), sorted(over)
