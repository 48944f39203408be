"""Possible markers of non-objective results, as papers say them: signs to look at, never an accusation."""
