"""`vekha demo`: a roadmap's years played on a generated region, then shown. Heavy imports wait for the command."""

from typing import Annotated

import typer

from deployments.cli.console import JsonOption, console
from deployments.local_server import local_server
from models.language import _
from tasks.reading.roadmap import read_roadmap
from tasks.settings import settings


def demo(
    stay: Annotated[bool, typer.Option("--stay/--exit", help="Остаться с интерфейсом Prefect или закончить.")] = True,
    roadmap: Annotated[
        str, typer.Option("--roadmap", "-r", help="Какую дорожную карту играть: имя или файл.")
    ] = "kirsanov-2024",
    schools: Annotated[
        int | None,
        typer.Option(min=16, max=4000, help="Сколько школ в вымышленном регионе; по умолчанию 40, а без расчётов 16."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Зерно региона.")] = 7,
    as_json: JsonOption = False,
) -> None:
    """Сыграть весь срок дорожной карты на вымышленном регионе и показать, чем он кончился."""
    from deployments.demo.home import move_in, prepare_home

    read_roadmap(roadmap)  # what is wrong with it is told before anything is prepared
    home = move_in(settings())
    prepare_home(home)
    console.print(_("[bold]Веха[/]: демонстрация в {home}").format(home=home.root))
    with local_server(home, kept=stay) as url:
        from deployments.demo.performance import perform

        told = perform(home, console, roadmap, schools=schools, seed=seed, url=url)
        if as_json:
            typer.echo(told.as_json())
        if stay:
            from prefect import serve

            from deployments.register import deployments

            console.print(_("Интерфейс Prefect: {url}. Остановить: Ctrl-C.").format(url=url))
            console.print(_("Посмотреть самому: VEKHA_HOME={home} vekha status").format(home=home.root), soft_wrap=True)
            serve(*deployments(), print_starting_message=False)
