"""What makes one pair of a teacher and a mentor worse than another, in whole points; all of it is ours. No pandas."""

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
