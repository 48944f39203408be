"""Итоговая сессия: sum the year up with the schools."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

final_session = phase_flow(
    Phase.FINAL_SESSION,
    "Итоговая сессия",
    "Итоговые и отчётные сессии: динамика за год и планы закрепления.",
)
