"""Office files are zip archives: written anew with nothing in them that the clock put there."""

import zipfile
from io import BytesIO

# The earliest moment that a zip entry can carry.
EPOCH = (1980, 1, 1, 0, 0, 0)


def without_clock(content: bytes) -> bytes:
    """The same archive with every entry's time fixed, so that equal documents have equal bytes and one SHA-256."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(entry))
    return buffer.getvalue()
