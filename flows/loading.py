"""Loading: one file of data is read, checked and stored whole, or refused with everything that is wrong in it."""

from pathlib import Path
from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from tasks.entry import load

FilePath = Annotated[str, Field(title="Файл", description="Путь к файлу на машине, где идёт запуск.")]


@flow(name="Загрузка данных", description="Прочитать файл ВПР, ГИА или реестра, проверить, сохранить целиком.")
async def loading(path: FilePath) -> State:
    """Load a file; the run is red, with the whole refusal as its message, when the file is wrong."""
    return load(Path(path).name, path, return_state=True)
