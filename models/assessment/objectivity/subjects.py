"""NO8: a class that is far better in one of two subjects than in the other, by the same pupils.

Classes differ in that honestly (one good teacher is enough), so a class is compared with the region's classes of its
grade. The subjects are the first two that the roadmap names. A pupil's key links works within a year.
"""

import pandas as pd

from models.assessment.objectivity.evidence import few_participants, with_unanswered
from models.assessment.objectivity.material import Material
from models.assessment.objectivity.spread import means, placed

KEYS = ["school", "year", "grade", "class_name"]


def mismatch(material: Material) -> pd.DataFrame:
    """NO8. value, expected: first subject minus second in the region's standard deviations; statistic: z, both ways.

    procedure: the class; n: its pupils who wrote both works.
    """
    asked = material.parameters
    every = _classes(material.works)
    if len(asked.subjects) < 2:
        return with_unanswered(every.head(0), every, "one_subject")
    pupils = _differences(material.works, asked.subjects[:2])
    units = means(pupils.assign(pool=pupils["grade"]), "difference", KEYS[:1] + KEYS[3:])
    units = units.assign(procedure=_names(units["class_name"]), why=few_participants(units, asked.least_participants))
    return with_unanswered(placed(units, asked.least_schools, two_sided=True), every, "one_subject")


def _classes(works: pd.DataFrame) -> pd.DataFrame:
    """school, year, procedure, n of every class."""
    pupils = works.drop_duplicates([*KEYS, "pupil"])
    table = pupils.groupby(KEYS, as_index=False, sort=True).size().rename(columns={"size": "n"})
    return table.assign(procedure=_names(table["class_name"])).drop_duplicates(["school", "year", "procedure"])


def _names(classes: pd.Series) -> pd.Series:
    return "ВПР, " + classes.astype("string") + " класс"


def _differences(works: pd.DataFrame, subjects: tuple[str, ...]) -> pd.DataFrame:
    """KEYS, pupil, difference: of the standardised scores of pupils who wrote both subjects."""
    rows = works[works["primary"].notna() & works["subject"].isin(list(subjects))]
    points = rows["primary"].astype(float)
    groups = points.groupby([rows["year"], rows["procedure"]])
    deviation = groups.transform("std")
    standard = ((points - groups.transform("mean")) / deviation.where(deviation > 0)).fillna(0.0)
    by_subject = rows.assign(standard=standard).groupby([*KEYS, "pupil", "subject"], sort=True)["standard"].first()
    wide = by_subject.unstack("subject").reindex(columns=list(subjects)).dropna()
    return (wide[subjects[0]] - wide[subjects[1]]).rename("difference").reset_index()
