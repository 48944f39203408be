"""The shared aggregates in plain Polars, as somebody would write them who has only Polars. No code of ours."""

from collections.abc import Sequence

import polars as pl

SUBJECTS = ("русский язык", "математика")
EXAMS = (
    ("ОГЭ", ("русский язык", "математика")),
    ("ЕГЭ", ("русский язык", "математика профильная", "математика базовая")),
)
MINIMUM = {"русский язык": 24, "математика профильная": 27}
PROCEDURE = ["school", "year", "procedure"]
RESULT = ["year", "exam", "subject", "pupil"]
TASK = ["year", "grade", "subject", "task"]


def procedures(vpr: Sequence[str], gia: Sequence[str], years: Sequence[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Participants and failures by school, year and procedure; and the schools under R1 or R2."""
    counts = pl.concat([_works(vpr, years), _exams(gia, years)]).collect(engine="streaming").sort(PROCEDURE)
    low = counts.filter(100 * pl.col("n_low") >= 30 * pl.col("n"))
    r1 = low.filter(pl.col("year") == years[-1]).group_by("school").len().filter(pl.col("len") >= 2)
    r2 = low.group_by("school", "procedure").agg(pl.col("year").n_unique()).filter(pl.col("year") >= 2)
    listed = pl.concat([r1["school"], r2["school"]]).unique().sort().to_frame()
    return counts, listed.with_columns(
        r1=pl.col("school").is_in(r1["school"].implode()), r2=pl.col("school").is_in(r2["school"].implode())
    )


def _works(files: Sequence[str], years: Sequence[int]) -> pl.LazyFrame:
    chosen = pl.scan_parquet(list(files)).filter(
        pl.col("year").is_in(list(years)),
        pl.col("grade").is_in([5, 6]),
        pl.col("subject").is_in(list(SUBJECTS)),
        pl.col("mark").is_not_null(),
    )
    counts = chosen.group_by("school", "year", "grade", "subject").agg(
        n=pl.len().cast(pl.Int64), n_low=(pl.col("mark") == 2).sum().cast(pl.Int64)
    )
    procedure = pl.format("ВПР, {} класс, {}", "grade", "subject")
    return counts.select("school", "year", procedure.alias("procedure"), "n", "n_low")


def _exams(files: Sequence[str], years: Sequence[int]) -> pl.LazyFrame:
    """Each pupil's last state, below the minimum or not."""
    counting = pl.any_horizontal(
        *((pl.col("exam") == exam) & pl.col("subject").is_in(list(subjects)) for exam, subjects in EXAMS)
    )
    states = pl.scan_parquet(list(files)).filter(pl.col("year").is_in(list(years)), counting)
    in_order = states.sort("held_on", "state", "score", "mark", "school", nulls_last=False)
    by_day = in_order.unique([*RESULT, "held_on"], keep="last", maintain_order=True)
    taken = by_day.filter(pl.col("score").is_not_null() | pl.col("mark").is_not_null())
    last = taken.unique(RESULT, keep="last", maintain_order=True)
    minimum = pl.col("subject").replace_strict(MINIMUM, default=None, return_dtype=pl.Int64)
    below = pl.when(pl.col("mark").is_not_null()).then(pl.col("mark") == 2).otherwise(pl.col("score") < minimum)
    known = last.with_columns(below=below, procedure=pl.format("{}, {}", "exam", "subject")).drop_nulls("below")
    return known.group_by(PROCEDURE).agg(n=pl.len().cast(pl.Int64), n_low=pl.col("below").sum().cast(pl.Int64))


def tasks(vpr: Sequence[str], points: Sequence[str], year: int) -> pl.DataFrame:
    """Pupils, points and the most points by task, without the absent."""
    pupil = ["year", "grade", "subject", "pupil"]
    absent = pl.scan_parquet(list(vpr)).filter(pl.col("year") == year, pl.col("mark").is_null()).select(pupil)
    rows = pl.scan_parquet(list(points)).filter(pl.col("year") == year).join(absent, on=pupil, how="anti")
    counts = rows.group_by(TASK).agg(
        n=pl.len().cast(pl.Int64), points=pl.col("score").sum(), maximum=pl.col("max_score").sum()
    )
    return counts.collect(engine="streaming").sort(TASK)
