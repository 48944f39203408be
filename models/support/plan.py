"""A school's support plan: its items, its stages, what people may do with it. Pure; rows belong in models/records.

A plan is never changed: each deed makes its next version, and the earlier ones are the history.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from models.errors import ForbiddenMove, VekhaError
from models.language import _
from models.roadmap.naming import suggestion
from models.support.catalogue import Catalogue
from models.wording import in_digits


class Stage(StrEnum):
    """How far a plan has come."""

    DRAFT = "draft"
    SENT = "sent"
    CHANGED = "changed"
    AGREED = "agreed"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Stage.DRAFT: _("черновик"),
            Stage.SENT: _("отправлен школе"),
            Stage.CHANGED: _("изменён, ждёт согласования"),
            Stage.AGREED: _("согласован"),
            Stage.APPROVED: _("утверждён"),
        }[self]


class Deed(StrEnum):
    """What people do with a plan; each makes a version."""

    PROPOSE = "propose"
    SEND = "send"
    CHANGE = "change"
    AGREE = "agree"
    APPROVE = "approve"
    CORRECT = "correct"


# From which stages a deed is possible (None: there is no plan yet), and where it leads.
DEEDS: Mapping[Deed, Mapping[Stage | None, Stage]] = {
    Deed.PROPOSE: {None: Stage.DRAFT, Stage.DRAFT: Stage.DRAFT},
    Deed.SEND: {Stage.DRAFT: Stage.SENT},
    Deed.CHANGE: {
        Stage.DRAFT: Stage.DRAFT,
        Stage.SENT: Stage.CHANGED,
        Stage.CHANGED: Stage.CHANGED,
        Stage.AGREED: Stage.CHANGED,
        Stage.APPROVED: Stage.CHANGED,
    },
    Deed.AGREE: {Stage.SENT: Stage.AGREED, Stage.CHANGED: Stage.AGREED},
    Deed.APPROVE: {Stage.AGREED: Stage.APPROVED},
    Deed.CORRECT: {Stage.APPROVED: Stage.CHANGED},
}


def after(school: str, stage: Stage | None, deed: Deed) -> Stage:
    """The stage that the deed leads to; ForbiddenMove when it is not possible now."""
    if stage not in DEEDS[deed]:
        now = stage.label if stage else _("его ещё нет")
        possible = ", ".join(one.label if one else _("его ещё нет") for one in DEEDS[deed])
        told = _("{school}: план сейчас — {now}. Так можно, когда он — {possible}.")
        raise ForbiddenMove(told.format(school=school, now=now, possible=possible))
    return DEEDS[deed][stage]


@dataclass(frozen=True)
class Item:
    """One measure of the catalogue in a school's plan.

    level:      of the factor; empty where the measure is there only because others need it, or a person added it
    benefit:    as it was chosen (explaining.py); needed_for, displaces: codes
    baseline, target: of the indicator; None while nobody has measured or said it, which is never 0
    opens_on, due_on: inclusive
    party:      who leads, by the catalogue's code
    """

    code: str
    title: str
    factor: str
    level: str
    benefit: float
    needed_for: str
    displaces: str
    indicator: str
    baseline: float | None
    target: float | None
    opens_on: date
    due_on: date
    party: str


@dataclass(frozen=True)
class Change:
    """What a person changes in a plan, by code. A baseline without a target gives the catalogue's own target."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    baselines: Mapping[str, float] | None = None
    targets: Mapping[str, float] | None = None
    dues: Mapping[str, date] | None = None


def dated(catalogue: Catalogue, codes: Iterable[str], start: date, last: date) -> dict[str, tuple[date, date]]:
    """When each measure opens and falls due: after those that it needs, in its own time, never past the last day."""
    found: dict[str, tuple[date, date]] = {}
    for code in catalogue.in_order(codes):
        measure = catalogue.by_code[code]
        opens = min(max([start, *(found[needed][1] for needed in measure.needs if needed in found)]), last)
        found[code] = opens, min(opens + timedelta(days=measure.days), last)
    return found


def new_item(
    catalogue: Catalogue,
    code: str,
    dates: tuple[date, date],
    *,
    level: str = "",
    benefit: float = 0.0,
    needed_for: str = "",
    displaces: str = "",
) -> Item:
    """The catalogue's measure as an item; nothing is known of its indicator yet."""
    measure = catalogue.by_code[code]
    return Item(
        code=code,
        title=measure.title,
        factor=measure.factor,
        level=level,
        benefit=benefit,
        needed_for=needed_for,
        displaces=displaces,
        indicator=measure.indicator.text,
        baseline=None,
        target=None,
        opens_on=dates[0],
        due_on=dates[1],
        party=measure.parties[0],
    )


def changed(items: Iterable[Item], change: Change, catalogue: Catalogue, start: date, last: date) -> tuple[Item, ...]:
    """The items after the change; VekhaError with everything that cannot be."""
    present = {item.code: item for item in items}
    problems = [*_problems(present, change, catalogue, start, last)]
    if problems:
        raise VekhaError("\n".join(problems))
    kept = {code: item for code, item in present.items() if code not in change.drop}
    days = dated(catalogue, [*kept, *change.add], start, last)
    every = kept | {code: new_item(catalogue, code, days[code]) for code in change.add}
    return tuple(_amended(every[code], change, catalogue) for code in catalogue.in_order(every))


def _problems(
    present: Mapping[str, Item], change: Change, catalogue: Catalogue, start: date, last: date
) -> Iterator[str]:
    """Everything that keeps the change from being made."""
    yield from _wrong_codes(present, change, catalogue)
    yield from _needs_left_without(({*present} | {*change.add}) - {*change.drop}, catalogue)
    for code, due in (change.dues or {}).items():
        if not start <= due <= last:
            told = _("Срок меры {code} — {due}: он должен лежать между {start} и {last}.")
            yield told.format(code=code, due=in_digits(due), start=in_digits(start), last=in_digits(last))


def _wrong_codes(present: Mapping[str, Item], change: Change, catalogue: Catalogue) -> Iterator[str]:
    """Unknown measures, measures that are there already or are not."""
    for code in change.add:
        if code not in catalogue.by_code:
            yield _("Меры {code} в каталоге нет. {hint}").format(code=code, hint=suggestion(code, [*catalogue.by_code]))
        elif code in present:
            yield _("Мера {code} в плане уже есть.").format(code=code)
    said = {*change.drop, *(change.baselines or {}), *(change.targets or {}), *(change.dues or {})}
    for code in sorted(said - {*present} - {*change.add}):
        yield _("Меры {code} в плане нет. {hint}").format(code=code, hint=suggestion(code, [*present]))


def _needs_left_without(left: Collection[str], catalogue: Catalogue) -> Iterator[str]:
    for code in sorted({*left} & {*catalogue.by_code}):
        for needed in catalogue.by_code[code].needs:
            if needed not in left:
                told = _("Мера {code} не имеет смысла без {needed} «{title}»: оставьте обе или уберите обе.")
                yield told.format(code=code, needed=needed, title=catalogue.by_code[needed].title)


def _amended(item: Item, change: Change, catalogue: Catalogue) -> Item:
    """The item with the baseline, the target and the deadline that were given for it."""
    baselines, targets, dues = change.baselines or {}, change.targets or {}, change.dues or {}
    if item.code in baselines:
        baseline = baselines[item.code]
        own = catalogue.by_code[item.code].indicator.target_from(baseline)
        item = replace(item, baseline=baseline, target=own)
    if item.code in targets:
        item = replace(item, target=targets[item.code])
    if item.code in dues:
        item = replace(item, due_on=dues[item.code], opens_on=min(item.opens_on, dues[item.code]))
    return item


def difference(before: Iterable[Item], now: Iterable[Item]) -> tuple[list[Item], list[Item], list[tuple[Item, Item]]]:
    """What was added, what was dropped, and what is there in another form."""
    old, new = ({item.code: item for item in items} for items in (before, now))
    added = [item for code, item in new.items() if code not in old]
    dropped = [item for code, item in old.items() if code not in new]
    return added, dropped, [(old[code], item) for code, item in new.items() if code in old and old[code] != item]
