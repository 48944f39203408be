"""What runs flows: one phase or a whole cycle now, and the server that stays. Prefect is imported only inside."""

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.cli.console import AsOfOption, CycleOption, JsonOption, console, meant, tell
from deployments.cli.listen import listening_if_asked
from deployments.local_server import kept_server, some_server
from models.errors import VekhaError
from models.language import _
from models.roadmap.definition import Phase
from models.steps.state import State as Standing
from tasks.clock import TODAY, is_today
from tasks.database import migrate
from tasks.running.asking import definition_asked, phase_asked, year_asked
from tasks.running.phase import Ask
from tasks.running.wish import Redo
from tasks.settings import Settings, settings

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

CYCLE, TICK = "cycle", "tick"
# What cannot be asked of a year and of the tick: it is refused, never left aside in silence.
NOT_ASKED: dict[str, tuple[str, ...]] = {
    **{phase.value: ("--simulated",) for phase in Phase},
    CYCLE: ("--school", "--measure", "--dry-run"),
    TICK: ("--roadmap", "--cycle", "--as-of", "--school", "--measure", "--redo", "--dry-run", "--simulated"),
}


def run(
    phase: Annotated[
        str,
        typer.Argument(
            metavar="ЭТАП",
            help="analysis, risk_survey, support_plan, mentoring, final_session, monitoring; cycle — открыть год и "
            "продвинуть все этапы; tick — всё, что пора сделать сегодня.",
        ),
    ],
    roadmap: Annotated[str, typer.Option("--roadmap", "-r", help="Имя дорожной карты или файл (для cycle).")] = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    school: Annotated[str, typer.Option("--school", help="Только эти школы: логины через запятую.")] = "",
    measure: Annotated[str, typer.Option("--measure", help="Только одно мероприятие этапа.")] = "",
    redo: Annotated[Redo, typer.Option("--redo", help="Пересчитать: stale, failed или all.")] = Redo.STALE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Показать, ничего не записывая.")] = False,
    simulated: Annotated[
        bool, typer.Option("--simulated", help="С cycle: открыть год игровым, для упражнений; дни называет --as-of.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Запустить этап, весь годовой цикл или ежедневную проверку. Повторный запуск ничего не меняет."""
    home = settings()
    said = {
        "--roadmap": roadmap, "--cycle": cycle, "--as-of": not is_today(as_of), "--school": school,
        "--measure": measure, "--redo": redo != Redo.STALE, "--dry-run": dry_run,
        "--simulated": simulated,
    }  # fmt: skip
    _refuse_unasked(phase, [option for option, value in said.items() if value])
    migrate(home)
    if phase != TICK and not roadmap:
        roadmap = meant(home, "", 0, TODAY).roadmap
    measures, schools = (measure,) if measure else (), tuple(school.replace(",", " ").split())
    ask = Ask(roadmap, cycle, as_of, redo, measures, schools, dry_run)
    _refuse_senseless(home, phase, ask)
    import asyncio  # a tenth of a second that the commands which answer people do without

    with some_server(home) as url:
        state = asyncio.run(_ended(phase, ask, simulated))
    _tell(state, url, as_json)


def _refuse_unasked(phase: str, said: Sequence[str]) -> None:
    if phase not in (*Phase, CYCLE, TICK):
        known = ", ".join([*Phase, CYCLE, TICK])
        raise VekhaError(_("Этапа «{phase}» нет. Есть: {known}.").format(phase=phase, known=known))
    needless = [option for option in said if option in NOT_ASKED.get(phase, ())]
    if needless:
        told = _("«vekha run {what}» не знает {options}: уберите. Что кому говорят, покажет vekha run --help.")
        raise VekhaError(told.format(what=phase, options=", ".join(needless)))


def _refuse_senseless(home: Settings, phase: str, ask: Ask) -> None:
    """What makes no sense is told at once: a server takes ten seconds to start."""
    if phase == CYCLE:
        year_asked(definition_asked(home, ask.roadmap), ask.year, ask.as_of)
    elif phase != TICK:
        phase_asked(home, Phase(phase), ask)


async def _ended(phase: str, ask: Ask, simulated: bool) -> "State":
    """How the named flow ended; importing it imports Prefect, which must find its server by then."""
    from flows.annual_cycle import annual_cycle
    from flows.choices import EVERYTHING
    from flows.daily_tick import daily_tick
    from flows.phases import PHASES

    if phase == TICK:
        return await daily_tick(return_state=True)
    if phase == CYCLE:
        return await annual_cycle(ask.roadmap, ask.year, ask.as_of, ask.redo, simulated, return_state=True)
    said = (ask.roadmap, ask.year, ask.as_of, ask.redo, *(ask.measures or (EVERYTHING,)), ",".join(ask.schools))
    return await PHASES[Phase(phase)](*said, ask.dry_run, return_state=True)


def _tell(state: "State", url: str, as_json: bool) -> None:
    """How it ended, in words; red ends with 1."""
    is_red, message = not state.is_completed(), state.message or ""
    if is_red and not as_json:
        raise VekhaError(message)
    label = f"{Standing(state.name).label} — " if state.name in set(Standing) else ""
    tell(f"{label}{message}", {"state": state.name, "message": message, "ui": url}, as_json)
    raise typer.Exit(1 if is_red else 0)


def up(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Порт интерфейса Prefect; по умолчанию 4200.")
    ] = None,
) -> None:
    """Поднять сервер Prefect с расписаниями и остаться работать, пока не остановят (Ctrl-C)."""
    home = settings()
    migrate(home)
    with kept_server(home, port) as url, listening_if_asked(home):
        from prefect import serve

        from deployments.register import deployments
        from tasks.running.opening import live_roadmaps

        console.print(_("Веха работает. Интерфейс Prefect: {url}. Остановить: Ctrl-C.").format(url=url))
        # Prefect's handler of SIGTERM forgets to await this, then ends as it should.
        warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
        serve(*deployments(live_roadmaps()), print_starting_message=False)
