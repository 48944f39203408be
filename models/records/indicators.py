"""What people count for the order's indicators; what Vekha counts itself is in no table."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.records.columns import Instant


class IndicatorCount(SQLModel, table=True):
    """What a person has counted for an indicator of the order, and by what paper. The last word counts; all are kept.

    measure:   empty for an indicator of the whole plan
    indicator: its words, as printed: another text is another target
    unit:      the school that is counted, empty for all together; denominator: None where a plain number is asked for
    is_baseline: how it was before support
    """

    __tablename__ = "indicator_count"
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    measure: str = ""
    indicator: str
    unit: str = ""
    numerator: int
    denominator: int | None = None
    is_baseline: bool = False
    basis: str
    counted_on: date
    said_by: str
    at: datetime = Field(sa_type=Instant)
