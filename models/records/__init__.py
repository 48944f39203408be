"""The tables. Rows are written only by tasks/record/writer.py and its neighbours; they never parse raw input.

Calendar facts are dates, instants are UTC (Instant). Enumerations are stored by value.
"""

from models.records.columns import Instant, by_value
from models.records.data import DataAudit, Dataset
from models.records.mentoring import MentorAbsence, MentorMeeting, MentorPair, MentorWish, Wish
from models.records.results import Basis, Computation, DataFinding, ListedSchool, ResultTable
from models.records.support import SupportItem, SupportPlan
from models.records.survey import FactorChoice, FactorVerdict
from models.records.telling import Carried, ChannelThread, Lease, Message, Notice, NoticeStatus, Outcome
from models.records.year import (
    GENESIS,
    CalendarVersion,
    Cycle,
    Deliverable,
    GroupMember,
    JournalEntry,
    RoadmapVersion,
    School,
    Step,
)

__all__ = [
    "GENESIS",
    "Basis",
    "CalendarVersion",
    "Carried",
    "ChannelThread",
    "Computation",
    "Cycle",
    "DataAudit",
    "DataFinding",
    "Dataset",
    "Deliverable",
    "FactorChoice",
    "FactorVerdict",
    "GroupMember",
    "Instant",
    "JournalEntry",
    "Lease",
    "ListedSchool",
    "MentorAbsence",
    "MentorMeeting",
    "MentorPair",
    "MentorWish",
    "Message",
    "Notice",
    "NoticeStatus",
    "Outcome",
    "ResultTable",
    "RoadmapVersion",
    "School",
    "Step",
    "SupportItem",
    "SupportPlan",
    "Wish",
    "by_value",
]
