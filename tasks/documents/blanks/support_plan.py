"""The blank of a school's support plan: the project of a programme, the agreed plan, the corrected plan alike."""

from typing import Any

from tasks.documents.blanks.page import BASIS, heading, paragraph, section, sheet, table, table_or
from tasks.documents.blanks.signing import signature, stamp, stamps

FACTORS = {"factor": "Фактор риска", "level": "Значимость", "aim": "Цель"}
MEASURES = ("Фактор риска", "Мера", "Показатель", "Было", "План", "Срок", "Ответственный", "Подтверждение")
KEYS = ("factor", "measure", "indicator", "baseline", "target", "due", "party", "evidence")
WIDTHS = (4.4, 4.8, 4.6, 1.3, 1.3, 2.2, 3.1, 4.0)
CHANGES = {"what": "Что изменено", "measure": "Мера", "about": "Как", "due": "Срок"}


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = sheet(lying=True)
    stamps(page, stamp("СОГЛАСОВАНО", "{{ agrees }}"), stamp("УТВЕРЖДАЮ", "{{ approves }}"))
    heading(page, "{{ about }}: {{ school }} ({{ municipality }})", "{{ heading }}")
    section(page, "1. Основание", BASIS, "План в редакции {{ version }} от {{ written }} — {{ stage }}{{ order }}.")
    section(page, "2. Факторы риска, на которые отвечает план")
    table_or(page, "factors", FACTORS, (11.7, 4.0, 10.0), "Факторы не названы.")
    section(page, "3. Меры")
    table(page, "rows", MEASURES, [f"{{{{ row.{key} }}}}" for key in KEYS], WIDTHS)
    paragraph(page, "{%p if is_corrected %}")
    section(page, "4. Что изменено против утверждённой редакции {{ since }}")
    table_or(page, "changes", CHANGES, (4.0, 9.0, 9.7, 3.0), "Ничего.")
    paragraph(page, "{%p endif %}")
    paragraph(
        page, "Меры и показатели взяты из каталога, который составлен для Вехи; его правит регион.", size=9
    ).paragraph_format.keep_with_next = True
    signature(page)
    return page
