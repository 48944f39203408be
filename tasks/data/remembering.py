"""Frames at rest as rules look at them: each is read when it is first looked at, and the last ones are remembered.

The measures of a phase read the same files one after another. What is read is known by the files' content.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from models.assessment.layout import LAYOUT
from models.assessment.wanted import Wanted
from models.records import Dataset
from tasks.data.datasets import HOLDERS, frames, frames_wanted
from tasks.settings import Settings

REMEMBERED = 24


@dataclass(frozen=True)
class AtRest(Mapping[str, pd.DataFrame]):
    """The frames of some datasets by kind; one that no file brings is empty.

    kinds:   those that may be looked at.
    wants:   of which kinds only a part is given, and which.
    without: schools whose rows are left out, but not from the register.
    """

    settings: Settings
    datasets: Sequence[Dataset]
    kinds: Collection[str] = tuple(LAYOUT)
    wants: Mapping[str, Wanted] = field(default_factory=dict)
    without: frozenset[str] = frozenset()

    def __contains__(self, kind: object) -> bool:
        return kind in self.kinds

    def __iter__(self) -> Iterator[str]:
        return iter(self.kinds)

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, kind: str) -> pd.DataFrame:
        """The frame, whole or what is wanted of it; reads it if nobody has just looked at it."""
        if kind not in self:
            raise KeyError(kind)
        return _last_read.get(self, kind)

    def read(self, kind: str) -> pd.DataFrame:
        """The frame as the files tell it now."""
        if kind in self.wants:
            return frames_wanted(self.settings, self.datasets, {kind: self.wants[kind]}, self.without)[kind]
        return frames(self.settings, self.files_of(kind), [kind], without=self.without)[kind]

    def files_of(self, kind: str) -> list[Dataset]:
        """The datasets that decide what is read of this kind, the later one last, as it is believed."""
        told_by = self.wants[kind].told_by if kind in self.wants else set()
        holders = {holder for each in (kind, *told_by) for holder in HOLDERS[each]}
        return sorted((data for data in self.datasets if data.kind in holders), key=lambda data: data.id or 0)


class _LastRead:
    """The frames that were looked at last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], pd.DataFrame] = OrderedDict()

    def get(self, at_rest: AtRest, kind: str) -> pd.DataFrame:
        files = tuple(data.frames for data in at_rest.files_of(kind))
        key = (kind, repr(at_rest.wants.get(kind)), at_rest.without, files)
        if key not in self._kept:
            self._kept[key] = at_rest.read(kind)
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


_last_read = _LastRead()
