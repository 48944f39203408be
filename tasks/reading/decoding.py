"""Bytes → text, whatever program wrote them: UTF-8, UTF-16 or one of the old Russian encodings."""

import re

_RUSSIAN = ("cp1251", "koi8-r", "cp866")
# Nine letters in ten of a Russian text in lower case are these; another encoding's letters are not.
_COMMON = re.compile("[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(raw: bytes) -> str | None:
    """The text in UTF-8, UTF-16 or the likeliest Russian encoding; None when the bytes are no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(raw, "utf-16")
    if wide := _two_bytes_each(raw[:1_000]):
        return _as(raw, wide)
    text = _as(raw, "utf-8-sig")
    if text is None and b"\0" not in raw:
        candidates = [text for encoding in _RUSSIAN if (text := _as(raw, encoding)) is not None]
        text = max(candidates, key=_russianness, default=None)
    return text if text is not None and not _CONTROL.search(text) else None


def _two_bytes_each(start: bytes) -> str:
    """UTF-16 without a mark: every second byte is the number of the Latin or the Cyrillic block."""
    for encoding, block in (("utf-16-be", start[::2]), ("utf-16-le", start[1::2])):
        if len(block) > 4 and sum(1 for byte in block if byte in (0, 4)) > 0.8 * len(block):
            return encoding
    return ""


def _as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _russianness(text: str) -> int:
    return len(_COMMON.findall(text[:20_000]))
