"""The order that approved a roadmap, and the roles that it names. As it is printed, it belongs in models/order."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.roadmap.frozen import Frozen


class Scope(StrEnum):
    """How far a party's binding reaches: one holder for the roadmap, one in each municipality, one in each school."""

    ROADMAP = "roadmap"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"

    def place(self, unit: str, municipality: str) -> str:
        """Which holder a step has: its school's, its municipality's, or (empty) the roadmap's.

        unit: the step's school, or empty for the whole roadmap; municipality: where that school is, or empty
        """
        return {Scope.SCHOOL: unit, Scope.MUNICIPALITY: municipality}.get(self, "")


class Assignment(Frozen):
    """What the order's body itself asks for, outside the table of measures; officials masked.

    schedule: the words that say by when («до 30.06.2022 далее - ежегодно»); line: 1-based, in the order's source
    """

    text: str
    schedule: str
    line: int


class Order(Frozen):
    """The order that approved the roadmap, and the file its lines are counted in.

    kind: приказ, распоряжение, постановление; coordinator: the role that the order makes coordinator, never a name
    columns: the table header's own words by our names (number, title, schedule, responsible, result), as ordered there;
             a further column («Примечание») goes by its own words
    """

    authority: str
    kind: str = "приказ"
    number: str
    signed_on: date
    title: str
    source: str
    coordinator: str = ""
    assignments: tuple[Assignment, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)


class Party(Frozen):
    """A role that the order names. People are bound to it in a contacts file, never here.

    title: as the order prints it («ОО»); name: in full, for who does not know the abbreviation.
    superior: the role that is told when this one stays late; empty: the coordinator.
    """

    code: str
    title: str
    name: str = ""
    scope: Scope = Scope.ROADMAP
    # Left out where none is named: such a roadmap is the same as before there were any.
    superior: str = Field(default="", exclude_if=lambda code: not code)
