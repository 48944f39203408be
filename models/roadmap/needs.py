"""What a measure needs before it opens: other measures, data, checks of these. Whether it has them: models/steps."""

from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from models.roadmap.frozen import Frozen


class Prerequisite(Frozen):
    """Another measure that must be done first; a soft one only warns.

    share: the part of schools (0–1] whose steps must be done when a roadmap-wide measure waits for a per-school one.
    reached: its indicators must be reached, too.
    """

    measure: str
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    soft: bool = False
    # Left out where it is not asked: a roadmap that asks for no indicator is the same as before it could.
    reached: bool = Field(default=False, exclude_if=lambda asked: not asked)

    @model_validator(mode="before")
    @classmethod
    def _bare_code(cls, written: Any) -> Any:
        """A hard prerequisite on all may be written as its bare code."""
        return {"measure": written} if isinstance(written, str) else written


class DataNeed(Frozen):
    """Data that must be loaded before a measure opens.

    years: the result years, or for each year a step falls in, the result years it needs (never "last year" by itself).
    """

    kind: Literal["vpr", "oge", "ege", "schools", "assignments", "tasks", "crosswalk", "answers", "scales"]
    years: tuple[int, ...] | dict[int, tuple[int, ...]] = ()

    def years_for(self, year: int) -> tuple[int, ...]:
        """The result years that a step falling in `year` needs."""
        return self.years.get(year, ()) if isinstance(self.years, dict) else self.years


class DataCheck(Frozen):
    """A named question put to a measure's data before it opens: one of models/assessment/checks.

    quorum: the part of schools (0–1] whose data must be in order; the gate then opens for them and names the others.
    """

    name: str
    quorum: Annotated[float, Field(gt=0, le=1)] = 1.0

    def __str__(self) -> str:
        return self.name if self.quorum == 1 else f"{self.name} ≥ {self.quorum}"

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, written: Any) -> Any:
        """A check of all schools may be written as its bare name."""
        return {"name": written} if isinstance(written, str) else written

    @model_serializer(mode="wrap")
    def _as_written(self, whole: SerializerFunctionWrapHandler) -> Any:
        """As it is written: a roadmap that says no quorum is the same as before there was one."""
        return self.name if self.quorum == 1 else whole(self)
