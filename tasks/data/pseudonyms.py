"""The keys that stand for pupils, and the secret that makes them. Nothing here is logged or shown.

domain.md §7 and semantics.md: a VPR key links a pupil within a school and a year only; a ГИА key is of the normalised
name and document, which are dropped at the door. Without the secret a key tells nothing; with it lost, old and new
keys no longer meet: the file belongs into the backup, apart from the data.
"""

import re
import unicodedata
from collections.abc import Iterable

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from tasks.secret import SECRET_BYTES, kept_secret
from tasks.settings import Settings

KEY_LENGTH = 24  # hex digits, 96 bits: no two of a country's pupils meet by chance


class Pseudonyms:
    """Makes keys with a secret that it does not show."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SECRET_BYTES:
            raise ValueError("the secret is too short")
        self._secret = secret

    def __repr__(self) -> str:
        return "Pseudonyms()"

    def __reduce__(self) -> str:
        raise TypeError("the secret is not to be pickled")

    def vpr(self, schools: Iterable[str], year: int, codes: Iterable[str]) -> list[str]:
        """Keys of VPR participants, in order: HMAC(school, year, code)."""
        return self._keys(f"vpr|{school}|{year}|{code}" for school, code in zip(schools, codes, strict=True))

    def gia(self, names: Iterable[Iterable[str]], documents: Iterable[Iterable[str]]) -> list[str]:
        """Keys of ГИА participants, in order: HMAC(normalised surname, name and patronymic; series and number)."""
        return self._keys(
            f"gia|{normalised_name(name)}|{normalised_document(document)}"
            for name, document in zip(names, documents, strict=True)
        )

    def _keys(self, messages: Iterable[str]) -> list[str]:
        # The secret is taken in once: its copies cost a third of an HMAC from the beginning.
        secret = HMAC(self._secret, SHA256())
        return [_digest(secret.copy(), message)[:KEY_LENGTH] for message in messages]


def _digest(hashed: HMAC, message: str) -> str:
    hashed.update(message.encode())
    return hashed.finalize().hex()


def normalised_name(parts: Iterable[str]) -> str:
    """Surname, name and patronymic as every clerk's spelling of them comes out alike."""
    joined = unicodedata.normalize("NFKC", " ".join(parts)).lower().replace("ё", "е")
    return re.sub(r"\s+", " ", re.sub(r"\s*[-–—]\s*", "-", joined)).strip()


def normalised_document(parts: Iterable[str]) -> str:
    """Series and number: letters and digits only, without the zeros in front that spreadsheets eat."""
    return "|".join(re.sub(r"\W", "", unicodedata.normalize("NFKC", part)).upper().lstrip("0") for part in parts)


def pseudonyms(settings: Settings) -> Pseudonyms:
    """The keys of this installation; its secret is made the first time, readable by its owner only."""
    return Pseudonyms(kept_secret(settings.secret_path))
