"""Makes keys that look like pupils' pseudonyms: 24 hex digits, all different."""

import numpy as np
import pyarrow as pa

LENGTH = 24
_PAIRS = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype="<u2")


def pupil_keys(rng: np.random.Generator, count: int) -> pa.Array:
    """So many keys, as Arrow text: drawn as bytes and put into digits all at once."""
    digits = _PAIRS[rng.integers(0, 256, (count, LENGTH // 2), dtype=np.uint8)]
    offsets = np.arange(0, (count + 1) * LENGTH, LENGTH, dtype=np.int32)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(digits.tobytes()))
