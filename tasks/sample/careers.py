"""Which school is planted low in what, which year: the careers that make every kind of list member in every pair.

A procedure is (exam, grade, subject): («ВПР», 5, «математика»), («ОГЭ», 9, …), («ЕГЭ», 11, …). No results here.
"""

from dataclasses import dataclass, field

import numpy as np

# The years of the stories below. A region may live them earlier or later: as many years, one after another.
YEARS = (2022, 2023, 2024, 2025)

Procedure = tuple[str, int, str]

VPR: tuple[Procedure, ...] = tuple(
    ("ВПР", grade, subject) for grade in (5, 6) for subject in ("русский язык", "математика")
)
OGE: tuple[Procedure, ...] = (("ОГЭ", 9, "русский язык"), ("ОГЭ", 9, "математика"))
EGE: tuple[Procedure, ...] = tuple(
    ("ЕГЭ", 11, subject) for subject in ("русский язык", "математика профильная", "математика базовая")
)
PROCEDURES = (*VPR, *OGE, *EGE)
CORRECTED = VPR[2]

# A career names procedures p, q, r by letters: which are low in which year.
MAIN: dict[str, dict[int, str]] = {
    "r1_2023": {2023: "pq"},
    "edge_2024": {2024: "pq"},
    "r1_2025": {2025: "pqr"},
    "r2_2023": {2022: "p", 2023: "p"},
    "r2_2024": {2023: "p", 2024: "p"},
    "r2_2025": {2024: "p", 2025: "p"},
    "both_2023": {2022: "p", 2023: "pq"},
    "both_2024": {2023: "p", 2024: "pq"},
    "both_2025": {2024: "p", 2025: "pq"},
    "under_2023": {},
    "under_2024": {},
    "under_2025": {},
}
# Look-alikes and long stories: one low procedure only; another one each year; low for years; saved by resits.
EXTRA: dict[str, dict[int, str]] = {
    "single_2024": {2024: "p"},
    "crossed_2025": {2024: "p", 2025: "q"},
    "long_2025": {2022: "pq", 2023: "pq", 2024: "p", 2025: "p"},
    "saved_2025": {},
}
LEAST_SCHOOLS = len(MAIN) + len(EXTRA)


@dataclass
class Plan:
    """What is planted in schools, by the schools' row numbers.

    low:    (school, year) → procedures planted low.
    exact:  (school, year, procedure) → (marks «2», participants) that must come out exactly.
    cohort: (school, year of grade 0) → pupils, where a planted edge fixes the number.
    under:  later year → schools just under the edge.
    saved:  (school, year) whose exams look low until the reserve days.
    entrant: the school with one low procedure in 2024, and the VPR procedure that a correction will lower.
    """

    low: dict[tuple[int, int], set[Procedure]] = field(default_factory=dict)
    exact: dict[tuple[int, int, Procedure], tuple[int, int]] = field(default_factory=dict)
    cohort: dict[tuple[int, int], int] = field(default_factory=dict)
    under: dict[int, list[int]] = field(default_factory=dict)
    saved: set[tuple[int, int]] = field(default_factory=set)
    entrant: tuple[int, Procedure] | None = None

    def is_calm(self, school: int, year: int) -> bool:
        """Nothing is planted in the school that year."""
        return not self.low.get((school, year)) and all(key[:2] != (school, year) for key in self.exact)

    def fix(self, school: int, year: int, procedure: Procedure, low: int, of: int) -> None:
        """Exactly so many «2» of so many participants."""
        self.exact[school, year, procedure] = (low, of)
        self.cohort[school, year - procedure[1]] = of


def years_from(first: int) -> tuple[int, ...]:
    """The region's result years when the stories begin in that year."""
    return tuple(range(first, first + len(YEARS)))


def plan_careers(sizes: np.ndarray, has_seniors: np.ndarray, rng: np.random.Generator, first: int = YEARS[0]) -> Plan:
    """Give careers to schools: one copy of each main one for every 20 schools, of each look-alike for every 40.

    first: the year in which the stories begin
    """
    schools = len(sizes)
    order = [int(school) for school in rng.permutation(schools)]
    names = list(MAIN) * max(1, schools // 20) + list(EXTRA) * max(1, schools // 40)
    plan = Plan()
    for school, name in zip(order, names, strict=False):
        seniors = bool(has_seniors[school]) and sizes[school] >= 25
        _begin(plan, school, name, [*VPR, *OGE, *(EGE if seniors else ())], rng, first - YEARS[0])
    return plan


def _begin(
    plan: Plan, school: int, name: str, procedures: list[Procedure], rng: np.random.Generator, later: int
) -> None:
    """Write one school's career into the plan, so many years later than it is told."""
    chosen = dict(zip("pqr", (procedures[place] for place in rng.permutation(len(procedures))), strict=False))
    story, year = {**MAIN, **EXTRA}[name], int(name.rpartition("_")[2]) + later
    if name == "edge_2024":
        chosen = {"p": VPR[0], "q": VPR[1]}
    elif name == "single_2024":
        chosen = {"p": OGE[1]}
        plan.entrant = plan.entrant or (school, CORRECTED)
    for low_year, letters in story.items():
        plan.low[school, low_year + later] = {chosen[letter] for letter in letters}
    if name.startswith("edge"):
        for procedure in plan.low[school, year]:
            plan.fix(school, year, procedure, 6, 20)
    if name.startswith("under"):
        plan.fix(school, year, (VPR + OGE)[int(rng.integers(6))], 20, 67)
        plan.under.setdefault(year, []).append(school)
    if name.startswith("saved"):
        plan.saved.add((school, year))
