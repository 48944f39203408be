"""The evidence store: a file is kept once, by its SHA-256, whole or not at all."""

import hashlib
import stat
from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.people import evidence
from tasks.people.evidence import MEGABYTE, keep_bytes, keep_file, place
from tasks.settings import Settings


def kept(home: Settings) -> list[Path]:
    return [path for path in home.evidence.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_hash(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "справка.docx").write_bytes(b"content")
    digest, size = keep_file(home, tmp_path / "справка.docx")
    assert (digest, size) == (hashlib.sha256(b"content").hexdigest(), 7)
    assert place(home, digest).read_bytes() == b"content"


def test_the_same_content_is_kept_once_whoever_brings_it(home: Settings, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"content")
        keep_file(home, tmp_path / name)
    keep_bytes(home, b"content")
    assert len(kept(home)) == 1


def test_the_store_is_nobody_elses_business(home: Settings) -> None:
    digest, _size = keep_bytes(home, b"content")
    assert stat.S_IMODE(home.evidence.stat().st_mode) == 0o700
    assert stat.S_IMODE(place(home, digest).stat().st_mode) == 0o600


def test_an_empty_a_huge_and_an_absent_file_are_refused(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(100 * MEGABYTE + 1)  # sparse: takes no room
    for name, why in (("empty", "файл пуст"), ("huge", "файл больше 100 МБ"), ("absent", "такого файла нет")):
        with pytest.raises(FileRefused, match=why):
            keep_file(home, tmp_path / name)
    assert kept(home) == []


def test_how_large_a_file_may_be_is_set(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "скан.tiff").write_bytes(b"x" * (MEGABYTE + 1))
    with pytest.raises(FileRefused, match="файл больше 1 МБ: сдайте ссылкой"):
        keep_file(home.model_copy(update={"evidence_mb": 1}), tmp_path / "скан.tiff")
    keep_file(home.model_copy(update={"evidence_mb": 2}), tmp_path / "скан.tiff")
    assert len(kept(home)) == 1


def test_what_breaks_off_leaves_nothing_behind(home: Settings) -> None:
    def break_off() -> None:
        with evidence._arriving(home, "ab" * 32) as arriving:
            arriving.write(b"half")
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        break_off()
    assert kept(home) == []
