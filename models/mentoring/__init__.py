"""Who helps whom: partner schools, curators, and mentors for teachers whose classes need support.

Pure and set-wise. Teachers and mentors are staff codes of their schools, never names. matching.py is the door of the
mentors; what a solution costs is told in docs/mentoring.md.
"""
