"""Which loaded files a report reads, and what it would need that nobody has loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from models.assessment.analysis import Analysis
from models.assessment.names import AGGREGATES
from models.errors import NotFound
from models.language import _
from models.records import Dataset
from tasks.data.datasets import HOLDERS, holding
from tasks.record.book import years_of

# Frames that hold results; where a rule reads several, one of them will do.
RESULTS = ("vpr", *AGGREGATES, "gia")
# What is used of every year that it speaks of; of other frames the last year's is needed.
OF_ANY_YEAR = frozenset({"crosswalk"})


@dataclass(frozen=True)
class Holding:
    """The years that a report speaks of, earliest first, and its files."""

    years: tuple[int, ...]
    datasets: tuple[Dataset, ...]
    register: tuple[Dataset, ...]


def held(session: Session, analysis: Analysis, years: Sequence[int]) -> Holding:
    """What there is for these years (none: every year with results). NotFound names all that is not."""
    datasets = holding(session, analysis.reads)
    results = _by_kinds(datasets, _result_frames(analysis))
    loaded = {year for data in results for year in years_of(data)}
    asked = tuple(sorted(set(years) or loaded))
    missing = _missing(analysis, datasets, loaded, asked)
    if missing:
        told = _("Не загружено: {missing}. Что загружено, показывает vekha data list.")
        raise NotFound(told.format(missing="; ".join(missing)))
    return Holding(asked, tuple(datasets), tuple(holding(session, ["schools"])))


def needed(analysis: Analysis) -> str:
    """What an analysis needs and what it may use, in words: «ВПР или ГИА; если есть — реестр школ»."""
    # A work's tasks come in the files of its results.
    others = [name for name in analysis.reads if name not in (*RESULTS, "vpr_tasks")]
    sure = [_called(name) for name in others if name not in analysis.spares]
    spared = [_called(name) for name in analysis.spares if name != "vpr_tasks"]
    said = [_results(analysis), *sure, *map(_called, analysis.recorded)]
    return "; ".join([*said, _("если есть — {spared}").format(spared=", ".join(spared))] if spared else said)


def _missing(analysis: Analysis, datasets: Sequence[Dataset], loaded: set[int], asked: tuple[int, ...]) -> list[str]:
    """Everything without which there is no answer, each with its years."""
    if not asked:
        return [_results(analysis)]
    years = [str(year) for year in asked if year not in loaded]
    missing = [_("{what} за {years}").format(what=_results(analysis), years=", ".join(years))] if years else []
    for name in analysis.reads:
        if name in (*RESULTS, "vpr_tasks", *analysis.spares):
            continue
        any_of = asked if name in OF_ANY_YEAR else asked[-1:]
        of_year = [data for data in _by_kinds(datasets, [name]) if {*any_of} & {*years_of(data)}]
        if not of_year:
            missing.append(_("{what} за {years}").format(what=_called(name), years=", ".join(map(str, any_of))))
    return missing


def _by_kinds(datasets: Sequence[Dataset], names: Sequence[str]) -> list[Dataset]:
    kinds = {kind for name in names for kind in HOLDERS[name]}
    return [data for data in datasets if data.kind in kinds]


def _results(analysis: Analysis) -> str:
    return _(" или ").join(_called(name) for name in _result_frames(analysis))


def _result_frames(analysis: Analysis) -> list[str]:
    return [name for name in RESULTS if name in analysis.reads and name not in analysis.spares]


def _called(name: str) -> str:
    return {
        "vpr": _("результаты ВПР"),
        "vpr_tasks": _("баллы за задания ВПР"),
        "vpr_marks": _("отчёт 2 ВПР"),
        "vpr_journal": _("отчёт 3 ВПР"),
        "vpr_primary": _("отчёт 4 ВПР"),
        "vpr_completion": _("отчёт 5 ВПР"),
        "vpr_planned": _("отчёт 6 ВПР"),
        "group": _("утверждённый перечень школ (vekha group)"),
        "gia": _("результаты ОГЭ и ЕГЭ"),
        "schools": _("реестр школ"),
        "assignments": _("назначения (кто кого учит)"),
        "tasks": _("что проверяют задания"),
        "crosswalk": _("сопоставление шифров"),
        "scales": _("шкалы отметок ВПР"),
    }[name]
