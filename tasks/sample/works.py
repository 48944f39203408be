"""What is written: VPR works and state exams, their tasks, and the scales that turn primary points into marks.

VPR scales are those of docs' domain table (grade × subject); geography's are ours. Nothing here is drawn at random.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

import numpy as np
import numpy.typing as npt

from tasks.sample.words import ELEMENTS, SKILLS

# (grade, subject) → the least primary points of «3», «4», «5», and the most there are.
SCALES: dict[tuple[int, str], tuple[int, int, int, int]] = {
    (4, "русский язык"): (14, 24, 33, 38),
    (4, "математика"): (6, 10, 15, 20),
    (4, "окружающий мир"): (8, 18, 27, 32),
    (5, "русский язык"): (18, 29, 39, 45),
    (5, "математика"): (7, 11, 15, 20),
    (5, "история"): (4, 8, 12, 15),
    (5, "биология"): (12, 18, 24, 29),
    (5, "география"): (9, 16, 22, 27),
    (6, "русский язык"): (25, 35, 45, 51),
    (6, "математика"): (6, 10, 14, 16),
    (6, "история"): (6, 11, 16, 20),
    (6, "биология"): (12, 18, 24, 28),
    (6, "география"): (10, 22, 31, 37),
    (7, "русский язык"): (22, 32, 42, 47),
    (7, "математика"): (7, 12, 16, 19),
    (7, "история"): (7, 13, 19, 25),
    (7, "биология"): (10, 17, 23, 28),
    (7, "география"): (11, 26, 33, 37),
    (8, "русский язык"): (26, 32, 45, 51),
    (8, "математика"): (8, 15, 21, 25),
    (8, "история"): (7, 12, 18, 24),
    (8, "биология"): (13, 21, 29, 36),
    (8, "география"): (13, 27, 36, 40),
}

SUBJECTS = ("русский язык", "математика", "история", "биология", "география")

# The most points of one task after another, per subject, repeated until the work's maximum is reached.
POINTS = {"русский язык": (4, 3, 2, 3, 3, 1, 2, 2, 1, 2), "математика": (1, 1, 1, 2, 1, 2)}
OTHER_POINTS = (2, 1, 1, 3, 2, 1, 2)


@dataclass(frozen=True)
class Task:
    """One task of a work: its name as in the report's header, the most points, the level Б, П or В, what it tests."""

    name: str
    points: int
    level: str
    element: str = ""
    skill: str = ""
    extended: bool = False

    @property
    def element_code(self) -> str:
        """The first word of the element: its code."""
        return self.element.partition(" ")[0]


@dataclass(frozen=True)
class Work:
    """A work of one grade and subject: its tasks and the least primary points of «3», «4» and «5»."""

    grade: int
    subject: str
    tasks: tuple[Task, ...]
    cuts: tuple[int, int, int]

    @property
    def most(self) -> int:
        """The most primary points."""
        return sum(task.points for task in self.tasks)

    @property
    def points(self) -> npt.NDArray[np.int16]:
        """The most points of each task, in order."""
        return np.array([task.points for task in self.tasks], np.int16)

    def marks(self, primary: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
        """The mark of each primary score: it always follows from the scale."""
        return (2 + np.searchsorted(self.cuts, primary, side="right")).astype(np.int16)


@dataclass(frozen=True)
class Exam:
    """A state exam. `cuts` of the work are primary points; `tests` are (primary, test score) knots of a scored exam.

    oral: how many of the last tasks are spoken, on a day of their own
    """

    kind: str
    code: str
    title: str
    subject: str
    work: Work
    tests: tuple[tuple[int, int], ...] = ()
    oral: int = 0

    @property
    def minimum(self) -> int:
        """The least test score, or the mark «3»."""
        return dict(self.tests)[self.work.cuts[0]] if self.tests else 3

    def result(self, primary: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
        """Test scores 0–100 where the exam is scored, marks where it is marked."""
        if not self.tests:
            return self.work.marks(primary)
        knots, scores = zip(*self.tests, strict=True)
        score: npt.NDArray[np.int16] = np.rint(np.interp(primary, knots, scores)).astype(np.int16)
        return score


def _names(subject: str) -> Iterator[str]:
    """Names of tasks as reports write them: criteria («1К2») in Russian, parts («3.1») everywhere."""
    for number in count(1):
        if subject == "русский язык" and number in (1, 2, 15):
            yield from (f"{number}К{criterion}" for criterion in range(1, 4))
        elif number % 3 == 0:
            yield from (f"{number}.1", f"{number}.2")
        else:
            yield str(number)


def _maxima(subject: str, most: int) -> list[int]:
    """The points of each task: the subject's pattern until the maximum is reached exactly."""
    pattern, maxima = POINTS.get(subject, OTHER_POINTS), list[int]()
    while (left := most - sum(maxima)) > 0:
        maxima.append(min(left, pattern[len(maxima) % len(pattern)]))
    return maxima


def _vpr_tasks(subject: str, most: int) -> tuple[Task, ...]:
    """The tasks: the first three fifths are basic, the last is high; two tasks share an element of their level."""
    maxima, names, wordings = _maxima(subject, most), _names(subject), ELEMENTS[subject]
    basic, last = round(len(maxima) * 0.6), len(maxima) - 1
    tasks = []
    for place, points in enumerate(maxima):
        level = "Б" if place < basic else "В" if place == last else "П"
        number = place // 2 if level == "Б" else place - basic
        element = f"{'БПВ'.index(level) + 1}.{number + 1} {wordings[(place // 2) % len(wordings)]}"
        tasks.append(Task(next(names), points, level, element, SKILLS[place % len(SKILLS)]))
    return tuple(tasks)


@cache
def vpr_works() -> tuple[Work, ...]:
    """Every VPR work of a year, by grade, then subject."""
    return tuple(
        Work(grade, subject, _vpr_tasks(subject, most), (three, four, five))
        for (grade, subject), (three, four, five, most) in SCALES.items()
    )


def _exam_tasks(short: tuple[int, ...], extended: tuple[int, ...]) -> tuple[Task, ...]:
    shorts = [Task(str(place), points, "Б") for place, points in enumerate(short, 1)]
    longs = [Task(str(place), points, "П", extended=True) for place, points in enumerate(extended, len(short) + 1)]
    return (*shorts, *longs)


@cache
def exams() -> tuple[Exam, ...]:
    """OGE and EGE in Russian and mathematics, and EGE in English, which is spoken too.

    OGE scales: 2024; test scores: straight lines between public knots.
    """
    oge_rus = Work(9, "русский язык", _exam_tasks((1,) * 7, (2, 3, 2, 2, 3, 2, 2, 2, 2, 2, 2, 2)), (15, 23, 29))
    oge_math = Work(9, "математика", _exam_tasks((1,) * 19, (2,) * 6), (8, 15, 22))
    rus = _exam_tasks((1,) * 7 + (2,) + (1,) * 16 + (3,), (1, 3, 1, 1, 2, 1, 3, 3, 3, 2, 1, 1))
    profile = _exam_tasks((1,) * 12, (2, 3, 2, 2, 3, 4, 4))
    english = _exam_tasks((1,) * 36, (6, 8, 1, 4, 5, 7))
    return (
        Exam("ОГЭ", "01", "Русский язык", "русский язык", oge_rus),
        Exam("ОГЭ", "02", "Математика", "математика", oge_math),
        Exam("ЕГЭ", "01", "Русский язык", "русский язык", Work(11, "русский язык", rus, (10, 16, 36)), _RUSSIAN_TEST),
        Exam(
            "ЕГЭ", "02", "Математика профильная", "математика профильная",
            Work(11, "математика профильная", profile, (5, 11, 18)), _PROFILE_TEST,
        ),
        Exam(
            "ЕГЭ", "22", "Математика базовая", "математика базовая",
            Work(11, "математика базовая", _exam_tasks((1,) * 21, ()), (7, 12, 17)),
        ),
        Exam(
            "ЕГЭ", "09", "Английский язык", "английский язык",
            Work(11, "английский язык", english, (15, 33, 52)), _ENGLISH_TEST, oral=4,
        ),
    )  # fmt: skip


_RUSSIAN_TEST = ((0, 0), (9, 22), (10, 24), (16, 36), (36, 65), (50, 100))
_ENGLISH_TEST = ((0, 0), (15, 22), (67, 100))
_PROFILE_TEST = ((0, 0), (4, 22), (5, 27), (11, 62), (18, 80), (32, 100))
