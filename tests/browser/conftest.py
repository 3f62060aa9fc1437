"""Tests in a real browser; they run where Chromium is installed: ``pytest --browser tests/browser``."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

# As a browser that asks nothing of any network: it would look for updates otherwise.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium():
    """Chromium without a window."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture
def screen(chromium, request):
    """A page at the size of the screen in the room; nothing that it asks for, says or refuses goes unseen."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, accept_downloads=True)
    page = context.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("console", lambda one: page.said.append(one.text))
    page.on("pageerror", lambda one: page.said.append(str(one)))
    yield page
    context.close()
