"""Readiness for the state exams by school cohort: what share of the coming graduates may fall below the minimum.

A forecast for planning help, not an assessment of a school: no order, no ranking, and no answer where the forecast was
no better than the region's share would have been. conclusion.py is the door; how good the forecasts are is measured on
the data at hand by trial.py, and on generated regions by `python -m benchmarks.readiness` (docs/analysis.md).
"""
