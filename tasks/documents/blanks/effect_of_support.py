"""The blank of the letter on whether support helped."""

from typing import Any

from tasks.documents.blanks.page import BASIS, SUPPORT_ONLY, page_about, paragraph, section, table
from tasks.documents.blanks.signing import signature

OF_THE_GROUP = (
    "Вывод относится ко всем поддержанным школам вместе и ни к одной отдельно: оценивать по нему школу или её "
    "руководителя нельзя."
)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("о том, помогла ли поддержка школам")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY, OF_THE_GROUP)
    section(
        page,
        "2. Как оценено",
        "Школы попадают в перечень потому, что их результат был низким, а низкий результат отчасти случаен: следующий "
        "бывает лучше и без помощи. Поэтому сравнение с годом отбора ничего не доказывает, и за исходные взяты годы, "
        "которые никого не отбирали: {{ baseline }} (отбирали по результатам: {{ selection }}). Исход — {{ year }} "
        "год.",
        "Результат — логарифм шансов преодолеть минимум, стандартизованный внутри года и процедуры. Эффект — насколько "
        "больше изменились поддержанные школы, чем остальные, в стандартных отклонениях; в скобках 95-процентный "
        "интервал, единица наблюдения — школа. Поддержанные школы: {{ group }}.",
    )
    section(page, "3. Вывод", "{{ summary }}")
    headers = ("Способ", "Поддер-жанных", "Осталь-ных", "Эффект", "Что можно утверждать")
    keys = ("method", "schools", "compared", "effect", "conclusion")
    table(page, "methods", headers, [f"{{{{ row.{key} }}}}" for key in keys], (4.4, 1.9, 1.9, 3.2, 5.6))
    section(page, "4. Кто вошёл в сравнение")
    table(page, "parts", ("Школы", "Число"), ["{{ row.part }}", "{{ row.schools }}"], (13.5, 3.5))
    section(page, "5. Кто вышел бы из перечня, остался, вошёл")
    table(page, "moved", ("Школа", "Число"), ["{{ row.move }}", "{{ row.schools }}"], (13.5, 3.5))
    paragraph(page, "{{ leaving }}", size=10)
    section(
        page,
        "6. Что из этого следует",
        "«Совместимо с нулём» не значит «не помогло»: возможен любой эффект внутри интервала. Чем меньше школ, тем "
        "интервал шире. Если вывода нет, загрузите результаты более ранних лет и составьте справку снова.",
    )
    signature(page)
    return page
