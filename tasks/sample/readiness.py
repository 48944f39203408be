"""A region for calibrating the forecast of the state exams: several years of VPR and of exams, as frames; never loaded.

Schools differ for good (with heavy tails) and by cohort, teacher, year and exam; the region's exams are harder in one
year than in another; some pupils come and go, and who stays for grade 11 knows more. In what a work tells of the exam
regions differ by kind: see KINDS.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.sample.objectivity.region import COHORT, EXAM, SCHOOL, TEACHER

Floats = npt.NDArray[np.float64]

# told:   what a school is lasts, and works and exams both show it;
# hidden: exams show what a school is, VPR works do not (each work has a level of its own at every school);
# noise:  works and exams have levels of their own every year: nothing tells of a coming exam.
KINDS = ("told", "hidden", "noise")
EXAM_YEARS = (2022, 2023, 2024, 2025)  # the last is the one to come
VPR_YEARS = (2020, 2021, 2022, 2023, 2024)
POINTS, SUBJECTS = 24, ("русский язык", "математика")
# Exam, subject, its place among SUBJECTS, the ability in logits that passes, and who sits it.
SITTINGS = (
    ("ОГЭ", SUBJECTS[0], 0, -1.35, 1.0),
    ("ОГЭ", SUBJECTS[1], 1, -1.0, 1.0),
    ("ЕГЭ", SUBJECTS[0], 0, -1.9, 1.0),
    ("ЕГЭ", "математика профильная", 1, -0.6, 0.55),
    ("ЕГЭ", "математика базовая", 1, -1.5, 0.45),
)
YEAR = 0.15  # by what exams are harder in one year than in another, in logits of ability
STAYS = 0.5  # for grade 11
EVERY = 4  # school has made a crosswalk
TESTED = 0.45  # what a pupil's result differs by from day to day


@dataclass(frozen=True)
class ReadinessRegion:
    """vpr, gia, crosswalk (of some schools): with the columns of loaded data, untyped.

    to_come: the last year's exams, which no rule is given.
    """

    vpr: pd.DataFrame
    gia: pd.DataFrame
    to_come: pd.DataFrame
    crosswalk: pd.DataFrame


def found_region(seed: int, kind: str = "told", schools: int = 400) -> ReadinessRegion:
    """Draw a region of this kind; the same arguments give the same rows."""
    drawn = _Drawing(np.random.default_rng([seed, 91, KINDS.index(kind)]), kind, schools)
    works = [drawn.work(year, grade, place) for year in VPR_YEARS for grade in (7, 8, 10) for place in (0, 1)]
    exams = pd.concat([drawn.exam(year, *sitting) for year in EXAM_YEARS for sitting in SITTINGS], ignore_index=True)
    is_last = exams["year"].eq(EXAM_YEARS[-1])
    vpr = pd.concat(works, ignore_index=True)
    return ReadinessRegion(vpr, exams[~is_last], exams[is_last], _crosswalk(vpr, drawn.schools[::EVERY]))


def _crosswalk(vpr: pd.DataFrame, schools: npt.NDArray[np.str_]) -> pd.DataFrame:
    """Whose code is whose at these schools, of everybody who wrote anything."""
    told = vpr[vpr["school"].isin(schools)].drop_duplicates(["year", "pupil"])
    return told[["year", "school", "pupil"]].assign(examinee=told["pupil"].str.split("/").str[0])


class _Drawing:
    """What schools and pupils are, drawn once, and their works and exams, drawn in turn."""

    def __init__(self, rng: np.random.Generator, kind: str, schools: int) -> None:
        self.rng, self.kind = rng, kind
        self.schools = np.array([f"edu98{place:04d}" for place in range(schools)])
        self.size = np.clip(np.rint(np.exp(rng.normal(3.5, 0.6, schools))), 4, 130)
        self.effect = self._effect()
        self.cohorts = {year: self._cohort() for year in range(VPR_YEARS[0] - 10, VPR_YEARS[-1] - 6)}

    def _effect(self) -> Floats:
        """(places, schools): what a school is, in both subjects and in each."""
        schools = len(self.schools)
        tails = SCHOOL * self.rng.standard_t(6, schools) / np.sqrt(1.5)
        effect: Floats = 1.4 * tails + self.rng.normal(0, TEACHER, (len(SUBJECTS), schools))
        return effect

    def _cohort(self) -> pd.DataFrame:
        """The pupils of a parallel: school (a row), key, ability, whether they stay for grade 11, profile or basic."""
        many = np.maximum(3, np.rint(self.size * self.rng.normal(1, 0.1, len(self.size)))).astype(int)
        school = np.repeat(np.arange(len(many)), many)
        ability = self.rng.normal(0, 0.6, len(school)) + self.rng.normal(0, COHORT, len(many))[school]
        stays = ability + self.rng.normal(0, 0.5, len(school)) > np.quantile(ability, 1 - STAYS)
        profile = ability + self.rng.normal(0, 0.4, len(school)) > np.quantile(ability, 0.6)
        return pd.DataFrame({"school": school, "ability": ability, "stays": stays, "profile": profile})

    def work(self, year: int, grade: int, place: int) -> pd.DataFrame:
        """One VPR work: points by ability, and by what the school is or is not."""
        pupils = self.cohorts[year - grade]
        pupils = pupils[(pupils["stays"] if grade == 10 else True) & (self.rng.random(len(pupils)) > 0.08)]
        skill = self._skill(pupils, place, lasting=self.kind == "told", usual=TEACHER)
        chance = 1 / (1 + np.exp(-(skill + 0.2)))
        return pd.DataFrame(
            {
                "year": year,
                "grade": grade,
                "subject": SUBJECTS[place],
                "school": self.schools[pupils["school"]],
                "class_name": f"{grade}А",
                "pupil": [f"{year - grade}-{place}/{year}" for place in pupils.index],
                "primary": self.rng.binomial(POINTS, chance),
            }
        )

    def exam(self, year: int, exam: str, subject: str, place: int, passes: float, share: float) -> pd.DataFrame:
        """One exam: who sits it, and «2» or «4», for no rule looks at more; a test score where the exam has one."""
        pupils = self.cohorts[year - (9 if exam == "ОГЭ" else 11)]
        pupils = pupils[self._sits(pupils, exam, share)]
        skill = self._skill(pupils, place, lasting=self.kind != "noise", usual=EXAM)
        has_passed = skill > passes + self.rng.normal(0, YEAR)
        is_scored = exam == "ЕГЭ" and share != SITTINGS[-1][-1]
        result = {"score": np.where(has_passed, 60, 5)} if is_scored else {"mark": np.where(has_passed, 4, 2)}
        key = np.char.mod(f"{year - (9 if exam == 'ОГЭ' else 11)}-%d", pupils.index.to_numpy())
        about = {"year": year, "exam": exam, "subject": subject, "held_on": f"{year}-06-03", "state": 0}
        return pd.DataFrame(about | {"school": self.schools[pupils["school"]], "pupil": key} | result)

    def _sits(self, pupils: pd.DataFrame, exam: str, share: float) -> "pd.Series[bool]":
        there = pd.Series(self.rng.random(len(pupils)) > 0.03, index=pupils.index)
        if exam == "ОГЭ":
            return there
        there &= pupils["stays"]
        if share == 1.0:
            return there
        return there & pupils["profile"].eq(share == SITTINGS[3][-1])

    def _skill(self, pupils: pd.DataFrame, place: int, *, lasting: bool, usual: float) -> Floats:
        """What pupils show on the day: their own, their school's, and the luck of a work at a school."""
        school, rng = pupils["school"].to_numpy(), self.rng
        known = self.effect[place] if lasting else rng.permutation(self.effect[place])
        level = known + rng.normal(0, usual, len(self.schools))
        ability = pupils["ability"].to_numpy() if lasting else rng.normal(0, 0.6, len(pupils))
        shown: Floats = ability + level[school] + rng.normal(0, TESTED, len(pupils))
        return shown
