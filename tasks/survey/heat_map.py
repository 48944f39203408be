"""The region's heat map: schools × factors, as a table for Markdown and as a workbook.

Groups under five are not in it, for their answers are kept nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import isnan

import pandas as pd
import xlsxwriter

from models.language import _
from models.survey.decided import DecidedFactor
from models.survey.significance import Significance
from models.wording import decimal
from tasks.survey.profiling import SELF, SURVEY, Survey

SHADES = {Significance.HIGH: "#F4B183", Significance.MIDDLE: "#FFE699", Significance.LOW: "#DDEBF7"}
SIGNS = {Significance.HIGH: "●", Significance.MIDDLE: "◐", Significance.LOW: "○"}


@dataclass(frozen=True)
class MapRow:
    """A school that answered: its factors as they stand, and the scores behind them (NaN: data are insufficient)."""

    school: str
    name: str
    factors: Sequence[DecidedFactor]
    scores: Mapping[str, float]

    @property
    def is_verified(self) -> bool:
        """Whether a curator has spoken of every factor."""
        return all(one.is_verified for one in self.factors)


def heat_map(survey: Survey, schools: Sequence[str]) -> Iterator[MapRow]:
    """The rows of these schools, in their order, without those that did not answer."""
    for school in schools:
        own = survey.profile(school)
        if not own.empty:
            scores = dict(zip(own["factor"], own["score"], strict=True))
            yield MapRow(school, survey.name_of(school), survey.decided(school), scores)


def markdown(survey: Survey, schools: Sequence[str]) -> str:
    """The heat map as a table of signs, and the legend."""
    factors = [*survey.questionnaire.factors]
    lines = ["| " + " | ".join([_("Школа"), *factors]) + " |", "|" + "---|" * (len(factors) + 1)]
    for row in heat_map(survey, schools):
        signs = [SIGNS.get(one.significance, "—") for one in row.factors]
        lines.append("| " + " | ".join([row.name, *signs]) + " |")
    legend = ", ".join(f"{sign} — {significance.label}" for significance, sign in SIGNS.items())
    lines += ["", f"{legend}, — — {Significance.INSUFFICIENT_DATA.label}.", "", survey.questionnaire.about, ""]
    lines += [f"- {factor} — {one.title}" for factor, one in survey.questionnaire.factors.items()]
    return "\n".join(lines) + "\n"


def workbook(survey: Survey, schools: Sequence[str], as_of: date) -> bytes:
    """The heat map, the numbers behind it, and the mean deficit of each question. Equal surveys give equal bytes."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": survey.questionnaire.title, "created": pd.Timestamp(as_of).to_pydatetime()})
        _draw_map(book, survey, schools)
        own = survey.profiles["school"].isin(schools)
        _table(book, _("Факторы"), _factors(survey, survey.profiles[own]))
        asked = survey.questions["school"].isin(schools)
        _table(book, _("Вопросы"), _questions(survey, survey.questions[asked]))
    return buffer.getvalue()


def _draw_map(book: xlsxwriter.Workbook, survey: Survey, schools: Sequence[str]) -> None:
    page, bold = (
        book.add_worksheet(_("Тепловая карта")),
        book.add_format({"bold": True, "text_wrap": True, "border": 1}),
    )
    looks = {one: book.add_format({"bg_color": shade, "border": 1}) for one, shade in SHADES.items()}
    plain = book.add_format({"border": 1})
    heads = [
        _("Логин"),
        _("Школа"),
        _("Проверен"),
        *(f"{f} {one.title}" for f, one in survey.questionnaire.factors.items()),
    ]
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for number, row in enumerate(heat_map(survey, schools), start=1):
        for column, text in enumerate((row.school, row.name, _("да") if row.is_verified else _("нет"))):
            page.write_string(number, column, text, plain)
        for column, one in enumerate(row.factors, start=3):
            score = row.scores[one.factor]
            words = one.significance.label + ("" if isnan(score) else f" {decimal(score)}")
            page.write_string(number, column, words, looks.get(one.significance, plain))
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 34)
    page.set_column(2, len(heads) - 1, 16)
    page.freeze_panes(1, 2)


def _factors(survey: Survey, rows: pd.DataFrame) -> pd.DataFrame:
    named = {SURVEY: _("опрос"), SELF: _("самодиагностика")}
    labels = {one.value: one.label for one in Significance}
    return pd.DataFrame(
        {
            _("Логин"): rows["school"],
            _("Источник"): rows["source"].map(named),
            _("Фактор"): rows["factor"],
            _("Балл"): rows["score"],
            _("От"): rows["lower"],
            _("До"): rows["upper"],
            _("Значимость по ответам"): rows["significance"].map(labels),
            _("Ответивших"): _titled(survey, rows["people"]),
            _("Не ответили"): _titled(survey, rows["missing"]),
            _("Доля школ с меньшим баллом"): rows["place"],
            _("Школ"): rows["schools"],
        }
    )


def _questions(survey: Survey, rows: pd.DataFrame) -> pd.DataFrame:
    texts = {code: question.text for code, question in survey.questionnaire.by_code.items()}
    return pd.DataFrame(
        {
            _("Логин"): rows["school"],
            _("Фактор"): rows["factor"],
            _("Группа"): _titled(survey, rows["group"]),
            _("Вопрос"): rows["question"].map(texts),
            _("Ответов"): rows["n"],
            _("Дефицит"): rows["deficit"],
        }
    )


def _titled(survey: Survey, words: pd.Series) -> pd.Series:
    """Codes of groups as their titles."""
    titled = words.astype("string")
    for code, group in survey.questionnaire.groups.items():
        titled = titled.str.replace(rf"\b{code}\b", group.title, regex=True)
    return titled


def _table(book: xlsxwriter.Workbook, name: str, table: pd.DataFrame) -> None:
    page, bold = book.add_worksheet(name), book.add_format({"bold": True, "text_wrap": True})
    for column, (head, values) in enumerate(table.items()):
        page.write_string(0, column, str(head), bold)
        page.write_column(1, column, [None if pd.isna(value) else value for value in values])
    page.set_column(0, len(table.columns) - 1, 16)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
