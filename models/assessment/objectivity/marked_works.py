"""The regional lists' table: «4 РУ, 4 МА, 5 РУ, 5 МА» by school, 0 or 1, and how many works are marked."""

import pandas as pd

from models.assessment.objectivity.evidence import NOT_AVAILABLE, SIGN
from models.assessment.parameters import ObjectivityParameters

SHORT = {"русский язык": "РУ", "математика": "МА"}


def work_names(asked: ObjectivityParameters) -> dict[str, str]:
    """Procedure → its short name, in the table's order: {"ВПР, 4 класс, русский язык": "4 РУ", …}."""
    return {
        f"ВПР, {grade} класс, {subject}": f"{grade} {SHORT.get(subject, subject)}"
        for grade in sorted(asked.grades)
        for subject in asked.subjects
    }


def marked_works(evidence: pd.DataFrame, year: int, asked: ObjectivityParameters) -> pd.DataFrame:
    """school, a column for each work (1: at least one marker is a sign; NA: no marker could answer), whole, marked.

    whole:  signs of markers that look at the school or a class as a whole, a count.
    marked: works with a sign, the regional tables' «Количество маркеров».
    """
    rows = evidence[evidence["year"].eq(year)]
    names = work_names(asked)
    of_works = rows[rows["procedure"].isin(list(names)) & rows["status"].ne(NOT_AVAILABLE)]
    cells = of_works.assign(work=of_works["procedure"].map(names), sign=of_works["status"].eq(SIGN).astype("Int64"))
    wide = cells.pivot_table(index="school", columns="work", values="sign", aggfunc="max")
    schools = pd.Index(sorted(rows["school"].unique()), name="school")
    table = wide.reindex(index=schools, columns=list(names.values())).astype("Int64").rename_axis(columns=None)
    whole = rows[~rows["procedure"].isin(list(names)) & rows["status"].eq(SIGN)].groupby("school").size()
    counts = {"whole": whole.reindex(schools).fillna(0), "marked": table.sum(axis=1)}
    table = table.assign(**{name: values.astype("Int64") for name, values in counts.items()})
    return table.reset_index().astype({"school": "string"})
