"""How results changed from year to year, as papers say it."""
