"""The blank of the letter on readiness for the state exams."""

from typing import Any

from tasks.documents.blanks.page import BASIS, SUPPORT_ONLY, page_about, paragraph, section, table
from tasks.documents.blanks.signing import signature

NO_ASSESSMENT = (
    "Прогноз нужен для планирования помощи, это не оценка школы: он говорит, чего ждать, если ничего не менять, и "
    "ошибается в ту и другую сторону."
)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("о готовности к ГИА по школам")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY, NO_ASSESSMENT)
    section(
        page,
        "2. Как рассчитано",
        "Результаты ВПР параллели, которой сдавать экзамен в {{ year }} году, и прежние экзамены школы сопоставлены с "
        "тем, как сдавали прежние параллели школ региона. Обучающиеся не связаны: ВПР и экзамен встречаются по школе. "
        "Чем меньше участников, тем ближе прогноз к доле региона.",
        "Каждый прошлый год предсказан по остальным. Если такие прогнозы не лучше доли региона (навык Брайера не "
        "больше нуля с учётом случайности), прогноз не даётся. Навык 0 — не лучше базовой доли, 1 — без ошибок; наклон "
        "1 — вероятности верны, меньше 1 — прогноз слишком смелый.",
        "В квадратных скобках — границы, в которые должно попасть не меньше {{ confidence }} параллелей. Насколько "
        "трудным будет сам экзамен, заранее неизвестно; это учтено в границах.",
    )
    section(page, "3. Итоги", "{{ summary }}")
    headers = ("Экзамен", "Вопрос", "В регионе", "Навык", "Наклон", "Прогноз")
    keys = ("procedure", "question", "base", "skill", "slope", "answer")
    table(page, "subjects", headers, [f"{{{{ row.{key} }}}}" for key in keys], (3.1, 3.6, 2.1, 2.7, 1.9, 3.6))
    section(page, "4. Где помощь может понадобиться прежде всего (по муниципалитетам, не по величине)")
    paragraph(page, "{%p if schools %}")
    titles = ("№", "Школа", "Муниципалитет", "Экзамен", "Писали ВПР", "Ожидаемая доля", "Обычная доля", "Вероятность")
    fields = ("number", "name", "municipality", "procedure", "n", "share", "base", "band")
    widths = (0.8, 2.7, 2.9, 2.6, 1.6, 2.2, 1.8, 2.4)
    table(page, "schools", titles, [f"{{{{ row.{key} }}}}" for key in fields], widths)
    paragraph(
        page,
        "Доли — не преодолевших минимум; вероятность — того, что таких будет не менее {{ low_percent }} %.",
        size=10,
    )
    paragraph(page, "{%p else %}")
    paragraph(page, "Таких школ нет.")
    paragraph(page, "{%p endif %}")
    section(
        page,
        "5. Предложения",
        "Рассмотреть прогноз вместе со школами и согласовать, какая помощь нужна выпускникам до экзамена. Остальные "
        "школы и проверка прогноза на прошлых годах — в приложении.",
    )
    signature(page)
    return page
