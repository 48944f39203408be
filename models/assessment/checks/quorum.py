"""When enough schools are in order for a gate to open: who is left out then. Pandas-free."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from models.assessment.findings import Finding


def with_quorum(findings: Sequence[Finding], schools: int, quorum: float) -> list[Finding]:
    """One check's findings; those that stop schools are marked `left_out` when the others make the quorum.

    schools: how many are looked at; quorum: the part of them (0–1] that must be in order. A blocking finding that is no
    school's own leaves nobody out: it is everybody's.
    """
    stopped = {found.school for found in findings if found.blocking}
    # As the YAML writes it: the share 0.55 of 100 schools is 55, which floating point numbers do not say.
    is_met = "" not in stopped and schools - len(stopped) >= Fraction(str(quorum)) * schools
    if not stopped or not is_met or len(stopped) >= schools:
        return list(findings)
    return [replace(found, left_out=True) if found.blocking else found for found in findings]
