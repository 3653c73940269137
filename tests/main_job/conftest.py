import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import window
from townline.config.tests.running.house import House, free_port

type Enter = Callable[..., Page]


class DemoHouse(House):
    """The demo as a newcomer starts it, but with a hold of three seconds."""

    def start(self, *options: str) -> None:
        command = [sys.executable, "-m", "townline", "run", "--home", str(self.home)]
        command += ["--port", str(free_port()), "--demo", *options]
        kept = {name: v for name, v in os.environ.items() if not name.startswith("TOWNLINE_")}
        with (self.home / "log").open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own command
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                env=kept | {"TOWNLINE_CONFIRM_HOLD": "PT3S"},
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("ready http://127.0.0.1:"), self.log()
        self.url = line.split()[1]


@pytest.fixture(scope="package")
def demo(built_files: None) -> Iterator[DemoHouse]:
    # Not pytest's own folder: the database's account may not enter it.
    home = Path(tempfile.mkdtemp(prefix="tl-", dir="/tmp"))
    home.chmod(0o755)
    running = DemoHouse(home)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home)


@pytest.fixture
def enter(demo: DemoHouse, chromium: Browser) -> Iterator[Enter]:
    """Give ``enter(username, language, width)``: a window in which that person has signed in."""
    opened: list[BrowserContext] = []

    def open_(username: str | None, language: str = "ko", width: int = 1440) -> Page:
        opened.append(window(chromium, demo.url, width=width, language=language))
        page = opened[-1].new_page()
        page.set_default_timeout(30_000)
        if username is None:
            page.goto("/handset/")
            return page
        page.goto("/sign-in/")
        if page.locator(f'button[value="{username}"]').count():
            page.locator(f'button[value="{username}"]').click()
        else:
            page.locator("#demo-person").select_option(username)
            page.locator("form:has(#demo-person) button").click()
        page.wait_for_selector("#live:not(.lost)")
        page.wait_for_load_state()
        return page

    yield open_
    for one in opened:
        one.close()
