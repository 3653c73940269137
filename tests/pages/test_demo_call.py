"""The demo's telephones: one dials, the other rings, takes the call and both talk."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import expect

from tests.chromium import violations
from townline.adapters.sip.conftest import Engine
from townline.adapters.sip.demo.app import build
from townline.adapters.sip.demo.booth import Booth
from townline.adapters.sip.demo.ear import Ear
from townline.adapters.sip.flow.tests.call_scene import SAFE, scene

pytestmark = [pytest.mark.browser, pytest.mark.peer]


class Served:
    """A line with its demo page, in a thread with a loop of its own."""

    def __init__(self, folder):
        self.folder, self.ready, self.port = folder, threading.Event(), 0
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self.error = None

    async def _run(self):
        try:
            with Engine() as engine:
                async with scene(engine, self.folder) as here:
                    await self._serve(here)
        except BaseException as error:  # noqa: BLE001 -- told by the test
            self.error = error
        finally:
            self.ready.set()

    async def _serve(self, here):
        place = here.owner.line.address
        here.owner.line.close()
        prompts = {here.prompts._folder / f"{key}.wav": key for key in ("menu", "owner_ask")}
        booth = Booth(here.place, caller="01000000003", ear=Ear(lambda: prompts))
        await asyncio.sleep(0)
        await booth.open(place)
        page = build(booth, number=SAFE, slug="market", hosts=["127.0.0.1"])
        self.server = uvicorn.Server(
            uvicorn.Config(page, port=0, lifespan="off", log_config=None, ws="none")
        )
        self.server.capture_signals = _nothing
        serving = asyncio.create_task(self.server.serve())
        while not self.server.started:  # noqa: ASYNC110 -- it rings no bell
            await asyncio.sleep(0.05)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.ready.set()
        await serving
        await booth.close()


@contextmanager
def _nothing():
    yield


@pytest.fixture
def served(tmp_path):
    """Have the page of a real line."""
    line = Served(tmp_path)
    line.thread.start()
    assert line.ready.wait(30)
    assert line.error is None, line.error
    yield f"http://127.0.0.1:{line.port}/demo/call/"
    line.server.should_exit = True
    line.thread.join(60)
    assert line.error is None, line.error


def test_a_call_is_heard_taken_and_shown_on_both_sides(chromium, served):
    context = chromium.new_context(locale="en-US", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served)
    assert violations(page) == []
    page.get_by_role("button", name="Call", exact=True).click()
    caller, owner = page.locator("[data-part=caller]"), page.locator("[data-part=owner]")
    expect(caller.get_by_role("listitem")).to_have_text("menu", timeout=20_000)
    caller.get_by_role("button", name="3", exact=True).click()
    owner.get_by_role("button", name="Pick up").click()
    expect(owner.locator(".shown")).to_contain_text("0504-0000-1234")
    expect(owner.get_by_role("listitem")).to_have_text("owner_ask", timeout=20_000)
    owner.get_by_role("button", name="1", exact=True).click()
    owner.get_by_text("What this telephone sent and got").click()
    expect(owner.locator("pre").first).to_contain_text("INVITE sip:+821000000042@")
    assert "01000000003" not in owner.inner_text()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    caller.get_by_role("button", name="Hang up").click()
    expect(owner.get_by_role("status")).to_contain_text("Call ended")
    context.close()


def test_what_comes_from_another_site_is_not_taken(served, chromium):
    context = chromium.new_context()
    answer = context.request.post(
        f"{served}dial", form={"number": SAFE}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status == 403
    context.close()
