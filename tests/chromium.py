"""A real Chromium for tests, without a network beyond this machine."""

import functools
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.amount import ALL

CHROMIUM = os.environ.get("TOWNLINE_CHROMIUM", "/usr/bin/chromium")
# Of the same release: what pages are read and drawn with, but no windows around it, which take a
# third of the work. Before a release it is the whole.
_WITHOUT_WINDOWS = "/usr/lib/chromium/chromium-headless-shell"
AXE = (Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js").read_text
# A limit is there to end a test that fails: four lanes share two processors.
expect.set_options(timeout=30_000)
# Without 3D pages show lists where they would draw maps, which costs seconds by software.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-3d-apis",
    "--renderer-process-limit=1", "--process-per-site",
]  # fmt: skip


def _program() -> str:
    plain = ALL or "TOWNLINE_CHROMIUM" in os.environ or not Path(_WITHOUT_WINDOWS).exists()
    return CHROMIUM if plain else _WITHOUT_WINDOWS


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, and Django then takes every query for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def drawing(chromium: Browser) -> Iterator[Browser]:
    """Have a Chromium that draws maps: by software, where there is no graphics processor."""
    flags = [flag for flag in FLAGS if flag != "--disable-3d-apis"]
    browser = chromium.browser_type.launch(executable_path=_program(), args=flags)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def noticing(chromium: Browser) -> Iterator[Browser]:
    """Have a Chromium that shows notices, which one without windows takes and does not show."""
    if _program() == CHROMIUM:
        yield chromium
        return
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


class Server(LiveServerThread):
    """Django's, asked more often than twice in a second whether it may end."""

    def _create_server(self, *how: Any, **more: Any) -> Any:
        made = super()._create_server(*how, **more)  # type: ignore[misc]  # not in the stubs
        made.serve_forever = functools.partial(made.serve_forever, poll_interval=0.02)
        return made


def _join_request_threads() -> None:
    """Wait for answers that nobody reads any more: the tables are emptied next."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


def _as_it_is(application: Any) -> Any:
    # The programme's own middleware serves the files, under the names of the collected ones.
    return application


def watch(page: Page, trouble: list[str]) -> Page:
    """Note each mistake in a script with where it was made, and what the page's policy refuses."""
    page.on("pageerror", lambda error: trouble.append(error.stack or str(error)))
    page.on(
        "console",
        lambda entry: trouble.append(entry.text) if _is_policy_error(entry.text) else None,
    )
    return page


def _is_policy_error(entry: str) -> bool:
    return "Content Security Policy" in entry


def violations(page: Any) -> list[str]:
    """Run axe over a page; give each violation with the place it was found."""
    # The page's own policy forbids foreign scripts: axe runs in the debugger's world.
    page.evaluate(AXE())
    # Told of violations only, it writes down nothing of the hundreds of places that are well.
    words = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    found = page.evaluate(words)
    return [
        f"{v['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:200]}"
        for v in found
        for node in v["nodes"]
    ]


def window(
    browser: Browser,
    url: str,
    session: str | None = None,
    *,
    width: int = 1440,
    language: str = "ko",
    dark: bool = False,
    script: bool = True,
) -> BrowserContext:
    """Open a window: of a signed-in person, a size, a language, light or dark."""
    opened = browser.new_context(
        java_script_enabled=script,
        base_url=url,
        viewport=size(width),
        locale=language,
        color_scheme="dark" if dark else "light",
        timezone_id="Asia/Seoul",
        reduced_motion="reduce",
    )
    opened.add_cookies(cookies(url, language, session))  # type: ignore[arg-type]  # its own dict type
    opened.set_default_timeout(60_000)
    return opened


def size(width: int) -> ViewportSize:
    """Give the size of a desk's screen or, where it is narrow, of a phone's."""
    return {"width": width, "height": 900 if width > 700 else 844}


def cookies(url: str, language: str, session: str | None) -> list[dict[str, str]]:
    """Give those of a language and, if anybody is signed in, of that person's session."""
    named = {"tl-language": language} | ({"townline": session} if session else {})
    return [{"name": name, "value": value, "url": url} for name, value in named.items()]


def reply(page: Page) -> Locator:
    """Give the box of an answer, opened as R opens it."""
    opener = page.locator(".reply > summary")
    if opener.is_visible():
        opener.click()
    return page.locator("#draft")
