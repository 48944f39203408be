"""An indicator as a row of any table for people: a workbook's, a paper's, the command line's."""

from collections.abc import Mapping

from models.indicators.reading import Reading
from models.indicators.words import counted, target
from models.language import _
from models.roadmap.definition import Roadmap


def columns() -> tuple[tuple[str, int], ...]:
    """Headings and widths, in the order of `as_row`."""
    return (
        (_("Код"), 8), (_("Пункт"), 20), (_("Показатель, как в приказе"), 50), (_("Порог"), 24), (_("Было"), 18),
        (_("Стало"), 20), (_("Вывод"), 15), (_("Чего не хватает"), 44), (_("Откуда"), 36),
    )  # fmt: skip


def as_row(reading: Reading, roadmap: Roadmap) -> Mapping[str, str]:
    """An indicator as people read it, in any table."""
    measure = roadmap.by_code[reading.measure] if reading.measure else None
    return {
        "measure": measure.code if measure else _("карта"),
        "place": measure.place if measure else _("показатели карты"),
        "text": reading.indicator.text,
        "target": target(reading.indicator),
        "baseline": counted(reading.baseline),
        "count": counted(reading.count),
        "met": reading.met.label,
        "why": reading.why,
        "source": reading.source,
    }
