"""How clocks and people start flows: the command line, schedules, triggers, the local server."""
