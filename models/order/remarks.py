"""The comments of a draft: what is proposed and why, what a person must decide."""

from collections.abc import Iterator

from models.language import _
from models.order.definition import Doubt
from models.order.scalars import comment
from models.order.suggesting.definition import Suggestion


def proposed(found: Suggestion[object]) -> str:
    """«предложено: по слову «анализ»»; a guess says that it is one."""
    told = _("предложено наугад: {reason}") if found.is_guess else _("предложено: {reason}")
    return told.format(reason=found.reason)


def decide(doubt: Doubt, indent: int) -> Iterator[str]:
    """«РЕШИТЬ: …» with the place, the value and the readings to choose from."""
    where = f" ({doubt.place})" if doubt.place else ""
    value = f"«{doubt.value}» — " if doubt.value else ""
    said = _("РЕШИТЬ{where}: {value}{reason}").format(where=where, value=value, reason=doubt.reason.rstrip(" ."))
    said += "" if said.endswith("?") else "."
    if doubt.readings:
        said += _(" Прочтения: ") + "; ".join(f"{number}) {text}" for number, text in enumerate(doubt.readings, 1))
    yield from comment(said, indent)
