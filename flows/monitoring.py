"""Мониторинг: watch how the roadmap is carried out, beside all other phases."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

monitoring = phase_flow(
    Phase.MONITORING,
    "Мониторинг",
    "Мониторинг исполнения дорожной карты: отчёты кураторов, самоанализ школ, объективность оценки.",
)
