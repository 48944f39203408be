"""The forecast of the state exams, as papers say it: for planning help, never an assessment of a school."""
