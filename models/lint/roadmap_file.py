"""A roadmap's YAML put into the form that lint looks at: plain data with places, so a refused file is looked at too.

An order's own file belongs in order_file.py, the rules in the modules beside this one.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from models.errors import VekhaError
from models.lint.places import Place
from models.lint.subject import DEADLINES_IN_A_MONTH, Asked, Item, Part, Piece, Subject
from models.problems import Problem
from models.roadmap.consistency import measures_in
from models.roadmap.places import Located, Path
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Rule, Unspecified

# Our name of a cell → the measure's key that holds it as printed.
KEYS = {"title": "text", "schedule": "schedule", "responsible": "responsible", "result": "result"}


def roadmap_subject(
    located: Located,
    refused: Sequence[Problem] = (),
    unbound: Collection[str] = (),
    busy: int = DEADLINES_IN_A_MONTH,
) -> Subject:
    """What lint looks at in a roadmap file.

    refused: why the file is not accepted; unbound: codes of roles that nobody is bound to
    """
    period = _period(located)
    items = tuple(_Measure(located, path, data, period).item for path, data in measures_in(located))
    order = ("order",)
    return Subject(
        source=located.file_name,
        items=items,
        pieces=tuple(_pieces(located, items)),
        authority=_text(located.value((*order, "authority"))),
        number=_text(located.value((*order, "number"))),
        signed_on=_date(located.value((*order, "signed_on"))),
        title=_text(located.value((*order, "title"))),
        asked=tuple(_asked(located, period)),
        period=period,
        unbound=tuple(_unbound(located, unbound)),
        busy=busy,
        refused=tuple(refused),
    )


def _place(located: Located, path: Path) -> Place:
    return Place((located.place(path),), at=located.line(path))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _date(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _period(located: Located) -> Period | None:
    try:
        return Period.parse(_text(located.value(("period",))))
    except VekhaError:
        return None


def _pieces(located: Located, items: tuple[Item, ...]) -> Iterator[Piece]:
    """The order's title and every printed cell."""
    if title := _text(located.value(("order", "title"))):
        yield Piece(title, _place(located, ("order", "title")), Part.HEAD)
    for item in items:
        yield from (Piece(getattr(item, cell), item.at(cell), cell=cell) for cell in KEYS if getattr(item, cell))


def _asked(located: Located, period: Period | None) -> Iterator[Asked]:
    listed = located.value(("order", "assignments"))
    for at, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict) and (schedule := _text(one.get("schedule"))):
            place = _place(located, ("order", "assignments", at, "schedule"))
            yield Asked(_text(one.get("text")), schedule, _rule(schedule, period), place)


def _rule(schedule: str, period: Period | None) -> Rule:
    return read(schedule, period) if period else Unspecified()


def _unbound(located: Located, codes: Collection[str]) -> Iterator[tuple[str, Place]]:
    listed = located.value(("parties",))
    for at, party in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(party, dict) and party.get("code") in codes:
            yield _text(party.get("title")) or _text(party.get("code")), _place(located, ("parties", at, "code"))


class _Measure:
    """One measure of the file, whatever of it is there."""

    def __init__(self, located: Located, path: Path, data: dict[str, Any], period: Period | None) -> None:
        self.located, self.path, self.data, self.period = located, path, data, period
        parent = data.get("inherits")
        everything = {m.get("code"): m for _path, m in measures_in(located)}
        self.holder: dict[str, Any] = everything.get(parent, {}) if isinstance(parent, str) else {}

    def text(self, key: str) -> str:
        """A key's text, empty when there is none."""
        return _text(self.data.get(key))

    @property
    def item(self) -> Item:
        """The measure as lint sees it."""
        number, parent = self._number()
        return Item(
            code=self.text("code"),
            label=self.text("code"),
            title=self.text("text") or self.text("title"),
            schedule=self.text("schedule"),
            responsible=self.text("responsible"),
            result=self.text("result"),
            number=number,
            parent=parent,
            section=self.text("section"),
            heading=self.text("heading"),
            rule=_rule(
                self.text("read_as") or self.text("schedule") or _text(self.holder.get("schedule")), self.period
            ),
            place=self._at("code"),
            places={**{cell: self._at(key) for cell, key in KEYS.items()}, "number": self._at("item")},
            inherited={cell: _text(self.holder.get(key)) for cell, key in KEYS.items() if self.holder},
            parties=self._titles(),
            needed=tuple(self._needed()),
            is_decided=bool(self.text("read_as")),
            is_target=self.data.get("is_target") is True,
        )

    def _at(self, key: str) -> Place:
        return _place(self.located, (*self.path, key))

    def _number(self) -> tuple[str, str]:
        """The printed number and the position that a sub-item belongs to."""
        printed, item, below = self.data.get("number"), self.text("item"), self.data.get("sub_item")
        own = printed if isinstance(printed, str) else item if below in {None, 1} else ""
        return own, item if below else ""

    def _titles(self) -> tuple[str, ...]:
        """The titles of the measure's roles, as the order prints them."""
        listed = self.located.value(("parties",))
        parties = [party for party in (listed if isinstance(listed, list) else []) if isinstance(party, dict)]
        titles = {party.get("code"): _text(party.get("title")) for party in parties}
        own = self.data.get("parties") or self.holder.get("parties") or []
        return tuple(titles.get(code, str(code)) for code in own if isinstance(code, str))

    def _needed(self) -> Iterator[str]:
        """The codes of hard prerequisites."""
        listed = self.data.get("prerequisites")
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, str):
                yield one
            elif isinstance(one, dict) and not one.get("soft"):
                yield _text(one.get("measure"))
