"""A region for calibrating the markers of non-objective results: arrays and frames only, no files, never loaded.

It is apart from the demo's region on purpose. There every class is moved over the edge of «3» until exactly the planted
schools are low, which heaps honest pupils at a boundary; here honest schools stay as they are drawn, and differ in what
real ones differ in: level with heavy tails, classes, teachers by subject, strictness of the journal, kindness at a
boundary, the luck of a year.
"""
