"""The tables. Rows are written only by tasks/record/writer.py and its neighbours; they never parse raw input.

Calendar facts are dates, instants are UTC (Instant). Enumerations are stored by value.
"""

from models.records.acting import Press, SignedLink, Snooze
from models.records.columns import Instant, by_value
from models.records.data import DataAudit, Dataset
from models.records.helping import HelperAppointment, HelperKind, HelperWish
from models.records.holding import Hold, HoldRelease
from models.records.indicators import IndicatorCount
from models.records.mentoring import MentorAbsence, MentorMeeting, MentorPair, MentorWish, QuietTold, Wish
from models.records.people import RoleBinding, RoleBindingEnd
from models.records.results import Basis, Computation, DataFinding, ListedSchool, Release, ResultTable
from models.records.support import SupportItem, SupportPlan
from models.records.survey import FactorChoice, FactorVerdict
from models.records.telling import Carried, ChannelThread, Lease, Message, Notice, NoticeStatus, NoticeStep, Outcome
from models.records.waiving import GatePass, Waiver, WaiverKind, WaiverRevocation
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
    "GatePass",
    "GroupMember",
    "HelperAppointment",
    "HelperKind",
    "HelperWish",
    "Hold",
    "HoldRelease",
    "IndicatorCount",
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
    "NoticeStep",
    "Outcome",
    "Press",
    "QuietTold",
    "Release",
    "ResultTable",
    "RoadmapVersion",
    "RoleBinding",
    "RoleBindingEnd",
    "School",
    "SignedLink",
    "Snooze",
    "Step",
    "SupportItem",
    "SupportPlan",
    "Waiver",
    "WaiverKind",
    "WaiverRevocation",
    "Wish",
    "by_value",
]
