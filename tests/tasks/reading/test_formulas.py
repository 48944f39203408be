from io import BytesIO

import pytest

from tasks.reading.formulas import SIGNS, has_signs

CELL = b'<c r="A1"><v>4</v></c>'


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", range(9))
def test_a_sign_is_found_wherever_the_pieces_part(sign: bytes, before: int) -> None:
    assert has_signs(BytesIO(b"-" * before + sign + CELL), piece=3)


@pytest.mark.parametrize("piece", [1, 3, 1 << 18])
def test_a_sheet_of_plain_cells_has_no_sign(piece: int) -> None:
    assert not has_signs(BytesIO(CELL * 20), piece)
