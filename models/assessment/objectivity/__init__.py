"""Markers of non-objective VPR results («признаки необъективности»), mended so that honest schools are rarely named.

A module for each marker, the common ground they stand on (material, spread, tails, evidence), and conclusion.py, which
says when markers together ask for a person's look. They never say that anybody broke a rule. How often they are wrong
is measured by `python -m benchmarks.objectivity` and told in docs/analysis.md.
"""
