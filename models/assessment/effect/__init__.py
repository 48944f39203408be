"""Whether support helped: supported schools against the others, from years that did not decide who is supported.

Schools are listed because their result was low, and a low result is partly bad luck: the next one is better by itself.
So the baseline is a year that nobody was chosen by. conclusion.py is the door; how often it is right is measured by
`python -m benchmarks.effect` and told in docs/analysis.md.
"""
