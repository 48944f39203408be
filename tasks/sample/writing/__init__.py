"""How results are written down: a module for each family of real files. What stands in them, the neighbours above say.

One work may be written in several ways (report 1, the forms before it, the reports 2–7, a region's flat tables): all of
them are of the same sheet, so that no file contradicts another.
"""
