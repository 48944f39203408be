"""A Chromium that looks at Prefect's UI, for pictures and for the test that reads a page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

# Quiet: a browser of a test asks nobody for updates.
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def chromium() -> str | None:
    """Where a Chromium is installed, if one is."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def page(width: int = 1600, height: int = 1000, scale: float = 1) -> Iterator[Page]:
    """A page of a fresh browser, light; `scale` pixels of the picture to one of the page."""
    path = chromium()
    assert path, "no Chromium is installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        opened = browser.new_page(
            viewport={"width": width, "height": height}, locale="ru-RU", color_scheme="light", device_scale_factor=scale
        )
        yield opened
        browser.close()
