"""Passports as files: the chosen schools' pages from one reading. A school's file is named by its login."""

from collections.abc import Iterator, Sequence

from models.errors import NotFound
from models.language import _
from tasks.charts.picture import Picture
from tasks.charts.words import source
from tasks.charts.years import Panels, years
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document, DocumentHead
from tasks.passport.material import Material
from tasks.passport.values import shown_procedures, values

CHART_WIDTH = 180.0
CHART_DPI = 150
PANELS = Panels(in_a_row=4, height=19.0)


def passports(of: Material, schools: Sequence[str]) -> Iterator[Document]:
    """The pages, one document a school. Equal material gives equal bytes."""
    for school in schools:
        name = _("Паспорт школы {login} {day}").format(login=school, day=f"{of.as_of:%d.%m.%Y}")
        yield Document(f"{name}.docx", _page(of, school), DOCX)


def chosen_schools(of: Material, logins: Sequence[str], municipality: str) -> list[str]:
    """These schools, or the municipality's, or all; NotFound with every name that the register does not know."""
    known = of.schools
    strangers = sorted(set(logins) - set(known.index))
    if strangers:
        raise NotFound(_("В реестре нет школ: {logins}. Загрузите реестр.").format(logins=", ".join(strangers)))
    if not municipality:
        return list(dict.fromkeys(logins)) or list(known.index)
    found = known.index[known["municipality"].eq(municipality)]
    if found.empty:
        there = ", ".join(sorted(known["municipality"].dropna().unique()))
        raise NotFound(
            _("Муниципалитета «{name}» в реестре нет. Есть: {there}.").format(name=municipality, there=there)
        )
    return list(found)


def _page(of: Material, school: str) -> bytes:
    told = values(of, school)
    head = DocumentHead(of.roadmap.title, of.roadmap.title, "", tuple(of.years), of.as_of, told["order"])
    chart = _chart(of, school)
    title = _("Паспорт школы: {name}").format(name=told["name"])
    return filled("passport", title, told, head, [chart] if chart else [])


def _chart(of: Material, school: str) -> Picture | None:
    """The school's procedures over the years beside the region; None without results."""
    rows = of.results_of(school)
    rows = rows[rows["procedure"].isin(shown_procedures(of, school))]
    if rows.empty:
        return None
    title = _("Доля участников ниже минимума по годам")
    drawn = years(title, rows, _("школа"), [source(of.years, of.as_of)], CHART_WIDTH, PANELS)
    return Picture(title, drawn, dpi=CHART_DPI)
