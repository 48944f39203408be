"""Анализ: find the schools with low results and what lies behind them, and publish it."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

analysis = phase_flow(
    Phase.ANALYSIS,
    "Анализ",
    "Анализ результатов ВПР, ОГЭ и ЕГЭ: школы с низкими результатами, списки и перечни, динамика.",
)
