"""The blanks of what a school's programme goes through: council, expert's opinion, teachers, meetings."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, table, table_or
from tasks.documents.blanks.signing import signature, written_after, written_by_hand


def council_minutes() -> Any:
    """The minutes of the pedagogical council, as they are before anybody edits them."""
    page = page_about("педагогического совета: {{ school }} ({{ municipality }})", "ПРОТОКОЛ (проект)")
    section(page, "1. Основание", BASIS)
    paragraph(page, "{%p for line in indicators %}")
    paragraph(page, "— {{ line }}")
    paragraph(page, "{%p endfor %}")
    section(page, "2. Присутствовали", "Педагогов в школе: {{ teachers }}; присутствовали: ______.")
    section(page, "3. Повестка", "Факторы риска школы, {{ year }} год, и антикризисные мероприятия по ним.")
    written_after(page, "По повестке выступили:")
    section(page, "4. Факторы риска и меры")
    paragraph(page, "{%p if factors %}")
    headers = ("Фактор риска", "Значимость", "Что решили сделать", "Срок, ответственный")
    table(page, "factors", headers, ("{{ row.factor }}", "{{ row.significance }}", "", ""), (5.4, 2.6, 5.4, 3.6))
    paragraph(page, "{%p else %}")
    paragraph(page, "Факторов высокой и средней значимости нет.")
    paragraph(page, "{%p endif %}")
    section(page, "5. Решение")
    written_by_hand(page, 2)
    paragraph(page, "Голосовали: за ______, против ______, воздержались ______.")
    for office in ("Председатель", "Секретарь"):
        signature(page, office, before=14)
    return page


def peer_review() -> Any:
    """The expert's opinion, as it is before anybody edits it."""
    page = page_about("на концептуальные документы: {{ school }} ({{ municipality }})", "ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ")
    section(page, "1. Основание", BASIS, "Рассмотрена программа школы, редакция {{ version }} от {{ written }}.")
    section(page, "2. Меры по факторам риска")
    headers = ("Фактор", "Значимость", "Меры программы", "Отвечают ли фактору", "Замечания")
    cells = ("{{ row.factor }}", "{{ row.level }}", "{{ row.measures }}", "", "")
    table(page, "rows", headers, cells, (3.2, 2.4, 5.8, 2.4, 3.2))
    for heading in ("3. Сильные стороны", "4. Что доработать", "5. Вывод"):
        section(page, heading)
        written_by_hand(page, 2)
    signature(page, "Эксперт")
    return page


def training_plan() -> Any:
    """The plan of training a school's teachers, as it is before anybody edits it."""
    page = page_about("педагогов школы: {{ school }} ({{ municipality }})", "ПЛАН ПОВЫШЕНИЯ КВАЛИФИКАЦИИ")
    section(page, "1. Основание", BASIS)
    section(page, "2. Охват", "Педагогов в школе: {{ in_all }}; включены в программы {{ year }} года: ______.")
    section(page, "3. Программы против факторов риска школы, на которые у института есть места")
    columns = {
        "programme": "Программа",
        "factor": "Фактор риска",
        "for_whom": "Для кого",
        "places": "Мест",
        "dates": "Когда",
    }
    none = "Таких программ в каталоге нет: школа подбирает их сама."
    table_or(page, "programmes", columns, (4.6, 4.2, 3.6, 1.4, 3.2), none)
    section(page, "4. Педагоги")
    paragraph(page, "{%p if is_computed %}")
    paragraph(page, "Первыми названы те, кому по результатам нужна методическая поддержка; остальных вписывает школа.")
    paragraph(page, "{%p else %}")
    paragraph(page, "По результатам никто не назван: педагогов и их дефициты школа вписывает сама.")
    paragraph(page, "{%p endif %}")
    headers = ("№", "Педагог (код)", "Предмет", "Программа", "Сроки")
    cells = tuple(f"{{{{ row.{key} }}}}" for key in ("number", "teacher", "subjects", "programme", "dates"))
    table(page, "teachers", headers, cells, (0.9, 3.6, 3.9, 5.6, 3.0))
    for office in ("Директор", "Согласовано"):
        signature(page, office, before=14)
    return page


def teachers_analysis() -> Any:
    """The analysis of what a school's teachers lack and need, as it is before anybody edits it."""
    about = "профессиональных дефицитов и образовательных потребностей педагогов: {{ school }} ({{ municipality }})"
    page = page_about(about, "АНАЛИЗ")
    section(
        page,
        "1. Основание",
        BASIS,
        "Педагогов в школе: {{ in_all }}. Анализ служит помощи педагогам; результаты ВПР для оценки педагога не "
        "используются. Педагоги названы кодами, чьи они — знает школа.",
    )
    section(page, "2. Факторы риска школы, которые говорят о педагогах")
    paragraph(page, "{{ about_factors }}")
    columns = {
        "factor": "Фактор риска",
        "significance": "Значимость",
        "score": "Балл",
        "people": "Сколько ответило",
        "source": "Откуда",
    }
    paragraph(page, "{%p if factors %}")
    cells = [f"{{{{ row.{key} }}}}" for key in columns]
    table(page, "factors", list(columns.values()), cells, (5.2, 2.8, 2.8, 3.4, 2.8))
    paragraph(page, "{%p endif %}")
    section(page, "3. Педагоги, которым по результатам нужна методическая поддержка")
    named = {"number": "№", "teacher": "Педагог (код)", "subjects": "Предметы с низкими результатами"}
    table_or(page, "teachers", named, (0.9, 4.6, 11.5), "{{ no_teachers }}")
    section(page, "4. Процедуры, в которых результаты школы низкие")
    for line in ("{%p if listed %}", "{{ listed }}.", "{%p else %}", "{{ not_listed }}", "{%p endif %}"):
        paragraph(page, line)
    section(page, "5. Дефициты и потребности: со слов педагогов")
    headers = ("Педагог (код)", "Что вызывает затруднения", "Чему хочет научиться", "В какой форме")
    table(page, "needs", headers, ("{{ row.teacher }}", "", "", ""), (3.4, 5.0, 5.0, 3.6))
    section(page, "6. Выводы")
    written_by_hand(page, 3)
    signature(page, "Директор")
    return page


def self_development() -> Any:
    """The programmes of teachers' self-development, as they are before anybody edits them."""
    page = page_about("саморазвития педагогов: {{ school }} ({{ municipality }}), {{ year }} год", "ПРОГРАММЫ")
    section(page, "1. Основание", BASIS)
    section(page, "2. Программы")
    for line in (
        "{%p if without_measures %}",
        "{{ without_measures }}",
        "{%p else %}",
        "Сначала названы меры, которые отвечают факторам риска школы: кому из педагогов они подходят, решает школа.",
        "{%p endif %}",
        "Кого назвали результаты, тот вписан кодом; остальных педагогов вписывает школа.",
    ):
        paragraph(page, line)
    headers = ("Педагог (код) или для кого", "Дефицит", "Что делает", "До какого срока", "Чем подтвердить")
    cells = tuple(f"{{{{ row.{key} }}}}" for key in ("teacher", "deficit", "activity", "due", "evidence"))
    table(page, "rows", headers, cells, (3.4, 4.2, 4.4, 2.2, 2.8))
    section(page, "3. Как школа следит за исполнением")
    written_by_hand(page, 2)
    signature(page, "Директор")
    return page


def training_report() -> Any:
    """How teachers' training goes in all schools, as it is before anybody edits it."""
    page = page_about("об обучении педагогов школ за {{ start }} – {{ end }}", "СВЕДЕНИЯ")
    section(page, "1. Основание", BASIS)
    section(
        page,
        "2. Планы школ",
        "{{ plan }}: школ {{ schools }}, приняты планы {{ accepted_count }}, из них за период "
        "{{ accepted_now_count }}; сданы и ждут приёмки {{ submitted_count }}, не сданы {{ missing_count }}, сняты "
        "{{ waived_count }}.",
    )
    for line in ("{%p if missing %}", "Плана нет: {{ missing }}.", "{%p endif %}"):
        paragraph(page, line)
    section(
        page,
        "3. Обучение",
        "Сколько педагогов заявлено и сколько прошло обучение, в записи нет: эти столбцы заполняют люди. Прошли "
        "обучение: ______ из ______ заявленных.",
    )
    headers = ("№", "Школа", "План школы", "Педагогов", "Заявлено", "Прошли обучение")
    keys = ("number", "school", "plan", "in_all", "enrolled", "trained")
    cells = tuple(f"{{{{ row.{key} }}}}" for key in keys)
    table(page, "rows", headers, cells, (0.9, 5.0, 4.9, 2.1, 2.0, 2.1))
    section(page, "4. Чего не хватает, чтобы обучились все заявленные")
    written_by_hand(page, 2)
    signature(page)
    return page


def working_meeting() -> Any:
    """The minutes of the coordinator's meeting with a school's team, as it is before anybody edits it."""
    about = "рабочей встречи координатора с административной командой школы: {{ school }} ({{ municipality }})"
    page = page_about(about, "ПРОТОКОЛ (проект)")
    section(page, "1. Основание", BASIS, "Период: {{ start }} – {{ end }}.")
    section(page, "2. Присутствовали", "Куратор школы: {{ curator }}.")
    written_after(page, "Координатор, команда школы:")
    section(page, "3. Повестка", "Что школа сделала за период, что задержано, что предстоит.")
    done = {"measure": "Мероприятие", "due": "Срок", "closed": "Закрыто", "note": "Примечание"}
    awaited = {"measure": "Мероприятие", "due": "Срок", "party": "Ответственный", "note": "Примечание"}
    wide = (7.6, 2.4, 2.4, 4.6)
    for heading, of, columns, none in (
        ("4. Сделано", "done", done, "За период закрытых мероприятий нет."),
        ("5. Сдано и ждёт приёмки", "submitted", awaited, "Ничего."),
        ("6. Просрочено", "overdue", awaited, "Ничего."),
        ("7. Предстоит", "coming", awaited, "Мероприятий со сроком в следующем периоде нет."),
    ):
        section(page, heading)
        table_or(page, of, columns, wide, none)
    section(page, "8. Решили")
    written_by_hand(page, 3)
    for office in ("Координатор", "Директор"):
        signature(page, office, before=14)
    return page
