"""Loading: files of data are read, checked and stored, each whole or refused with everything that is wrong in it."""

from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State

from flows.choices import asked
from models.language import _
from tasks.running.entry import all_loaded, load, named_files
from tasks.running.nudge import data_loaded
from tasks.settings import settings

FilePaths = Annotated[
    str, asked(_("Файлы"), _("Путь к файлу или папке на машине, где идёт запуск; несколько — через «;»."))
]


@flow(
    name="Загрузка данных",
    flow_run_name="загрузка данных",
    description="Прочитать файлы ВПР, ГИА и реестров, проверить, сохранить: каждый целиком.",
)
async def loading(path: FilePaths) -> State:
    """Load files, a task run each; the run is red, with every refusal as its message, when one of them is wrong."""
    states = [load(file.name, str(file), return_state=True) for file in named_files(path)]
    data_loaded(settings())
    return all_loaded(states)
