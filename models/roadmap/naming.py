"""The right name nearest to a wrong one. Letters that only look alike («Т01» and «T01») count as equal."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from models.language import _

_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХавекмнорстх", "ABEKMHOPCTXabekmhopctx")


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like this one, None when nothing is like it."""
    by_shape = {_shape(candidate): candidate for candidate in known}
    matches = get_close_matches(_shape(name), list(by_shape), n=1, cutoff=0.6)
    return by_shape[matches[0]] if matches else None


def suggestion(name: object, known: Collection[str]) -> str:
    """The remedy's last sentence: the nearest name, or all of them when none is near and they are few."""
    found = nearest(str(name), known)
    if found:
        return _("Возможно, имелось в виду «{name}».").format(name=found)
    if known and len(known) <= 12:
        return _("Можно: {names}.").format(names=", ".join(f"«{candidate}»" for candidate in sorted(known)))
    return _("Похожих нет.")


def _shape(name: str) -> str:
    """The name without what people do not see or leave out: kind of letter, case, zeros before a number («T2»)."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", name.translate(_LOOK_ALIKE).casefold())
