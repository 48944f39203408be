"""Frames that the record tells and no file: a rule is given them beside the loaded data."""

from collections.abc import Iterable

from models.assessment.analysis import Analysis
from models.assessment.effect.group import group_frame
from models.assessment.layout import Frames
from models.assessment.supported import Supported


def with_recorded(analysis: Analysis, loaded: Frames, supported: Iterable[Supported]) -> Frames:
    """The frames with those of the record that the rule names."""
    return {**loaded, "group": group_frame(supported)} if "group" in analysis.recorded else loaded
