"""Measures of a catalogue as measures of a roadmap: done on request, in each school that has them in its plan. Pure."""

from collections.abc import Collection, Iterable

from models.errors import VekhaError
from models.language import _
from models.people.contacts import COORDINATOR
from models.roadmap.definition import Indicator, Kind, Measure, Phase, Roadmap, Unit
from models.roadmap.needs import Prerequisite
from models.roadmap.order import Party
from models.support.catalogue import Catalogue, CatalogueMeasure

# Words of the record, as an order's own would be; they are not translated.
SECTION, ON_REQUEST = "Меры поддержки по планам школ", "По запросу"


def with_measures(roadmap: Roadmap, catalogue: Catalogue, codes: Iterable[str]) -> Roadmap:
    """The roadmap with these measures of the catalogue, and what they need; those that it has already stay as they are.

    VekhaError when the order's own measure bears the code of one.
    """
    wanted = catalogue.in_order(catalogue.needed_for(codes))
    if taken := [code for code in wanted if code in roadmap.by_code and not roadmap.by_code[code].catalogue]:
        told = _("Эти коды каталога заняты мероприятиями самой дорожной карты: {codes}. Дайте мерам другие коды.")
        raise VekhaError(told.format(codes=", ".join(taken)))
    new = [catalogue.by_code[code] for code in wanted if code not in roadmap.by_code]
    parties = {one.code: _party(roadmap, catalogue, one.code) for one in catalogue.parties}
    measures = [_measure(one, catalogue, parties, roadmap) for one in new]
    return _extended(roadmap, measures, {parties[code].code: parties[code] for one in new for code in one.parties})


def with_support_of(present: Roadmap, roadmap: Roadmap) -> Roadmap:
    """Another version with the support measures of the present one, whose steps schools have."""
    kept = [one for one in present.measures if one.catalogue and one.code not in roadmap.by_code]
    return _extended(roadmap, kept, {code: present.party_by_code[code] for one in kept for code in _named(one)})


def party_titles(roadmap: Roadmap, catalogue: Catalogue) -> dict[str, str]:
    """How this roadmap's people call each role of the catalogue, by the catalogue's code."""
    return {one.code: _party(roadmap, catalogue, one.code).title for one in catalogue.parties}


def _extended(roadmap: Roadmap, measures: Collection[Measure], parties: dict[str, Party]) -> Roadmap:
    """The roadmap with these measures after its own, and the parties that it lacks; itself when there are none."""
    if not measures:
        return roadmap
    lacking = [party for code, party in parties.items() if code not in roadmap.party_by_code]
    said = {name: getattr(roadmap, name) for name in Roadmap.model_fields}
    said["measures"], said["parties"] = (*roadmap.measures, *measures), (*roadmap.parties, *lacking)
    # Not a copy: a copy would keep the answers that the first one has cached.
    return Roadmap(**said)


def _named(measure: Measure) -> tuple[str, ...]:
    return (*measure.parties, *measure.acceptors)


def _party(roadmap: Roadmap, catalogue: Catalogue, code: str) -> Party:
    """The roadmap's own party for a role of the catalogue, by any of its codes; else the catalogue's."""
    role = catalogue.party_by_code[code]
    own = next((one for one in (code, *role.known_as) if one in roadmap.party_by_code), None)
    return roadmap.party_by_code[own] if own else Party(**role.model_dump(exclude={"known_as"}))


def _measure(one: CatalogueMeasure, catalogue: Catalogue, parties: dict[str, Party], roadmap: Roadmap) -> Measure:
    return Measure(
        code=one.code,
        item=one.code,
        title=one.title,
        text=one.text,
        section=SECTION,
        schedule=ON_REQUEST,
        parties=tuple(dict.fromkeys(parties[code].code for code in one.parties)),
        result="; ".join(one.deliverables),
        deliverables=one.deliverables,
        indicators=(
            Indicator(
                text=one.indicator.text,
                counted=one.indicator.counted,
                as_share=one.indicator.unit == "percent",
                per=Unit.SCHOOL,
            ),
        ),
        phase=Phase.SUPPORT_PLAN,
        kind=Kind.PLAN,
        unit=Unit.SCHOOL,
        prerequisites=tuple(Prerequisite(measure=needed) for needed in one.needs),
        catalogue=catalogue.name,
        acceptance=COORDINATOR if COORDINATOR in roadmap.party_by_code else None,
        lines=(),
        note=one.source,
    )
