"""The words that headers of measures' tables are made of: which column each one names, and how surely.

Which rows make a header, and what else tells a column's kind, belongs in columns.py.
"""

import re

from models.order.words import letters, plain

# Column kind, how sure the word is of it, and the word; asked in this order, on letters alone: «Ответствен ные».
_WORDS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, strength, re.compile(pattern))
    for kind, strength, pattern in (
        ("number", 3, r"^(№|n|no)(пп)?$|^пп$|^пп№$|^номер|^№"),
        (
            "extra",
            0,
            r"отметка|примечан|финанс|источник|стоимост|^об[ъь]?ем|сумма|факт(?!ор)|^статус|^контрол|соисполнител",
        ),
        (
            "extra",
            0,
            r"^место|^адрес|^форма(проведен\w*|работ\w*|мероприят\w*)?$|^ссылк|^целеваяаудит|^категор|^охват|единиц",
        ),
        ("schedule", 3, r"^(планов\w*|планируем\w*|ожидаем\w*|примерн\w*|контрольн\w*|календарн\w*)?(срок|дат[аы])"),
        ("schedule", 3, r"^(период|время|когда|график|месяц|сроки)"),
        (
            "schedule",
            2,
            r"^(\d{0,4}(год)?)?(i{1,3}|iv|[1-4]|перв|втор|трет|четверт)\w{0,3}(кв|полуг)|^квартал|^начало|^окончание|^конец",
        ),
        ("schedule", 2, r"^(янв|фев|март?$|апр|май$|июн|июл|авг|сен|окт|ноя|дек)\w{0,7}$|^20\d\d(год|г)?$"),
        ("schedule", 2, r"^термин"),
        ("responsible", 3, r"^ответствен|^исполнител|^ктоответ|^отв$|^отвисполнител"),
        ("responsible", 2, r"^кто|^организатор|^должностн|ответственн|исполнител"),
        ("responsible", 1, r"^участник"),
        (
            "result",
            3,
            r"^(ожидаем|планируем|предполагаем|конечн|итогов)\w*(результат|показател|итог|эффект|продукт)|^результат|^резт$",
        ),
        (
            "result",
            2,
            r"^показател|^индикатор|^целев\w+(показател|индикатор)|^критери|^вид\w*(документ|отчет|результат)",
        ),
        (
            "result",
            2,
            r"^документ|^выход|^итог|^продукт|^форма(отчет|представл|заверш|контрол|результат|подтвер|реализ)",
        ),
        (
            "result",
            2,
            r"^отчетн|^чем(заверша|заверши|подтвержда|подтверди|законч|заканч)|^подтвержд|^формаивид|^эффект|результат",
        ),
        (
            "title",
            4,
            r"^(наименован\w*|названи\w*|перечень|содержани\w*|планируем\w*|основн\w*|проводим\w*)?(мероприят|событи)",
        ),
        ("title", 3, r"мероприяти"),
        ("title", 2, r"^(действи|шаг|меры$|мера$|работ|вид\w*(работ|деятельн|действ)|содержание|наименован|названи)"),
        (
            "title",
            2,
            r"^(кратк\w*|основн\w*)содержани|^комплексмер$|^что(делаем|делать|сделать|нужносделать|будетсделано)$",
        ),
        ("title", 2, r"^(планируем\w*|необходим\w*|намечен\w*|конкретн\w*)действи\w*$|^управленческ\w*решени\w$"),
        ("title", 2, r"^деятельность$|^(рассматриваем\w*|основн\w*|обсуждаем\w*)?вопрос\w{0,2}$"),
        ("title", 1, r"^тем[аы]$|^тематика$|^тем[аы](мероприяти|заняти|заседани|совещани)\w*$"),
        ("group", 2, r"^(раздел|направлен|блок|этап|фактор\w*риска)"),
        ("group", 1, r"^(задач|цел)"),
        ("title", 1, r"^(направлен|задач|этап)"),
        ("schedule", 1, r"срок|дата"),
    )
)
_PEOPLE_OR_SCHOOLS = re.compile(
    r"фио|фамилия(имяотчество|ио)?|должность|подпись|расшифровка\w*|школа|телефон|адрес|директор|куратор|наставник|класс"
    r"|(полное|краткое)?наименование(оо|оу|школы|организации|учреждения)|предмет|муниципалитет|email"
)
_THINGS = re.compile(
    r"(тема|номер|№)уроков?а?|кол(ичест)?вочасов|домашнеезадание|наименовани[ея](товар|продукци|оборудован|учебник|имуществ|"
    r"издели|расход|дисциплин)\w*"
)
# What has been done, which is no part of the plan: a form's own column, and those that Vekha's workbook adds.
_EXECUTION = re.compile(
    r"^(отметка|сведения|информация)об?(исполнени|выполнени)|^статус|^факт(?!ор)|^контрольнаядата$|^сколькоисполнено$"
    r"|^чемподтвержден"
)
_TERM, _PERSON = re.compile("срок|дата"), re.compile("ответствен|исполнител")
_PART = re.compile(
    r"^(п/?п|i{1,3}|iv|[1-4]|v?i{0,3})\.?$|кварт|^кв|полуг|начал|оконч|конец|план|факт|^20\d\d|месяц|^(янв|фев|мар|апр|май|июн|июл"
    r"|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)


def kind_of(word: str) -> tuple[str, int]:
    """The kind of the column that a header's cell names, and how sure the word is of it: 0 (not ours) to 4."""
    said = letters(word)
    if not said:
        return "extra", 0
    return next(((kind, strength) for kind, strength, pattern in _WORDS if pattern.search(said)), ("extra", 0))


def asks_for_both(word: str) -> bool:
    """«Срок, ответственный»: when and who in one column."""
    said = letters(word)
    return bool(_TERM.search(said) and _PERSON.search(said))


def names_part(word: str) -> bool:
    """Whether a word only names a part of the column above it: «п/п», «начало», «окончание», «I», «II»."""
    return bool(_PART.search(plain(word)))


def names_people(word: str) -> bool:
    """Whether a column is one of a list of people or schools, which no plan has for its measures: «ФИО», «Школа»."""
    return bool(_PEOPLE_OR_SCHOOLS.fullmatch(letters(word)))


def names_things(word: str) -> bool:
    """Whether a column is one of a list of goods or lessons, which no plan of measures has: «Тема урока»."""
    return bool(_THINGS.fullmatch(letters(word)))


def names_execution(word: str) -> bool:
    """Whether a column holds what has been done: «Отметка об исполнении», «Фактическая дата», «Чем подтверждено»."""
    return bool(_EXECUTION.search(letters(word)))


def is_header_word(word: str) -> bool:
    """Whether a cell says what only a header says: a word of ours, or of lists of people and schools."""
    return names_people(word) or (kind_of(word)[1] > 1 and not letters(word).startswith("по"))
