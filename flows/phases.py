"""The six phase flows by phase."""

from flows.analysis import analysis
from flows.final_session import final_session
from flows.mentoring import mentoring
from flows.monitoring import monitoring
from flows.risk_survey import risk_survey
from flows.support_plan import support_plan
from models.roadmap.definition import Phase

PHASES = {
    Phase.ANALYSIS: analysis,
    Phase.RISK_SURVEY: risk_survey,
    Phase.SUPPORT_PLAN: support_plan,
    Phase.MENTORING: mentoring,
    Phase.FINAL_SESSION: final_session,
    Phase.MONITORING: monitoring,
}
