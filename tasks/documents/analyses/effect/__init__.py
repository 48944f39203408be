"""Whether support helped, as papers say it: of the group as a whole, with the interval or the reason for none."""
