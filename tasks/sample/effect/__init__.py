"""Regions whose effect of support is known, because it was added after their schools had been chosen by results.

benchmarks/effect.py measures by them how often the estimate is right, and how wrong a comparison with the year of the
selection is.
"""
