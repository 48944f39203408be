"""What an order's body asks for outside its table: who coordinates, and what is due by which day."""

import re
from collections.abc import Sequence

from models.order.cells import Line
from models.order.definition import BodyAssignment
from models.order.masking import MARK, People, mask
from models.order.words import plain
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Unspecified

_APPOINTS = re.compile(r"координатор", re.IGNORECASE)
_NOMINATIVE = {
    "заместителя": "заместитель",
    "начальника": "начальник",
    "директора": "директор",
    "руководителя": "руководитель",
    "специалиста": "специалист",
    "методиста": "методист",
    "консультанта": "консультант",
    "председателя": "председатель",
    "инспектора": "инспектор",
    "советника": "советник",
    "эксперта": "эксперт",
    "заведующего": "заведующий",
    "заведующую": "заведующая",
    "главного": "главный",
    "ведущего": "ведущий",
    "старшего": "старший",
    "первого": "первый",
}
_POST = re.compile(r"\b(?:" + "|".join(_NOMINATIVE) + r")\b", re.IGNORECASE)
_DAY = (
    r"(?:[«\"]?\s?\d{1,2}\s?[»\"]?\s?(?:\.\d{1,2}(?:\.\d{2,4})?|\s[а-яё]{3,8}(?:\s+20\d\d)?)(?:\s*(?:года?|г\.))?"
    r"|\d{1,2}\s+числа(?:\s+[а-яё]+){0,3})"
)
_FREQUENTLY = r"(?:ежегодно|ежеквартально|ежемесячно|еженедельно)"
_SCHEDULE = re.compile(
    rf"(?:{_FREQUENTLY},?\s+)?(?:до|не позднее|к)\s+{_DAY}"
    rf"(?:,?\s*(?:далее|затем)\s*[-–—]?\s*[а-яё]+|,?\s+{_FREQUENTLY})?|{_FREQUENTLY}",
    re.IGNORECASE,
)


def coordinator_in(lines: Sequence[Line]) -> str:
    """The post of who is made coordinator, in the nominative and without the name; empty when nobody is."""
    for line in lines:
        said = mask(plain(line.text), People())
        appointed = re.search(r"назначить\b(.*)|\bвозложить на(.*)", said, re.IGNORECASE)
        if _APPOINTS.search(said) and appointed:
            post = _POST.search(appointed[1] or appointed[2])
            return _in_nominative(_phrase(post.string[post.start() :])) if post else ""
    return ""


def _phrase(text: str) -> str:
    """The post alone: up to the name, a bracket or the sentence's end."""
    text = MARK.split(text)[0] if MARK.match(text) is None else text
    return re.split(r"[(;]|,\s|\.\s*$", text)[0].strip(" ,.")


def _in_nominative(phrase: str) -> str:
    """«заместителя начальника отдела» → «заместитель начальника отдела»: adjectives and the first noun change."""
    words = phrase.split()
    for place, word in enumerate(words):
        changed = _NOMINATIVE.get(word.lower())
        if changed is None:
            break
        words[place] = changed
        if not changed.endswith(("ый", "ий")) or changed == "заведующий":
            break
    return " ".join(words)


def assignments_in(lines: Sequence[Line], period: str) -> tuple[BodyAssignment, ...]:
    """What the body's points ask for by a day, each with the words that say by when."""
    found = []
    for line in lines:
        said = plain(line.text)
        when = _SCHEDULE.search(said)
        if when and not said.lower().startswith(("в соответствии", "на основании", "во исполнение", "в целях")):
            rule = read(when.group().strip(), Period.parse(period)) if period else Unspecified()
            found.append(BodyAssignment(said, when.group().strip(), rule, line.number))
    return tuple(found)
