"""Pictures as files: where they lie and how small they are made."""

from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 120_000
COLOURS = (128, 64, 32, 16)  # tried in turn until the file is small enough


def keep(taken: Path, path: Path, width: int | None = None) -> None:
    """Keep the picture at the path, so many pixels wide, in as many colours as `MOST_BYTES` allow."""
    with Image.open(taken) as opened:
        picture = opened.convert("RGB")
    if width and picture.width > width:
        picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    for colours in COLOURS:
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    raise AssertionError(f"{path.name} is larger than {MOST_BYTES} bytes")
