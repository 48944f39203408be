"""Loaded frames and the computed need of support → the situation that mentors are matched in."""

import pandas as pd

from models.assessment.layout import Frames
from models.assessment.teacher_support import LESSON
from models.mentoring.frames import NEED, Situation, empty, typed
from models.mentoring.levels import level_of, together

READS = ("schools", "mentors", "neighbours", "conditions")


def situation_of(support: pd.DataFrame, frames: Frames) -> Situation:
    """The situation by these frames (READS). Agreements and last year's pairs are the record's: none are here.

    support: the table of teacher_support: school, teacher, subject, class_name, a row for each low work. A school
    that the register or the list of conditions leaves out has no municipality, no language, no place: NA.
    """
    about = frames["schools"][["school", "municipality"]].merge(frames["conditions"], on="school", how="left")
    mentors = frames["mentors"].merge(about[["school", "municipality", "place"]], on="school", how="left")
    mentors = mentors.assign(subject=mentors["subject"].replace(LESSON)).rename(columns={"school": "mentor_school"})
    return Situation(
        needs=typed("needs", _needs(support).merge(about, on="school", how="left")),
        mentors=typed("mentors", mentors),
        neighbours=typed("neighbours", frames["neighbours"]),
    )


def _needs(support: pd.DataFrame) -> pd.DataFrame:
    """NEED and levels: a teacher's low works of a subject are one need, at every level of their classes."""
    if support.empty:
        return empty("needs")[[*NEED, "levels"]]
    works = support.assign(subject=support["subject"].replace(LESSON), level=support["class_name"].map(level_of))
    return works.groupby(NEED)["level"].agg(lambda levels: together({*levels})).rename("levels").reset_index()
