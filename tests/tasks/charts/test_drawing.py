"""Charts, read by their artists: the right numbers at the right places, hidden cells without any, words that fit."""

import subprocess
import sys
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, StepPatch
from matplotlib.text import Text

from models.assessment.dynamics.comparability import CHANGED_WORK
from models.assessment.pictures.heat import heat
from models.assessment.pictures.scores import bands
from models.assessment.pictures.shares import beside_region
from models.assessment.pictures.years import over_years
from tasks.charts.heat import heat_map
from tasks.charts.picture import Picture
from tasks.charts.scores import scores
from tasks.charts.shares import Legend, shares
from tasks.charts.sheet import GAP, REGION, SCHOOL, written
from tasks.charts.years import years
from tests.models.assessment.pictures.results import WORK, comparability, results, untold

SOURCE = "Источник: результаты ВПР за 2024 г."
EXAM = "ОГЭ, математика"
NAMES = {one: f"СОШ № {place}" for place, one in enumerate("abcd", 1)}


def region() -> pd.DataFrame:
    """Four schools in two works; «d» has a small cell, so one more is hidden beside it."""
    first = results(("a", 2023, 50, 10), ("b", 2023, 40, 20), ("c", 2023, 60, 12), ("d", 2023, 20, 10))
    last = results(("a", 2024, 50, 15), ("b", 2024, 40, 10), ("c", 2024, 60, 30), ("d", 2024, 20, 2))
    exam = results(("a", 2024, 50, 20), ("b", 2024, 45, 10), ("c", 2024, 60, 6), procedure=EXAM)
    return untold(pd.concat([first, last, exam]))


def of_shares() -> Figure:
    rows = beside_region(region(), 2024, list(NAMES))
    rows = rows.assign(group=rows["school"].map(NAMES), label=rows["procedure"])
    return shares("Школы рядом с регионом", rows, Legend("школа", 30), [SOURCE])


def of_years(reason: str = "") -> Figure:
    rows = over_years(region(), comparability((2023, reason)), ["a"])
    return years("Доля по годам", rows, "школа", [SOURCE])


def of_heat() -> Figure:
    return heat_map("Карта", heat(region(), 2024, list(NAMES)), NAMES, [SOURCE])


def of_scores() -> Figure:
    marks = [("a", 1, 20), ("a", 2, 30), ("b", 0, 10), ("b", 2, 40), ("b", 3, 10)]
    work = pd.DataFrame(marks, columns=["school", "primary", "times"]).astype({"primary": "Int64", "times": "Int64"})
    return scores("Баллы", bands(work), {3: 1, 4: 2}, [SOURCE], ("школа", bands(work, ["a"])))


CHARTS = {"shares": of_shares, "years": of_years, "heat": of_heat, "scores": of_scores}


def words(figure: Figure) -> list[Text]:
    drawn: Any = FigureCanvasAgg(figure)
    drawn.draw()
    return [one for one in figure.findobj(Text) if one.get_text().strip() and one.get_visible()]


def said(figure: Figure) -> list[str]:
    return [one.get_text() for one in words(figure)]


def points(figure: Figure, colour: str, marker: str) -> set[tuple[float, float]]:
    lines = [one for axes in figure.axes for one in axes.lines if one.get_color() == colour or _edge(one) == colour]
    found = [np.asarray(one.get_xydata(), dtype=float) for one in lines if one.get_marker() == marker]
    return {(float(x), round(float(y), 1)) for xy in found for x, y in xy if not np.isnan(y)}


def _edge(line: Any) -> str:
    return str(line.get_markeredgecolor())


@pytest.mark.parametrize("name", CHARTS)
def test_no_words_are_cut_off_or_lie_on_others(name: str) -> None:
    figure = CHARTS[name]()
    drawn = words(figure)
    canvas: Any = figure.canvas
    width, height = canvas.get_width_height()
    boxes = [(one.get_text(), one.get_window_extent(canvas.get_renderer())) for one in drawn]
    for text, box in boxes:
        assert 0 <= box.x0 < box.x1 <= width + 1, text
        assert 0 <= box.y0 < box.y1 <= height + 1, text
    for (text, box), (other, other_box) in combinations(boxes, 2):
        assert not box.shrunk(0.96, 0.8).overlaps(other_box.shrunk(0.96, 0.8)), (text, other)


@pytest.mark.parametrize("name", CHARTS)
def test_equal_numbers_make_equal_bytes(name: str) -> None:
    for form in ("png", "svg"):
        assert written(CHARTS[name](), form) == written(CHARTS[name](), form)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_its_source_in_a_font_that_comes_with_it(name: str) -> None:
    figure = CHARTS[name]()
    assert SOURCE in said(figure)
    assert {one.get_fontname() for one in words(figure)} == {"DejaVu Sans"}
    assert "matplotlib" in font_manager.findfont("DejaVu Sans", fallback_to_default=False)


def test_charts_leave_pyplot_alone() -> None:
    asked = (
        "import sys, tasks.charts.of_low_results, tasks.charts.scores; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)


def test_a_share_stands_at_its_place_with_its_interval_and_the_region_in_its_row() -> None:
    figure = of_shares()
    (axes,) = figure.axes
    rows = beside_region(region(), 2024, list(NAMES))
    shown = rows[~rows["is_hidden"]]
    assert {x for x, _y in points(figure, SCHOOL, "o")} == set(shown["share"].astype(float))
    assert len(points(figure, REGION, "D")) == len(rows)
    lines = [np.asarray(one.get_xdata(), dtype=float) for one in axes.lines if one.get_marker() == "None"]
    spans = {tuple(round(float(x), 4) for x in line) for line in lines}
    assert {(row["lower"], row["upper"]) for row in shown.to_dict("records")} <= spans
    assert said(figure).count("скрыто") == 2
    assert {"граница низкой процедуры, 30 %", "СОШ № 1", "участников", "50"} <= set(said(figure))


def test_a_hidden_share_has_no_mark_anywhere() -> None:
    rows = beside_region(region(), 2024, ["d"])
    figure = shares("Школа", rows.assign(label=rows["procedure"]), Legend("школа"), [])
    assert not points(figure, SCHOOL, "o")
    assert any(line.startswith("Скрыто — малые числа") for line in said(figure))


def test_years_are_joined_where_they_may_be_compared() -> None:
    assert points(of_years(), SCHOOL, "o") == {(2023.0, 20.0), (2024.0, 30.0), (2024.0, 40.0)}
    assert "2024\nn = 50" in said(of_years())


def test_another_work_is_a_gap_with_a_word_and_no_region_either() -> None:
    figure = of_years(CHANGED_WORK)
    assert "другая работа" in said(figure)
    assert points(figure, SCHOOL, "o") == {(2024.0, 30.0), (2024.0, 40.0)}
    (work, _exam) = figure.axes
    assert [one for one in work.patches if one.get_hatch()], "a gap is hatched"
    assert not {(x, y) for x, y in points(figure, REGION, "D") if x == 2023.0}


def test_a_year_without_results_is_a_gap_too() -> None:
    assert said(of_years()).count("нет результатов") == 1


def test_the_heat_map_says_each_share_and_hatches_what_is_hidden() -> None:
    figure = of_heat()
    (axes,) = figure.axes
    hidden = [one for one in axes.patches if isinstance(one, Rectangle) and one.get_hatch() == GAP["hatch"]]
    assert len(hidden) == said(figure).count("скрыто") == 2
    assert {"30\u00a0%", "50\u00a0%", "40\u00a0%", "СОШ № 1", "регион", "математика", "—"} <= set(said(figure))


def test_a_darker_cell_is_a_greater_share_on_grey_paper_too() -> None:
    (axes,) = of_heat().axes
    fill = {
        one.get_xy(): one.get_facecolor() for one in axes.patches if isinstance(one, Rectangle) and not one.get_hatch()
    }
    light = {share: np.dot(colour[:3], (0.299, 0.587, 0.114)) for share, colour in _by_share(fill).items()}
    assert len(light) > 3
    assert [light[share] for share in sorted(light)] == sorted(light.values(), reverse=True)


def _by_share(fill: dict[tuple[float, float], Any]) -> dict[float, Any]:
    rows = heat(region(), 2024, list(NAMES))
    schools, procedures = list(dict.fromkeys(rows["school"])), sorted(set(rows["procedure"]))
    shown = rows[~rows["is_hidden"]].to_dict("records")
    return {
        row["share"]: fill[procedures.index(row["procedure"]) - 0.5, schools.index(row["school"]) - 0.5]
        for row in shown
    }


def test_bars_are_the_regions_and_the_line_the_schools_with_boundaries_named() -> None:
    figure = of_scores()
    (axes,) = figure.axes
    bars = {
        (one.get_x(), round(one.get_height(), 1)) for one in axes.patches
        if isinstance(one, Rectangle) and one.get_height() > 0
    }  # fmt: skip
    assert bars == {(-0.5, 9.1), (0.5, 18.2), (1.5, 63.6), (2.5, 9.1)}
    (line,) = [one for one in axes.patches if isinstance(one, StepPatch)]
    assert list(line.get_data()[0]) == [0.0, 40.0, 60.0, 0.0]
    assert {"«3» от 1", "«4» от 2", "школа: участников 50", "регион: участников 110"} <= set(said(figure))


def test_a_picture_for_the_screen_keeps_within_its_bytes() -> None:
    picture = Picture("Карта", of_heat())
    large = picture.address(200 * 1024)
    assert large.startswith("data:image/png;base64,")
    assert len(picture.address(len(large) - 1)) < len(large)
    assert picture.address(100) == ""
    assert picture.png.startswith(b"\x89PNG")
    assert picture.width_mm == pytest.approx(170)


def test_work_is_named_once() -> None:
    assert said(of_years()).count(WORK) == 1
