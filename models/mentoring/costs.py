"""What makes one pair of helped and helper worse than another, in whole points; all of it is ours. No pandas."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[int, Field(ge=0, le=1000)]


class MentorCosts(BaseModel):
    """The price of what is not as one would wish; less is better, and no price outweighs a teacher without a mentor.

    Whole numbers, so that two solutions are compared exactly.

    neighbour:     the mentor works in a neighbouring municipality and not in the teacher's own
    no_agreement:  the mentor's school has no agreement with the teacher's school
    newcomer:      the mentor is not the one whom the teacher had last year
    other_place:   one school is a village's and the other a town's
    each_further:  for a mentor's second teacher once, for the third twice, and so on: work is shared out
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    neighbour: Points = 20
    no_agreement: Points = 10
    newcomer: Points = 6
    other_place: Points = 3
    each_further: Points = 1


class CuratorCosts(BaseModel):
    """The price of a curator for a school.

    each_unanswered: for each risk of the school that the curator does not know about
    newcomer:        the school had another curator last year, or none
    each_further:    for a curator's second school once, for the third twice, and so on
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    each_unanswered: Points = 10
    newcomer: Points = 6
    each_further: Points = 1


class PartnerCosts(BaseModel):
    """The price of a partner for a school.

    neighbour:       the partner is in a neighbouring municipality and not in the school's own
    not_stably_high: the partner is willing, and its results are not on the list of stably high ones
    unanswered:      nobody has asked the partner yet
    newcomer:        the school had another partner last year, or none
    other_place:     one school is a village's and the other a town's
    each_further:    for a partner's second school once, for the third twice, and so on
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    neighbour: Points = 20
    not_stably_high: Points = 15
    unanswered: Points = 10
    newcomer: Points = 6
    other_place: Points = 3
    each_further: Points = 1
