"""The words for why a step stands and what stands behind it, with schools by name."""

from collections.abc import Mapping, Sequence

from models.language import _
from models.people.counting import few_of
from models.steps.book import Book
from models.steps.why.conditions import Condition
from models.steps.why.held import Held
from models.wording import counted, in_digits


def what_is_missing(condition: Condition, book: Book, names: Mapping[str, str]) -> str:
    """«T03 «…» (п. 3), Школа № 1 и ещё 4: не сдано, срок 30.04.2024», and a full stop."""
    measure = book.roadmap.by_code[condition.measure]
    title = f"{measure.code} «{measure.title}» ({measure.place})"
    if condition.units:
        title += f", {few_of([names.get(unit, unit) for unit in condition.units])}"
    if condition.enough:
        title += _(" (достаточно: {enough})").format(enough=condition.enough)
    return f"{title}: {condition.sentence}."


def who_can(condition: Condition, book: Book) -> str:
    """«ОО, с 01.03.2024»: the role that can mend it, and since when it could have."""
    known = book.roadmap.party_by_code.get(condition.party)
    party = known.title if known else _("координатор")
    return _("{party}, с {day}").format(party=party, day=in_digits(condition.since)) if condition.since else party


def what_is_held(held: Sequence[Held]) -> str:
    """«T04 (31 рабочий день), T05, T07»: what stands behind, with how long it has been waiting."""
    return ", ".join(f"{one.measure} ({_days(one.working_days)})" if one.working_days else one.measure for one in held)


def _days(number: int) -> str:
    return counted(number, _("рабочий день"), _("рабочих дня"), _("рабочих дней"))
