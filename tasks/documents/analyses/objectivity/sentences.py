"""What the markers found, in sentences."""

from models.language import _
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.words import of_schools


def sentences(facts: Facts) -> list[str]:
    """In how many schools there is something to look at, and which markers had no data."""
    found = [
        _("Дополнительного анализа требуют результаты ВПР {year} года в {listed} из {total}.").format(
            year=facts["year"], listed=of_schools(int(facts["listed"])), total=facts["schools"]
        ),
        _("Хотя бы один возможный признак есть в {schools}; один признак основанием не служит.").format(
            schools=of_schools(int(facts["with_signs"]))
        ),
    ]
    if facts["unanswered"]:
        found.append(_("Не рассчитаны, потому что данных для них нет: {markers}.").format(markers=facts["unanswered"]))
    return found
