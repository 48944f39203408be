"""Анкетирование: survey the schools and give each its risk profile."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

risk_survey = phase_flow(
    Phase.RISK_SURVEY,
    "Анкетирование",
    "Установочная сессия и анкетирование: рисковый профиль каждой школы.",
)
