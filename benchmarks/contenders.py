"""Who is measured at what. `python -m benchmarks.contenders WHAT WHO FOLDER` runs one once and tells time and memory.

A process each: what one engine keeps in memory, or has warmed up, is nobody else's. Imports are made before the clock
starts; reading the files is inside.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.generated import generated
from benchmarks.registers import YEARS

OURS = "веха"
REPORT = "report.xlsx"

Work = Callable[[], object]


def _ours(name: str) -> Callable[[Path], Work]:
    def ready(folder: Path) -> Work:
        from benchmarks import ours

        data = generated(folder)
        return lambda: getattr(ours, name)(data)

    return ready


def _peer(module: str, name: str, *frames: str) -> Callable[[Path], Work]:
    def ready(folder: Path) -> Work:
        peer = __import__(f"benchmarks.{module}", fromlist=[name])
        files = [generated(folder).files(frame) for frame in frames]
        years = YEARS if name == "procedures" else YEARS[-1]
        return lambda: getattr(peer, name)(*files, years)

    return ready


def _region_year(folder: Path) -> Work:
    from benchmarks import ours

    data = generated(folder)
    asked = ours.questions(data)
    return lambda: ours.region_year(asked, data.settings)


def _text(folder: Path) -> Work:
    from tasks.reading.tables import open_table

    return lambda: open_table(folder / REPORT)


def _understood(folder: Path) -> Work:
    from models.assessment.layout import empty
    from models.assessment.schemas import conforming
    from tasks.data.pseudonyms import Pseudonyms
    from tasks.reading.contract import Register
    from tasks.reading.recognising import read
    from tasks.secret import SECRET_BYTES

    conforming("vpr", empty("vpr"))  # pandera imports what it checks with when it checks for the first time
    return lambda: read(folder / REPORT, Register(), Pseudonyms(bytes(SECRET_BYTES)))


def _pandas(folder: Path) -> Work:
    import pandas as pd

    return lambda: pd.read_excel(folder / REPORT, engine="calamine", header=None)


CONTENDERS: dict[str, dict[str, Callable[[Path], Work]]] = {
    "procedures": {
        OURS: _ours("procedures"),
        "Polars": _peer("by_polars", "procedures", "vpr", "gia"),
        "DuckDB": _peer("by_duckdb", "procedures", "vpr", "gia"),
    },
    "tasks": {
        OURS: _ours("tasks"),
        "Polars": _peer("by_polars", "tasks", "vpr", "vpr_tasks"),
        "DuckDB": _peer("by_duckdb", "tasks", "vpr", "vpr_tasks"),
    },
    "region_year": {OURS: _region_year},
    "xlsx_text": {OURS: _text, "pandas + calamine": _pandas},
    "xlsx_understood": {OURS: _understood, "pandas + calamine": _pandas},
}


def peak_mib() -> int:
    """The most memory this process has held, as Linux counts it for the process itself."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main(what: str, who: str, folder: str) -> None:
    """Run it, then one line of JSON."""
    work = CONTENDERS[what][who](Path(folder))
    began = perf_counter()
    work()
    told = {"seconds": perf_counter() - began, "peak_mib": peak_mib()}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
