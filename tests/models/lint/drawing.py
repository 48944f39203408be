"""Little orders drawn as text: a row a line, «|» between cells; everything that a test does not name is in order."""

from models.lint.order_file import order_subject
from models.lint.subject import Subject
from models.order.reading import read_order
from tasks.reading.orders.text import read_text

HEAD = """Управление образования администрации района
ПРИКАЗ
10.01.2024
№ 5
Об утверждении дорожной карты на 2024 год
ПРИКАЗЫВАЮ:
1. Утвердить дорожную карту на 2024 год.
Начальник управления"""
COLUMNS = "№ п/п|Мероприятие|Сроки|Ответственные|Результат"
ROWS = """1.|Анализ результатов всероссийских проверочных работ|март 2024|Методический центр|Справка
2.|Проведение семинара для руководителей школ|апрель 2024|Управление образования|Программа семинара
3.|Подготовка отчёта о реализации дорожной карты|декабрь 2024|Методический центр|Отчёт"""
TAIL = "Начальник управления образования"


def text_of(rows: str = ROWS, head: str = HEAD, tail: str = TAIL, columns: str = COLUMNS) -> str:
    """The order's text, with tabs between cells."""
    table = "\n".join([columns, *rows.splitlines()]).replace("|", "\t")
    return f"{head}\n\n{table}\n\n{tail}\n"


def drawn(rows: str = ROWS, head: str = HEAD, tail: str = TAIL, columns: str = COLUMNS, busy: int = 4) -> Subject:
    """What lint looks at in the drawn order."""
    document = read_text(text_of(rows, head, tail, columns), "order.txt")
    return order_subject(read_order(document), document, busy=busy)


def row(schedule: str = "март 2024", title: str = "Анализ результатов работ", number: str = "1.", **cells: str) -> str:
    """One measure's row; responsible and result may be named."""
    responsible = cells.get("responsible", "Методический центр")
    return f"{number}|{title}|{schedule}|{responsible}|{cells.get('result', 'Справка')}"


def rows(*lines: str) -> str:
    """Rows below each other."""
    return "\n".join(lines)
