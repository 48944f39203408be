"""План поддержки: agree with each school on a support plan and carry it out."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

support_plan = phase_flow(
    Phase.SUPPORT_PLAN,
    "План поддержки",
    "Комплекс мер поддержки: программы помощи, собеседования, курсы, работа с обучающимися.",
)
