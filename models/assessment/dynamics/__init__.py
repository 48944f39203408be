"""How results move over years, by school, subject and cohort, and what may be compared. conclusion.py is the door.

A change is called a change only when its 95 % interval leaves zero out; what cannot be compared is said, not computed
over. All of this says what happened, not that support caused it: effect belongs in models/support.
"""
