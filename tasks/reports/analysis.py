"""An analysis's papers for whoever they are for: computed once, withheld together, then narrowed to each copy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import pandas as pd
from sqlmodel import Session

from models.assessment.analysis import Result
from models.assessment.registry import ANALYSES
from models.assessment.sharing import Telling, as_shared, few_of, places_of, told_by
from models.errors import NotFound
from models.language import _
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.charts.words import source
from tasks.data.datasets import frames
from tasks.data.releases import told_before
from tasks.documents.analyses.registry import PAPERS
from tasks.documents.head import filed
from tasks.documents.rendering import Document, DocumentHead, charts, render
from tasks.reports.answering import computed, elements_of_municipalities, of_municipalities, of_schools
from tasks.reports.asking import Asked
from tasks.reports.having import held
from tasks.settings import Settings


@dataclass(frozen=True)
class Copy:
    """One reader's papers: the folder they go into («» for the copy of all schools), what was found, the documents."""

    folder: str
    sentences: list[str]
    documents: tuple[Document, ...]

    @property
    def files(self) -> list[tuple[PurePath, Document]]:
        """The documents, each with where it goes below the folder that was asked for."""
        return [(PurePath(self.folder) / document.file_name, document) for document in self.documents]


@dataclass(frozen=True)
class Papers:
    """What was asked for; told: what the copies tell, to be kept once they have left."""

    copies: tuple[Copy, ...]
    told: Telling


def papers(session: Session, settings: Settings, asked: Asked) -> Papers:
    """All copies. NotFound: data, a municipality or a school that is not there."""
    found = held(session, ANALYSES[asked.analysis], asked.years)
    schools = frames(settings, found.register, ["schools"])["schools"]
    result, places = computed(session, settings, asked, found), places_of(schools)
    chosen = _chosen_municipalities(asked, places)
    elements = elements_of_municipalities(settings, asked, found, places) if chosen else None
    told = told_by(result, places, told_before(session, settings, asked.analysis), elements)
    head = DocumentHead(asked.thresholds, "", "", found.years, asked.as_of, "")
    of, shown = Material(result, told.works, schools, source(head.years, head.as_of)), as_shared(result, told)
    if asked.copies.is_of_all:
        copies = [_copy(asked, shown, head, schools, "", charts(asked.analysis, of, shown))]
    else:
        parts = of_municipalities(asked, shown, places, elements, told) if chosen else {}
        copies = [*_of_municipalities(asked, parts, chosen, head, of), *_of_schools(asked, shown, head, schools)]
    return Papers(tuple(copies), told)


def _chosen_municipalities(asked: Asked, places: pd.Series) -> Sequence[str]:
    every = sorted(places.dropna().unique())
    chosen = every if asked.copies.each == "municipality" else asked.copies.municipalities
    _refuse_unknown(chosen, every, _("муниципалитета"))
    return chosen


def _of_municipalities(
    asked: Asked, parts: Mapping[str, Result], chosen: Sequence[str], head: DocumentHead, of: Material
) -> Iterator[Copy]:
    withheld = _withheld(parts)
    for name in chosen:
        one = parts[name]
        if one.restricted:
            one = replace(one, facts={**one.facts, "withheld": int(name in withheld)})
        of_place = replace(head, scope=_("Муниципалитет: {name}").format(name=name))
        copy = _copy(asked, one, of_place, of.schools, name, charts(asked.analysis, of, one, name))
        # Whose names are whose is the school's to know: others see counts.
        yield replace(copy, documents=copy.documents[:1]) if one.restricted else copy


def _of_schools(asked: Asked, result: Result, head: DocumentHead, schools: pd.DataFrame) -> Iterator[Copy]:
    names = schools.drop_duplicates("school").set_index("school")["name"]
    chosen = sorted(names.index) if asked.copies.each == "school" else list(asked.copies.schools)
    _refuse_unknown(chosen, sorted(names.index), _("школы"))
    results = of_schools(asked, result, chosen) if chosen else {}
    for school in chosen:
        scope = _("{name} (логин {school})").format(name=names[school], school=school)
        yield _copy(asked, results[school], replace(head, scope=scope), schools, f"{school} {names[school]}")


def _withheld(results: Mapping[str, Result]) -> set[str]:
    """The municipalities whose number of pupils would tell of a few."""
    facts = [{"place": name, **one.facts} for name, one in results.items()]
    if not facts or not {"participants", "pupils"} <= set(facts[0]):
        return set()
    return few_of(pd.DataFrame(facts), "participants", "pupils")


def _refuse_unknown(named: Sequence[str], known: list[str], what: str) -> None:
    absent = [name for name in named if name not in known]
    if absent:
        told = _("В реестре школ нет {what}: {absent}. Есть: {known}.")
        shown = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
        raise NotFound(told.format(what=what, absent=", ".join(absent), known=shown or _("пусто")))


def _copy(
    asked: Asked,
    result: Result,
    head: DocumentHead,
    schools: pd.DataFrame,
    folder: str,
    drawn: Sequence[Picture] = (),
) -> Copy:
    sentences = PAPERS[asked.analysis].sentences(result.facts)
    return Copy(filed(folder), sentences, render(asked.analysis, result, head, schools, drawn))
