"""Наставничество: appoint curators, partner schools and mentors, and support them."""

from flows.phase import phase_flow
from models.roadmap.definition import Phase

mentoring = phase_flow(
    Phase.MENTORING,
    "Наставничество",
    "Кураторы, опорные школы, наставники и методическое сопровождение.",
)
