"""What people do with a risk profile: the curator verifies it, the school chooses its factors. Validated writes.

Imports neither Prefect nor pandas; what the answers say is given, profiling.py computes it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, FactorChoice, FactorVerdict
from models.roadmap.naming import suggestion
from models.survey.decided import decided
from models.survey.significance import Significance
from tasks.record.book import approved_schools, is_approved
from tasks.record.writer import Author, refuse_unwritable

Computed = Mapping[str, Significance]


def verify(
    session: Session,
    cycle: Cycle,
    school: str,
    computed: Computed,
    said: Mapping[str, Significance],
    *,
    reason: str = "",
    as_of: date,
    author: Author,
) -> list[FactorVerdict]:
    """Write the curator's verdicts down. VekhaError, and nothing written, when one of them cannot be.

    computed: what the answers say of each factor; said: what the curator says, of all factors or of some
    """
    at = datetime.now(UTC)
    refuse_unwritable(cycle, as_of, at)
    _refuse_strangers(session, cycle, school)
    _refuse_unknown(said, computed)
    corrected = [factor for factor, significance in said.items() if significance is not computed[factor]]
    if corrected and not reason.strip():
        told = _("Исправить значимость можно только с причиной (--reason): {factors}.")
        raise VekhaError(told.format(factors=", ".join(corrected)))
    verdicts = [
        FactorVerdict(
            cycle_id=cycle.id or 0,
            school=school,
            factor=factor,
            computed=computed[factor],
            significance=significance,
            reason=reason.strip() if factor in corrected else "",
            as_of=as_of,
            at=at,
            actor=author.actor,
            via=author.via,
        )
        for factor, significance in said.items()
    ]
    session.add_all(verdicts)
    session.flush()
    return verdicts


def choose(
    session: Session,
    cycle: Cycle,
    school: str,
    computed: Computed,
    factors: Sequence[str],
    *,
    verified_first: bool = True,
    as_of: date,
    author: Author,
) -> FactorChoice:
    """Write down which factors the school works on. A later choice replaces this one.

    verified_first: a curator must have verified them; a school's own diagnosis it may act on without
    """
    at = datetime.now(UTC)
    refuse_unwritable(cycle, as_of, at)
    _refuse_strangers(session, cycle, school)
    _refuse_unknown(factors, computed)
    verdicts, _choices = decisions(session, cycle, school)
    verified = {one.factor for one in decided(computed, verdicts[school]) if one.is_verified}
    missing = [factor for factor in factors if factor not in verified]
    if missing and verified_first:
        told = _("Сначала профиль проверяет куратор: vekha survey verify {school}. Не проверены: {factors}.")
        raise VekhaError(told.format(school=school, factors=", ".join(missing)))
    if not factors:
        raise VekhaError(_("Назовите хотя бы один фактор: vekha survey choose {school} RF01.").format(school=school))
    choice = FactorChoice(
        cycle_id=cycle.id or 0,
        school=school,
        factors=" ".join(dict.fromkeys(factors)),
        as_of=as_of,
        at=at,
        actor=author.actor,
        via=author.via,
    )
    session.add(choice)
    session.flush()
    return choice


def decisions(
    session: Session, cycle: Cycle, school: str = ""
) -> tuple[Mapping[str, list[FactorVerdict]], Mapping[str, list[FactorChoice]]]:
    """The verdicts and choices of the cycle by school, of all schools or of one, earliest first."""
    said = select(FactorVerdict).where(FactorVerdict.cycle_id == cycle.id)
    chosen = select(FactorChoice).where(FactorChoice.cycle_id == cycle.id)
    if school:
        said, chosen = said.where(FactorVerdict.school == school), chosen.where(FactorChoice.school == school)
    verdicts: dict[str, list[FactorVerdict]] = defaultdict(list)
    choices: dict[str, list[FactorChoice]] = defaultdict(list)
    for verdict in session.exec(said.order_by(col(FactorVerdict.id))):
        verdicts[verdict.school].append(verdict)
    for choice in session.exec(chosen.order_by(col(FactorChoice.id))):
        choices[choice.school].append(choice)
    return verdicts, choices


def _refuse_strangers(session: Session, cycle: Cycle, school: str) -> None:
    if not is_approved(session, cycle, school):
        members = [one.school for one in approved_schools(session, cycle)]
        told = _("Школы «{school}» нет в целевой группе {year} года. {hint}")
        raise NotFound(told.format(school=school, year=cycle.year, hint=suggestion(school, members)))


def _refuse_unknown(factors: Collection[str], computed: Computed) -> None:
    for factor in factors:
        if factor not in computed:
            told = _("Фактора «{factor}» в опроснике нет. {hint}")
            raise NotFound(told.format(factor=factor, hint=suggestion(factor, [*computed])))
