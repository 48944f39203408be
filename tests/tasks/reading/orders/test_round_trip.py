"""Whatever an order's table looks like, printing it and reading it back gives the same measures."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.reading.orders.opening import open_order
from tests.tasks.reading.orders import printing
from tests.tasks.reading.orders.printing import NAMES, Layout, Position, Printed
from tests.tasks.reading.orders.regions import Read

WHAT = ("Проведение", "Анализ", "Организация", "Разработка", "Мониторинг", "Подготовка", "Корректировка")
OF_WHAT = ("семинаров", "результатов ВПР", "программ развития", "методических дней", "планов работы")
FOR_WHOM = ("для учителей школ", "с участием родителей", "на муниципальном уровне", "для школьных команд")
SCHEDULES = ("март 2024", "Апрель-май 2024", "до 31.05.2024", "ежеквартально", "постоянно", "По отдельному графику")
WHO = ("Министерство", "ИРО, школы", "Руководители ОО", "МОУО; опорные школы", "РЦОКО")
RESULTS = ("Справка", "Приказ", "Аналитический отчёт", "100% школ приняли участие", "")
SECTIONS = ("I. Аналитика", "Работа с кадрами", "2. Организация", "ПОДДЕРЖКА УЧЕНИКОВ", "Раздел III. Контроль")

titles = st.builds("{} {} {}".format, st.sampled_from(WHAT), st.sampled_from(OF_WHAT), st.sampled_from(FOR_WHOM))
values = st.tuples(st.sampled_from(SCHEDULES), st.sampled_from(WHO), st.sampled_from(RESULTS))
simple = st.builds(Position, titles, values)
headings = st.builds(
    Position,
    titles,
    st.just(("", "", "")),
    st.lists(simple, min_size=2, max_size=3, unique_by=lambda item: item.title).map(tuple),
)
positions = st.lists(
    st.one_of(simple, simple, headings), min_size=2, max_size=4, unique_by=lambda position: position.title
)
sections = st.lists(
    st.tuples(st.sampled_from(SECTIONS), positions), min_size=1, max_size=3, unique_by=lambda section: section[0]
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    kinds = draw(st.permutations(("title", "schedule", "responsible", *draw(st.sampled_from((("result",), ()))))))
    columns = (
        (("number", *kinds)) if draw(st.integers(0, 4)) else ("number", "title", *(k for k in kinds if k != "title"))
    )
    return Layout(
        tuple((kind, draw(st.sampled_from(NAMES[kind]))) for kind in columns),
        merges_sections=draw(st.booleans()),
        two_rows=draw(st.booleans()),
        numbers_columns=draw(st.booleans()),
        repeats_header=draw(st.booleans()),
        splits_rows=draw(st.booleans()),
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def _read(path: Path) -> list[Read]:
    return [
        Read(*(_folded(getattr(measure, name)) for name in Read.__dataclass_fields__))
        for measure in open_order(path).measures
    ]


@pytest.mark.parametrize("suffix", ["txt", "md", "docx", "xlsx"])
def test_an_order_printed_in_any_layout_is_read_back(suffix: str) -> None:
    write: Callable[[Printed, Path], None] = getattr(printing, f"as_{suffix}")

    @settings(
        max_examples=50 if suffix in ("txt", "md") else 15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(sections, layouts())
    def check(order: list[tuple[str, list[Position]]], layout: Layout) -> None:
        page = printing.printed(order, layout)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"order.{suffix}"
            write(page, path)
            assert _read(path) == page.expected, "\n".join(" | ".join(row) for row in page.rows)

    check()
