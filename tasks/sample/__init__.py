"""The generated region: invented schools and pupils, their results in the formats of the real systems, planted truth.

Start at generation.py. Nothing here imports models/assessment: what is planted is counted from the generator's own
arrays, so that the rules have somebody to be wrong against.
"""
