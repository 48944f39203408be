"""An indicator's lines in a draft, the same under a measure and under the whole plan."""

from collections.abc import Iterator

from models.order.remarks import proposed
from models.order.scalars import comment, pair
from models.order.suggesting.definition import Suggestion
from models.roadmap.definition import Indicator, Unit


def indicator_lines(found: Suggestion[Indicator], indent: int) -> Iterator[str]:
    """One item of a list: the words, what is counted, the bounds that they set."""
    value, inner = found.value, indent + 2
    yield from comment(proposed(found), indent)
    yield pair("text", value.text, inner).replace(" " * inner, " " * indent + "- ", 1)
    yield pair("counted", value.counted, inner)
    bounds = {"at_least": value.at_least, "at_most": value.at_most}
    yield from (f"{' ' * inner}{name}: {round(bound, 6)}" for name, bound in bounds.items() if bound is not None)
    if not value.as_share:
        yield f"{' ' * inner}as_share: false"
    if value.per is not Unit.ROADMAP:
        yield f"{' ' * inner}per: {value.per}"
