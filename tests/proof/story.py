"""The story of the six measures: what people do on which day."""

from collections.abc import Mapping
from datetime import date

from models.steps.status import Move
from tasks.cycle.dates import Dates
from tests.proof.acting import (
    ONE,
    SIX,
    SOMEBODY,
    THREE,
    TWO,
    YEAR,
    Approved,
    Arrives,
    Dated,
    Deed,
    Moves,
    World,
    accepted,
    submitted,
)
from tests.proof.deciding import LUGOVOY, Dropped, Extended, Holds, LetPast, OnHold
from tests.proof.pressing import HandedInByForm, PutOff
from tests.proof.region import SCHOOLS

__all__ = ["SIX", "SOMEBODY", "STORY", "YEAR", "World"]

STORY: Mapping[date, tuple[Deed, ...]] = {
    date(2024, 1, 10): (Arrives("schools.csv"), Arrives("2022.xlsx"), Arrives("2023-wrong.xlsx")),
    date(2024, 2, 5): (Arrives("2023-right.xlsx"), Approved(SCHOOLS, Move.CREATE)),
    date(2024, 2, 12): (
        Dated(Dates(date(2024, 5, 15), date(2024, 5, 31), "график контроля № 3")),
        Holds("municipal_authority", LUGOVOY),
    ),
    date(2024, 3, 4): (
        LetPast("P4"),
        submitted("P4"),
        OnHold("P6"),
        HandedInByForm("P2", ONE, "1"),
        accepted("P2", ONE),
        submitted("P2", TWO),
    ),
    date(2024, 3, 27): (
        LetPast("P4", is_over=True),
        Moves(Move.RETURN, "P2", TWO, "нет подписи"),
        submitted("P2", THREE),
        accepted("P2", THREE),
    ),
    date(2024, 4, 3): (
        submitted("P2", TWO, "2"),
        accepted("P2", TWO),
        PutOff("P3", ONE, days=5),
        Approved((ONE, TWO, THREE), Move.WITHDRAW),
    ),
    date(2024, 4, 20): (
        Moves(Move.DELIVER, "P3", ONE, "11", paper="Протокол"),
        submitted("P3", ONE, "", file="plan.pdf"),
        accepted("P3", ONE),
        submitted("P3", TWO, "12", file="plan.pdf"),
        accepted("P3", TWO),
        Dropped("P3", THREE, until=date(2024, 5, 21)),
        Approved(SCHOOLS, Move.REJOIN),
    ),
    date(2024, 5, 20): (
        OnHold("P6", is_over=True),
        Extended("P6", date(2024, 7, 3)),
        Holds("municipal_authority", LUGOVOY, is_over=True),
        Arrives("2023-later.xlsx"),
        submitted("P5"),
        accepted("P5"),
        Approved((ONE, TWO, THREE), Move.WITHDRAW),
    ),
    date(2024, 5, 22): (
        submitted("P2", ONE, "3"),
        accepted("P2", ONE),
        Moves(Move.REOPEN, "P5", said="акт не о той школе"),
    ),
    date(2024, 6, 3): (
        submitted("P5", "", "2"),
        accepted("P5"),
        Moves(Move.REOPEN, "P3", THREE, "снятие истекло"),
        Moves(Move.WAIVE, "P3", THREE, "школа закрыта на ремонт"),
        submitted("P6"),
    ),
    date(2024, 6, 24): (Moves(Move.RETURN, "P6", said="нет выводов"),),
    date(2024, 7, 2): (submitted("P6", "", "2"), accepted("P6")),
    date(2024, 7, 3): (),
}
