"""The blanks of what a school's programme goes through: the council that speaks of its risks, the expert's opinion."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, table
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
