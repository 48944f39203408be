"""How the best plans are found: school by school while places last, together where schools compete. Pure.

The order of reading: options.py (what may stand in a plan), best.py (a school's best plan), pricing.py (what scarce
places are worth), sharing.py (who gets them, and the proof that nobody could do better), exact.py (all of it).
"""
