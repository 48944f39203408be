"""The life of a step: planned occurrences, the table of moves, the gate's verdict."""
