"""Readiness of pupils, where a school has told whose code of the VPR is whose in ГИА: help to a pupil, nothing else.

linking.py says whose work and whose exam meet, chances.py learns from them and tries itself on the years at hand,
answers.py speaks of one exam, conclusion.py is the door. Where a pupil's own work tells no more than their school's
results do, nothing is said of pupils.
"""
