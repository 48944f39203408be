"""Side-by-side measurements with public tools: `make bench`. Nothing of the product imports this room."""

import tasks  # noqa: F401  # where Arrow takes its memory from is said before anything imports it
