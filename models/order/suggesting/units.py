"""Whether a measure is done once for the roadmap or in each school, by who is responsible and what comes of it."""

import re

from models.language import _
from models.order.definition import PrintedMeasure
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded, own_text, plain
from models.roadmap.definition import Unit
from models.roadmap.schedule.rules import OnDemand

# Schools as a whole class, in the nominative: who is responsible.
SCHOOLS = re.compile(
    r"(?:(?:руководител|директор|администраци|административн[а-я]+ команд|управленческ[а-я]+ команд|"
    r"школьн[а-я]+ команд|педагогическ[а-я]+ (?:коллектив|совет)|заместител)[а-я]* ?)?"
    r"(?:(?:обще)?образовательн[а-я]+ (?:организаци|учреждени)[а-я]*|оо|оу|оош|школ[а-я]*|шнор|шнро|унор)?"
    r"(?: (?:с низкими [а-я ]+|района|города|округа|муниципалитета|области))?"
)
_IN_TITLE = (
    r"в каждой (?:школе|образовательной организации|оо)",
    r"для каждо(?:й|го) (?:школы|образовательно[а-я]+ [а-я]+|оо|оу)",
    r"внутришкольн",
    r"школьн[а-я]+ план",
    r"педагогически[а-я] совет[а-я]* в школ",
    r"соглашени[а-я]+ (?:между|с) [а-я -]*(?:школ|организаци)",
    r"собеседовани[а-я]+ со школьн[а-я]+ команд",
    r"самоанализ|самообследовани",
)
_IN_RESULT = (
    r"в каждой (?:оо|оу|школе|образовательной организации)",
    r"рисков[а-я]+ профил[а-я]+ (?:шнор|школ|оо)",
    r"планы (?:работы|деятельности|развития) (?:оо|оу|школ)",
)
_BY_REQUEST = re.compile(r"по (?:запрос|заявк)[а-я]* (?:образова|школ|оо|оу)")


def unit_of(measure: PrintedMeasure, responsible: str, schedule: str, is_led_by_school: bool) -> Suggestion[Unit]:
    """Per school or roadmap-wide; `responsible` and `schedule` are the cells that hold for it, its own or inherited.

    That «100% школ» took part does not make it theirs: whoever leads does it once for all.
    """
    title, result = folded(own_text(measure.as_read("title"), measure.parent)), folded(measure.as_read("result"))
    if is_led_by_school:
        return Suggestion(Unit.SCHOOL, _("отвечает сама школа: «{cell}»").format(cell=plain(responsible)))
    if isinstance(measure.rule, OnDemand) and (found := _BY_REQUEST.search(folded(schedule))):
        return Suggestion(Unit.SCHOOL, _("по запросу школы: «{word}»").format(word=found.group()))
    for patterns, text in ((_IN_TITLE, title), (_IN_RESULT, result)):
        for pattern in patterns:
            if found := re.search(rf"(?<![а-я]){pattern}", text):
                return Suggestion(Unit.SCHOOL, _("у каждой школы своё: «{word}»").format(word=found.group()))
    if re.match(r"(?:кураторы?|наставники?)\b", folded(responsible)):
        return Suggestion(Unit.SCHOOL, _("куратор у каждой школы свой"))
    return Suggestion(Unit.ROADMAP, _("одно на всех: ведут не школы"))
