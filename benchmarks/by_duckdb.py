"""The shared aggregates in plain DuckDB, as somebody would write them who has only SQL. No code of ours."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

PROCEDURES = """
CREATE TEMP TABLE counts AS
WITH works AS (
  SELECT school, year, grade, subject, count(*) AS n, count(*) FILTER (mark = 2) AS n_low
  FROM read_parquet($vpr)
  WHERE year IN $years AND grade IN (5, 6) AND subject IN ('русский язык', 'математика') AND mark IS NOT NULL
  GROUP BY ALL
), by_day AS (
  SELECT year, exam, subject, held_on, school, pupil, score, mark FROM read_parquet($gia)
  WHERE year IN $years AND (
    exam = 'ОГЭ' AND subject IN ('русский язык', 'математика')
    OR exam = 'ЕГЭ' AND subject IN ('русский язык', 'математика профильная', 'математика базовая'))
  QUALIFY row_number() OVER (
    PARTITION BY year, exam, subject, pupil, held_on
    ORDER BY state DESC NULLS LAST, score DESC NULLS LAST, mark DESC NULLS LAST, school DESC) = 1
), last AS (
  SELECT * FROM by_day WHERE score IS NOT NULL OR mark IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY year, exam, subject, pupil ORDER BY held_on DESC) = 1
), judged AS (
  SELECT school, year, exam, subject, CASE
    WHEN mark IS NOT NULL THEN mark = 2
    WHEN subject = 'русский язык' THEN score < 24
    WHEN subject = 'математика профильная' THEN score < 27 END AS below
  FROM last
), exams AS (
  SELECT school, year, exam, subject, count(*) AS n, count(*) FILTER (below) AS n_low
  FROM judged WHERE below IS NOT NULL GROUP BY ALL
)
SELECT school, year, 'ВПР, ' || grade || ' класс, ' || subject AS procedure, n, n_low FROM works
UNION ALL SELECT school, year, exam || ', ' || subject, n, n_low FROM exams
"""
LISTED = """
WITH low AS (FROM counts WHERE 100 * n_low >= 30 * n),
r1 AS (SELECT school FROM low WHERE year = $year GROUP BY school HAVING count(*) >= 2),
r2 AS (SELECT school FROM low GROUP BY school, procedure HAVING count(DISTINCT year) >= 2)
SELECT DISTINCT school, school IN (FROM r1) AS r1, school IN (FROM r2) AS r2 FROM low
WHERE school IN (FROM r1) OR school IN (FROM r2) ORDER BY school
"""
TASKS = """
SELECT year, grade, subject, task, count(*) AS n, sum(score)::BIGINT AS points, sum(max_score)::BIGINT AS maximum
FROM read_parquet($points) AS points
ANTI JOIN (
  SELECT DISTINCT year, grade, subject, pupil FROM read_parquet($vpr) WHERE year = $year AND mark IS NULL
) AS absent USING (year, grade, subject, pupil)
WHERE year = $year GROUP BY ALL ORDER BY ALL
"""


def procedures(vpr: Sequence[str], gia: Sequence[str], years: Sequence[int]) -> tuple[pa.Table, pa.Table]:
    """Participants and failures by school, year and procedure; and the schools under R1 or R2."""
    with duckdb.connect() as base:
        base.execute(PROCEDURES, {"vpr": list(vpr), "gia": list(gia), "years": list(years)})
        listed = base.sql(LISTED, params={"year": years[-1]}).to_arrow_table()
        return base.sql("FROM counts ORDER BY school, year, procedure").to_arrow_table(), listed


def tasks(vpr: Sequence[str], points: Sequence[str], year: int) -> pa.Table:
    """Pupils, points and the most points by task, without the absent."""
    with duckdb.connect() as base:
        asked = {"vpr": list(vpr), "points": list(points), "year": year}
        return base.sql(TASKS, params=asked).to_arrow_table()
