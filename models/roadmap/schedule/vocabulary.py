"""The words that schedules are written in: every form of each, and the terminal of schedule.lark that it is.

How words are put together belongs in schedule.lark. A word that is not here is a WORD: it can only name an event, a
schedule or somebody's request.
"""

from functools import cache
from typing import NamedTuple

# terminal, meaning, forms: «стем:окончания через запятую» or whole words.
_TABLE: tuple[tuple[str, int | str, str], ...] = (
    ("MONTH", 1, "январ:ь,я,е,ю,ем янв"),
    ("MONTH", 2, "феврал:ь,я,е,ю,ем фев февр"),
    ("MONTH", 3, "март:,а,е,у,ом мар"),
    ("MONTH", 4, "апрел:ь,я,е,ю,ем апр"),
    ("MONTH", 5, "ма:й,я,е,ю,ем"),
    ("MONTH", 6, "июн:ь,я,е,ю,ем,"),
    ("MONTH", 7, "июл:ь,я,е,ю,ем,"),
    ("MONTH", 8, "август:,а,е,у,ом авг"),
    ("MONTH", 9, "сентябр:ь,я,е,ю,ем сен сент"),
    ("MONTH", 10, "октябр:ь,я,е,ю,ем окт"),
    ("MONTH", 11, "ноябр:ь,я,е,ю,ем ноя нояб"),
    ("MONTH", 12, "декабр:ь,я,е,ю,ем дек"),
    ("WEEKDAY", "MO", "понедельник:,а,у,ом,е,и,ов,ам,ами,ах пн"),
    ("WEEKDAY", "TU", "вторник:,а,у,ом,е,и,ов,ам,ами,ах вт"),
    ("WEEKDAY", "WE", "сред:а,ы,е,у,ой,ам,ами,ах ср"),
    ("WEEKDAY", "TH", "четверг:,а,у,ом,е,и,ов,ам,ами,ах чт"),
    ("WEEKDAY", "FR", "пятниц:а,ы,е,у,ей,ам,ами,ах пт"),
    ("WEEKDAY", "SA", "суббот:а,ы,е,у,ой,ам,ами,ах сб"),
    ("WEEKDAY", "SU", "воскресень:е,я,ю,ем,ям,ями,ях вс"),
    ("NUM", 1, "один одна одно одну одного одной одном"),
    ("NUM", 2, "два две двух двум двумя"),
    ("NUM", 3, "три трех трем"),
    ("NUM", 4, "четыре четырех"),
    ("NUM", 5, "пять пяти"),
    ("NUM", 6, "шесть шести"),
    ("NUM", 7, "семь семи"),
    ("NUM", 10, "десять десяти"),
    ("NUM", 14, "четырнадцать четырнадцати"),
    ("NUM", 15, "пятнадцать пятнадцати"),
    ("NUM", 30, "тридцать тридцати"),
    ("ORDINAL", 1, "перв:ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых"),
    ("ORDINAL", 2, "втор:ой,ого,ому,ым,ом,ая,ую,ое,ые,ых"),
    ("ORDINAL", 3, "трет:ий,ьего,ьему,ьим,ьем,ья,ьей,ью,ье,ьи,ьих"),
    ("ORDINAL", 4, "четверт:ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых"),
    ("ORDINAL", -1, "последн:ий,его,ему,им,ем,яя,ей,юю,ее,ие,их"),
    ("YEARS", "", "год:,а,у,ом,е,ы,ов,ам,ах лет г гг"),
    ("SCHOOL", "", "учебн:ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых уч"),
    ("CALENDAR", "", "календарн:ый,ого,ому,ым,ом,ые,ых"),
    ("WORKING", "", "рабоч:ий,его,ему,им,ем,ие,их"),
    ("DAY", "", "день дня дню днем дне дней дням"),
    ("DAYS", "", "дни днях"),
    ("DAY_LONG", 1, "дневн:ый,ого,ом"),
    ("DAY_LONG", 7, "недельн:ый,ого,ом"),
    ("DAY_LONG", 30, "месячн:ый,ого,ом"),
    ("DATE_WORD", "", "числ:о,а,у,ом,е,ам"),
    ("WEEK", "", "недел:я,и,е,ю,ей,ь,ям,ях"),
    ("MONTHS", "", "месяц:,а,у,ем,е,ы,ев,ам,ах мес"),
    ("PART", "QUARTER", "квартал:,а,у,ом,е,ы,ов,ам,ах кв"),
    ("PART", "SCHOOL_QUARTER", "четверт:ь,и,ью,ей,ям,ях"),
    ("PART", "TRIMESTER", "триместр:,а,у,ом,е,ы,ов,ам,ах"),
    ("PART", "HALF", "полугоди:е,я,ю,ем,и,й,ям,ях полгода полугода"),
    ("HALF_OF", "", "половин:а,ы,е,у,ой"),
    ("SEASON", 3, "весн:а,ы,е,у,ой"),
    ("SEASON", 6, "лет:о,а,у,ом"),
    ("SEASON", 9, "осен:ь,и,ью"),
    ("SEASON", 12, "зим:а,ы,е,у,ой"),
    ("SEASONAL", "", "весенн:ий,его,ем,ие,их,им,ими осенн:ий,его,ем,ие,их,им,ими летн:ий,его,ем,ие,их,им,ими"),
    ("SEASONAL", "", "зимн:ий,его,ем,ие,их,им,ими"),
    ("HOLIDAYS", "", "каникул:ы,,ам,ами,ах"),
    ("HOLIDAY_TIME", "", "каникулярн:ое,ый,ого,ому,ом,ые,ых"),
    ("DURING", "", "время времени ходе рамках"),
    ("DECADE", "", "декад:а,ы,е,у,ой,ам,ах"),
    ("EVERY", "", "кажд:ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых"),
    ("EACH", "year", "ежегодно ежегодн:ый,ая,ое,ые"),
    ("EACH", "month", "ежемесячно ежемесячн:ый,ая,ое,ые помесячно"),
    ("EACH", "week", "еженедельно еженедельн:ый,ая,ое,ые понедельно"),
    ("EACH", "day", "ежедневно ежедневн:ый,ая,ое,ые"),
    ("EACH", "3 months", "ежеквартально ежеквартальн:ый,ая,ое,ые поквартально"),
    ("TIME", "", "раз раза"),
    ("CURRENT", "", "текущ:ий,его,ему,им,ем этого"),
    ("FOLLOWING", "", "следующ:ий,его,ему,им,ем"),
    ("REPORTED", "", "отчетн:ый,ого,ому,ым,ом"),
    ("INCLUSIVE", "", "включительно"),
    ("TWICE", 2, "дважды"),
    ("TWICE", 3, "трижды"),
    ("ANCHOR", "start", "начал:о,а,у,ом,е"),
    ("MIDDLE", "", "середин:а,ы,е,у,ой"),
    ("ANCHOR", "end", "конец конца концу концом конце"),
    ("IN", "", "в во"),
    ("BY", "", "по"),
    ("FROM", "", "с со от начиная"),
    ("UNTIL", "", "до"),
    ("NOT_LATER", "к", "к ко"),
    ("FOR", "", "за"),
    ("ON", "", "на"),
    ("NOT", "", "не"),
    ("THAN", "", "чем"),
    ("LATER", "", "позднее позже"),
    ("EARLIER", "", "ранее раньше"),
    ("RARER", "", "реже менее"),
    ("AND", "", "и также"),
    ("THEN", "", "далее затем впоследствии"),
    ("COURSE", "", "течени:е,и протяжени:и,е"),
    ("WHOLE", "", "вс:его,ей,ю весь круглый"),
    ("PERIOD", "", "период:,а,у,ом,е,ы"),
    ("TERM", "", "срок:,а,у,ом,е,и,ов,ам,ами,ах"),
    ("REALISATION", "", "реализаци:и,я,ю действи:я,е"),
    ("PLAN", "", "дорожн:ой,ая,ую,ых карт:ы,а,е,у проект:а программ:ы комплекс:а мер плана"),
    ("CONSTANTLY", "", "постоянно непрерывно круглогодично"),
    ("REGULARLY", "", "систематически регулярно"),
    ("CONSTANT", "", "постоянн:ой,ом"),
    ("BASIS", "", "основе режиме"),
    (
        "SEPARATE",
        "",
        "отдельн:ому,ым особ:ому,ым специальн:ому,ым согласованн:ому,ым утвержденн:ому,ым,ые,ыми "
        "установленн:ому,ый,ым,ые,ых,ыми индивидуальн:ому,ым собственн:ому,ым",
    ),
    ("SCHEDULE", "", "график:у,ом,ам,ами,а план:у,ом,ам расписани:ю,ем приказ:у,ом,ам,ами распоряжени:ю,ем"),
    ("ACCORDING", "", "согласно соответствии"),
    ("REQUEST", "", "запрос:у,ам,а,ов заявк:е,ам,и заявок заявлени:ю,ям обращени:ю,ям,и требовани:ю,ям"),
    ("NEED", "", "необходимост:и,ь потребност:и,ь"),
    ("MEASURE", "", "мере"),
    ("AT_LEAST", "", "минимум"),
    ("IF", "", "при"),
    ("CASE", "", "случае случаях"),
    ("OCCURRING", "", "поступлении наличии возникновении выявлении появлении"),
    ("AFTER", "", "после"),
    ("BEFORE", "", "перед"),
    ("MOMENT", "", "момента даты"),
    ("THROUGH", "", "через"),
    ("UPON", "итоги", "итогам"),
    ("UPON", "результаты", "результатам"),
    ("UPON", "окончание", "окончании окончанию"),
    ("UPON", "завершение", "завершении завершению"),
    ("PENDING", "", "уточняется уточняются уточнить уточнению"),
    ("DEFINED", "", "определен определены определено указан указаны указано установлен установлены"),
    ("ADMITTED", "", "будет будут"),
)

# «месяца, следующего за отчётным кварталом», «следующего месяца», «года, следующего за отчётным».
_AFTER_REPORTED = (
    *(
        (f"{what}_AFTER", f"{words} FOLLOWING FOR {reported}".strip())
        for what, words in (("MONTH", "MONTHS"), ("YEAR", "YEARS"))
        for reported in (
            *("REPORTED PART", "REPORTED MONTHS", "REPORTED PERIOD", "REPORTED YEARS", "REPORTED"),
            *("PART", "PERIOD", "YEARS"),
        )
    ),
    ("MONTH_AFTER", "FOLLOWING MONTHS"),
)
# Words that together are one word of the grammar, the longest first.
IDIOMS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (terminal, tuple(said.split()))
    for terminal, said in (
        ("NOT_LATER", "NOT LATER THAN THROUGH"),
        ("NOT_LATER", "NOT LATER THAN FOR"),
        ("NOT_LATER", "NOT LATER THAN"),
        ("NOT_LATER", "NOT LATER"),
        ("NOT_EARLIER", "NOT EARLIER THAN THROUGH"),
        ("NOT_EARLIER", "NOT EARLIER THAN"),
        ("NOT_EARLIER", "NOT EARLIER"),
        ("AT_LEAST", "NOT RARER THAN"),
        ("AT_LEAST", "NOT RARER"),
        ("PENDING", "NOT ADMITTED DEFINED"),
        ("PENDING", "ADMITTED DEFINED"),
        ("PENDING", "ADMITTED PENDING"),
        ("PENDING", "NOT DEFINED"),
        ("COURSE", "IN PERIOD"),
        ("COURSE", "ON PERIOD"),
        ("COURSE", "IN DURING"),
        ("COURSE", "IN DAYS"),
        *_AFTER_REPORTED,
        ("SCHOOL", "CURRENT SCHOOL"),
        ("CURRENT_YEAR", "CURRENT CALENDAR YEARS"),
        ("CURRENT_YEAR", "CURRENT YEARS"),
        ("MONTHS", "CURRENT MONTHS"),
        ("FROM", "FROM FROM"),
        ("IF", "IN CASE"),
        ("UNTIL", "IN TERM UNTIL"),
        ("UNTIL", "TERM UNTIL"),
        ("NOT_LATER", "TERM NOT LATER"),
        ("ACCORDING", "ACCORDING FROM"),
        ("CONSTANTLY", "CONSTANT BASIS"),
        ("AFTER", "FROM DAY"),
        ("AFTER", "FROM MOMENT"),
    )
)
# «в» and «на» before a month, a year or an interval say nothing more.
IDLE = frozenset({"IN", "ON", "AND"})

# Words of events and schedules: known only so that one broken by a column's edge can be put together again.
_FREE = (
    "образовательн:ых,ой,ого,ый,ые организац:ий,ии,ия,ию,иям учреждени:й,я,ям общеобразовательн:ых,ого,ой школ:,ы,ам "
    "проведени:я,е,и,ю оценочн:ых,ой процедур:,ы,ам поступлени:я,е,и,ю результат:ов,а,ы отчет:а,ов,ы,ности "
    "окончани:я завершени:я начал:ом подведени:я итог:ов,и получени:я утверждени:я публикации педагогическ:их,ого "
    "совет:а,ов заседани:я,й приказ:а муниципальн:ых,ого,ой министерств:а,о рособрнадзор:а мониторинг:а,ов "
    "диагностик:и обучени:я каникул:,ы учител:ей,я педагог:ов,а обучающ:ихся,егося руководител:ей,я "
)


class Meaning(NamedTuple):
    """A word's terminal in the grammar, and what it says there («мая» is MONTH 5)."""

    terminal: str
    value: int | str


def _forms(text: str) -> list[str]:
    """«год:,а,у» → год, года, году."""
    forms = []
    for entry in text.split():
        stem, _colon, endings = entry.partition(":")
        forms += [stem + ending for ending in endings.split(",")]
    return forms


@cache
def meanings() -> dict[str, Meaning]:
    """Every known form, in lower case without «ё», and what it means."""
    return {form: Meaning(terminal, value) for terminal, value, text in _TABLE for form in _forms(text)}


@cache
def known_words() -> frozenset[str]:
    """Every form that a broken word may be mended to."""
    return frozenset(meanings()) | frozenset(_forms(_FREE))
