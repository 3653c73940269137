"""A real Chromium for tests, without a network beyond this machine."""

import functools
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

CHROMIUM = os.environ.get("TOWNLINE_CHROMIUM", "/usr/bin/chromium")
AXE = (Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js").read_text
# A limit is there to end a test that fails: four lanes share two processors.
expect.set_options(timeout=30_000)
# Without 3D pages show lists where they would draw maps, which costs seconds by software.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-3d-apis",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, and Django then takes every query for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Server(LiveServerThread):
    """Django's, asked more often than twice in a second whether it may end."""

    def _create_server(self, *how: Any, **more: Any) -> Any:
        made = super()._create_server(*how, **more)  # type: ignore[misc]  # not in the stubs
        made.serve_forever = functools.partial(made.serve_forever, poll_interval=0.02)
        return made


@pytest.fixture
def pages(transactional_db: None, built_files: None) -> Iterator[str]:
    """Serve the pages on a free port, files as in operation; give the address."""
    server = Server("127.0.0.1", static_handler=_as_it_is)  # type: ignore[arg-type]  # called, not subclassed
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    _let_finish()


def _let_finish() -> None:
    """Wait for answers that a closed page no longer reads: the tables are emptied next."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


def _as_it_is(application: Any) -> Any:
    # The programme's own middleware serves the files, under the names of the collected ones.
    return application


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
        viewport={"width": width, "height": 900 if width > 700 else 844},
        locale=language,
        color_scheme="dark" if dark else "light",
        timezone_id="Asia/Seoul",
        reduced_motion="reduce",
    )
    cookies = [{"name": "tl-language", "value": language, "url": url}]
    if session:
        cookies.append({"name": "townline", "value": session, "url": url})
    opened.add_cookies(cookies)  # type: ignore[arg-type]  # its own dict type
    opened.set_default_timeout(15_000)
    return opened


def reply(page: Page) -> Locator:
    """Give the box of an answer, opened as R opens it."""
    opener = page.locator(".reply > summary")
    if opener.is_visible():
        opener.click()
    return page.locator("#draft")
