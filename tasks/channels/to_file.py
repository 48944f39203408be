"""A file carries messages where there is no network: a JSON line each, found again by its key; or the console.

Somebody may send them on by hand, or only look.
"""

import json
import sys
from pathlib import Path

from models.language import _
from models.people.contacts import Person
from tasks.channels.letter import ChannelClosed, Letter, Receipt
from tasks.settings import Settings


def file_channel(settings: Settings) -> "FileChannel | ConsoleChannel | None":
    """The file that the settings name, the console for «-», or nothing."""
    if not settings.notices_file:
        return None
    if settings.notices_file == "-":
        return ConsoleChannel()
    return FileChannel(Path(settings.notices_file).expanduser())


class FileChannel:
    """A file of messages, which only grows. Everybody is told there."""

    name = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def conversation(self, people: tuple[Person, ...]) -> str:
        """The file, whoever is meant."""
        return self._path.name

    def deliver(self, letter: Letter) -> Receipt:
        """Append the message, unless an earlier attempt did."""
        try:
            if letter.maybe_there_since is None or letter.key not in self._keys():
                self._append(letter)
        except OSError as error:
            told = _("В файл {path} не записать ({name}): проверьте VEKHA_NOTICES_FILE.")
            raise ChannelClosed(told.format(path=self._path, name=type(error).__name__)) from None
        return Receipt(self._path.name, letter.key)

    def _keys(self) -> set[str]:
        """The keys that stand there; a last line that was cut by a crash is none."""
        if not self._path.exists():
            return set()
        lines = self._path.read_bytes().split(b"\n")[:-1]
        return {json.loads(line)["key"] for line in lines if line.startswith(b"{") and line.endswith(b"}")}

    def _append(self, letter: Letter) -> None:
        said = {
            "key": letter.key,
            "to": letter.recipient,
            "day": letter.as_of.isoformat(),
            "subject": letter.subject,
            "text": letter.text,
        }
        with self._path.open("ab") as file:
            # A line that was cut by a crash is ended, so that this one stands alone.
            is_cut = file.tell() > 0 and not self._path.read_bytes().endswith(b"\n")
            file.write(b"\n" * is_cut + json.dumps(said, ensure_ascii=False).encode() + b"\n")


class ConsoleChannel:
    """Standard output: for looking at, not for keeping."""

    name = "console"

    def conversation(self, people: tuple[Person, ...]) -> str:
        """The console, whoever is meant."""
        return "-"

    def deliver(self, letter: Letter) -> Receipt:
        """Write the message out."""
        sys.stdout.write(f"{letter.subject}\n{letter.text}\n\n")
        return Receipt("-", letter.key)
