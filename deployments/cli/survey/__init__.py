"""`vekha survey`: the survey of the risk profile, from forms to the factors that a school works on."""

import typer

from deployments.cli.survey import collecting, deciding

app = typer.Typer(
    name="survey",
    help="Опрос рискового профиля: формы, кто не ответил, профили, проверка, выбор.",
    no_args_is_help=True,
)
for work in (collecting, deciding):
    app.add_typer(work.app)
