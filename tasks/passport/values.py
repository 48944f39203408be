"""What the blank of the passport (documents/templates/passport.docx) may use; docs/templates.md tells the fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from models.language import _
from models.wording import counted, day
from tasks.passport.material import Material
from tasks.passport.measures import measures
from tasks.passport.results import results

# One page holds so many procedures, and so many indicators of the order.
MOST_PROCEDURES, MOST_INDICATORS = 10, 3


def values(of: Material, school: str) -> dict[str, Any]:
    """The fields, of one school, but for the chart."""
    return {
        **_who(of.schools.loc[[school]].to_dict("records")[0], school),
        **_lists(of, school),
        **results(of, school, shown_procedures(of, school)),
        **measures(of.steps.get(school, ()), of.roadmap),
        "elements": _elements(of.elements, school, of.years),
        "indicators": _indicators(of),
        "roadmap": of.roadmap.title,
        "order": _("№ {number} от {day}").format(number=of.roadmap.order.number, day=_day(of.roadmap.order.signed_on)),
        "cycle": of.year,
        "day": day(of.as_of),
    }


def shown_procedures(of: Material, school: str) -> list[str]:
    """The procedures that stand on the page: where there are too many, those of the last year before others."""
    own = of.results_of(school)
    held = own[own["n"].notna()].groupby("procedure", as_index=False).agg(last=("year", "max"))
    first = held.sort_values(["last", "procedure"], ascending=[False, True]).head(MOST_PROCEDURES)
    return sorted(first["procedure"])


def _who(row: Mapping[Any, Any], school: str) -> dict[str, Any]:
    branches = [one for one in _text(row["branches"]).split(";") if one.strip()]
    return {
        "login": school,
        "name": row["name"],
        "municipality": _text(row["municipality"]) or "—",
        "kind": _text(row["kind"]) or "—",
        "pupils": _count(row["pupils"]),
        "teachers": _count(row["teachers"]),
        "branches": "; ".join(one.strip() for one in branches) or _("нет"),
    }


def _lists(of: Material, school: str) -> dict[str, str]:
    """Whether the school is on the computed list, by which rule, and in the approved target group."""
    return {"listed": _listed(of, school), "group": _group(of, school)}


def _listed(of: Material, school: str) -> str:
    if of.listed_year is None:
        return _("Список школ с низкими результатами ещё не рассчитан.")
    found = of.listed.get(school)
    if found is None:
        return _("По результатам {year} года в список школ с низкими результатами не входит.").format(
            year=of.listed_year
        )
    rules = ", ".join(rule for rule, holds in (("R1", found.r1), ("R2", found.r2)) if holds)
    said = _("По результатам {year} года входит в список школ с низкими результатами (правило {rules}).")
    return said.format(year=of.listed_year, rules=rules)


def _group(of: Material, school: str) -> str:
    member = of.group.get(school)
    if member is None:
        return _("В целевую группу {year} года не включена.").format(year=of.year)
    said = _("В целевой группе {year} года с {since}: приказ № {number} от {day}.")
    return said.format(
        year=of.year, since=_day(member.entered_on), number=member.order_number, day=_day(member.order_date)
    )


def _elements(elements: pd.DataFrame, school: str, years: Sequence[int]) -> str:
    if school not in elements.index:
        return _("О трудных элементах содержания данных нет.")
    row: Mapping[Any, int] = elements.loc[school].to_dict()
    hard = counted(row["hard"], _("элемент"), _("элемента"), _("элементов"))
    subjects = counted(row["subjects"], _("предмету"), _("предметам"), _("предметам"))
    return _(
        "Затруднения вызвали {hard} содержания из {total} по {subjects} ВПР {year} года; элементы, по которым "
        "участников менее 10, не учтены."
    ).format(hard=hard, total=row["elements"], subjects=subjects, year=years[-1])


def _indicators(of: Material) -> list[str]:
    """What the order wants of the plan as a whole, and in each school."""
    asked = [one.text for one in of.roadmap.indicators]
    asked += [
        f"{measure.place}: {one.text}"
        for measure in of.roadmap.measures
        if not measure.catalogue
        for one in measure.indicators
        if measure.is_target or one.per.value == "school"
    ]
    more = len(asked) - MOST_INDICATORS
    return asked[:MOST_INDICATORS] + ([_("и ещё {more} — в приказе").format(more=more)] if more > 0 else [])


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _count(value: Any) -> str:
    return _("нет данных") if pd.isna(value) else str(int(value))


def _day(value: Any) -> str:
    return f"{value:%d.%m.%Y}"
