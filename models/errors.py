"""Errors a person can act on. They are shown as they read, without a traceback; anything else is our bug.

VekhaError                the base: one clear sentence for a person
├── RoadmapError          a roadmap file is wrong (carries every problem found)
├── FileRefused           a data file cannot be loaded (carries every problem found)
├── ForbiddenMove         a step cannot make this move
├── StaleVersion          somebody else acted on the step first
└── NotFound              no such roadmap, cycle, measure, school or step
"""

from collections.abc import Sequence

from models.problems import Problem


class VekhaError(Exception):
    """The base of all errors that a person is shown."""


class _Refusal(VekhaError):
    """A refusal that names every problem at once."""

    def __init__(self, headline: str, problems: Sequence[Problem]) -> None:
        self.headline = headline
        self.problems = tuple(problems)
        super().__init__("\n".join([headline, *(str(problem) for problem in problems)]))


class RoadmapError(_Refusal):
    """A roadmap file is wrong."""


class FileRefused(_Refusal):
    """A data file cannot be loaded."""


class ForbiddenMove(VekhaError):
    """A step cannot make this move now."""


class StaleVersion(VekhaError):
    """The step has changed since it was read: somebody else acted first."""


class NotFound(VekhaError):
    """What was named does not exist."""
