"""Short titles for lists and runs, made of a measure's own words only: they are cut, never put otherwise."""

import re
from collections.abc import Sequence

from models.language import _
from models.order.definition import PrintedMeasure
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import own_text, plain
from models.roadmap.consistency import FORBIDDEN_IN_TITLES, TITLE_LENGTH

_SIGNS_IN_WORDS = (("%", " процентов"), ("&", " и "), ("/", ", "))
# Where a long title may end: what for, with whom, about what comes after.
_TAILS = (
    r"\s*\((?:[^()]|\([^()]*\))*\)?",
    r",? (?:с целью|в целях|для того|с тем) .*",
    r",? (?:направленн|имеющ|показывающ|демонстрирующ|обеспечивающ|создающ|обуславливающ|характеризующ|отнесенн|"
    r"находящ)[а-яё]+ .*",
    r"[:;] .*",
    r",? (?:в рамках|в том числе|в т\.ч\.|в соответствии|по вопросам|по вопросу|на основе|с учетом|с учётом) .*",
    r" (?:для|в условиях|через|посредством) .*",
)
_HANGING = re.compile(
    r"(?:[\s,;:–—-]+|\s(?:и|или|в|во|на|с|со|по|к|о|об|от|до|за|из|у|для|при|через|между|не|а|но|их|его|её|ее|"
    r"целью|основе|том|числе|общего|общему|общей))+$"
)


def short_titles(measures: Sequence[PrintedMeasure]) -> list[Suggestion[str]]:
    """One for each measure; two that would read the same are told apart by a number."""
    titles = [short_title(own_text(measure.as_read("title"), measure.parent)) for measure in measures]
    titles = [
        _by_topic(measure.as_read("title")) or title if titles.count(title) > 1 else title
        for measure, title in zip(measures, titles, strict=True)
    ]
    return [
        Suggestion(_numbered(title, titles[:position].count(title) + 1), _("сокращено из названия"))
        for position, title in enumerate(titles)
    ]


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{_cut(title, TITLE_LENGTH - len(f' ({number})'))} ({number})"


def _by_topic(text: str) -> str:
    """What stands in the last quotes, of three words or more: it tells two webinars apart."""
    topics = [topic for topic in re.findall(r"«([^«»]+)»", plain(text)) if len(topic.split()) > 2]
    return short_title(topics[-1]) if topics else ""


def short_title(text: str) -> str:
    """At most 60 characters, without what Prefect refuses in names."""
    title = _without_forbidden(plain(text)).rstrip(" .;,")
    for tail in _TAILS:
        if len(title) <= TITLE_LENGTH:
            break
        shorter = re.sub(tail, "", title, flags=re.DOTALL).strip()
        title = shorter if len(shorter.split()) > 2 else title
    title = _balanced(_cut(title, TITLE_LENGTH)) or _("Мероприятие")
    return title[0].upper() + title[1:]


def _without_forbidden(text: str) -> str:
    for sign, words in _SIGNS_IN_WORDS:
        text = text.replace(sign, words)
    kept = "".join(letter for letter in text if letter not in FORBIDDEN_IN_TITLES and letter.isprintable())
    return " ".join(kept.split()).lstrip("-–—• ")


def _cut(title: str, length: int) -> str:
    """Whole words only, and no preposition left hanging at the end."""
    if len(title) <= length:
        return title
    words = title[: length + 1].rsplit(" ", 1)[0] if " " in title[: length + 1] else title[:length]
    return _HANGING.sub("", words) or words


def _balanced(title: str) -> str:
    """A quote or a bracket that the cut left open is closed where there is room, or taken off."""
    for opening, closing in (("«", "»"), ("(", ")"), ("“", "”")):
        if title.count(opening) > title.count(closing):
            title = f"{_cut(title, TITLE_LENGTH - 1)}{closing}"
            if title.count(opening) != title.count(closing):
                title = title.replace(opening, "").replace(closing, "")
    if title.count('"') % 2:
        title = title.replace('"', "")
    return title.strip()
