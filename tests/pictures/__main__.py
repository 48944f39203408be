"""`make pictures`, or `python -m tests.pictures slack school`: take all of them anew, or those that are named.

Needs a Chromium for prefect and slack; LibreOffice (soffice) and poppler-utils (pdftoppm) for school. Every picture is
drawn from what the code makes of an invented region; school takes some minutes, the others about one.
"""

import argparse
import shutil
import sys
from collections.abc import Callable

from tests.browser import chromium
from tests.pictures import prefect_ui, school, slack

TAKE: dict[str, Callable[[], None]] = {"prefect": prefect_ui.take, "slack": slack.take, "school": school.take}


def lacking(name: str) -> str:
    """What must be installed before these pictures can be taken; empty when all is there."""
    if name == "school":
        return ", ".join(program for program in ("soffice", "pdftoppm") if shutil.which(program) is None)
    return "" if chromium() else "chromium"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="tests.pictures")
    arguments.add_argument("names", nargs="*", choices=[*TAKE, []], metavar="|".join(TAKE))
    wanted = arguments.parse_args().names or [*TAKE]
    if missing := [f"{name}: {what}" for name in wanted if (what := lacking(name))]:
        sys.exit(f"not installed, so no picture was taken: {'; '.join(missing)}")
    for name in wanted:
        TAKE[name]()
