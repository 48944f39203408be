"""The blank of a school's support plan: the project of a programme, the agreed plan, the corrected plan alike."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, signature, table, table_or

FACTORS = {"factor": "Фактор риска", "level": "Значимость", "aim": "Цель"}
MEASURES = ("Фактор", "Мера", "Показатель", "Было", "План", "Срок", "Ответственный", "Подтверждение")
KEYS = ("factor", "measure", "indicator", "baseline", "target", "due", "party", "evidence")
CHANGES = {"what": "Что изменено", "measure": "Мера", "due": "Срок"}


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("{{ about }}: {{ school }} ({{ municipality }})", "{{ heading }}")
    section(page, "1. Основание", BASIS, "Редакция {{ version }} от {{ written }}: {{ stage }}.")
    section(page, "2. Факторы риска, с которыми работает школа")
    table_or(page, "factors", FACTORS, (7.0, 3.0, 7.0), "Факторы не названы.")
    section(page, "3. Меры")
    cells = [f"{{{{ row.{key} }}}}" for key in KEYS]
    table(page, "rows", MEASURES, cells, (1.3, 3.5, 3.2, 1.1, 1.1, 1.8, 2.4, 2.6), size=8)
    paragraph(page, "{%p if is_corrected %}")
    section(page, "4. Что изменено против утверждённой редакции {{ since }}")
    table_or(page, "changes", CHANGES, (3.5, 10.5, 3.0), "Ничего.")
    paragraph(page, "{%p endif %}")
    paragraph(page, "Меры и показатели взяты из каталога, который составлен для Вехи; его правит регион.", size=9)
    signature(page)
    return page
