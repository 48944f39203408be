"""What the commands about roles share: which role is meant, and the words for places, terms and bindings."""

from datetime import date
from typing import Annotated

import typer
from sqlmodel import Session

from deployments.cli.console import Meant
from models.language import _
from models.people.contacts import COORDINATOR, Place
from models.people.roster import coordinator_of
from models.records import RoleBinding
from models.roadmap.definition import Roadmap
from models.roadmap.order import Party
from models.wording import in_digits
from tasks.cycle.agenda import party_meant
from tasks.record.book import find_cycle, recorded_definition

MunicipalityOption = Annotated[str, typer.Option("--municipality", help="Муниципалитет, как в реестре школ.")]


def definition_of(session: Session, of: Meant) -> Roadmap:
    """The roadmap that the year runs by."""
    return recorded_definition(session, find_cycle(session, of.roadmap, of.year))[0]


def party_said(definition: Roadmap, said: str) -> Party:
    """The role that is meant; the coordinator is one, whether the order names them or not."""
    named_so = coordinator_of(definition.parties)
    if said.casefold() in (COORDINATOR, named_so.title.casefold()):
        return named_so
    return definition.party_by_code[party_meant(definition, said)]


def where_said(place: Place) -> str:
    """The school or the municipality; nothing of the whole roadmap."""
    return place.school or place.municipality


def term_said(first: date | None, last: date | None) -> str:
    """«с 01.10.2024 по 14.10.2024»."""
    told = _("с {first} по {last}") if last else _("с {first}")
    return told.format(first=in_digits(first), last=in_digits(last))


def stopped(sentence: str) -> str:
    """The sentence with its full stop; initials end with one already."""
    return f"{sentence.rstrip('.')}."


def plain(row: RoleBinding) -> dict[str, object]:
    """The binding for `--json`."""
    return row.model_dump(mode="json", exclude={"at"})
